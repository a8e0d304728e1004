package dashboard

import (
	"fmt"

	"github.com/labstack/echo/v4"

	"zhibiao/dashboard/reports"
	"zhibiao/metrics"
)

// draftAudit is who did what, as the page with the same questions, up to the moment at
// which the workbook is asked for. Only who may see the audit may have it.
func (s *Server) draftAudit(c echo.Context, _ string) (reportDraft, error) {
	filters, err := s.filtersOf(c)
	if err != nil {
		return reportDraft{}, err
	}
	asked := readAuditQuestion(c)
	query, err := asked.query(s.dependencies.Zone)
	if err != nil {
		return reportDraft{}, err
	}
	if filters.KnownAt.IsZero() {
		filters.KnownAt = s.dependencies.Now()
	}
	if query.To.IsZero() || query.To.After(filters.KnownAt) {
		query.To = filters.KnownAt
	}
	query.Limit = mostAuditRows
	entries, err := s.dependencies.Audit.AuditEntries(c.Request().Context(), query)
	if err != nil {
		return reportDraft{}, fmt.Errorf("load audit: %w", err)
	}
	words, err := s.auditWords(c)
	if err != nil {
		return reportDraft{}, err
	}
	for name, values := range asked.values() {
		filters = filters.withOwn(auditPath, name, values[0])
	}
	table := reports.ListingTable{Sheet: words.text("audit.file"), Count: len(entries), Empty: words.text("audit.none")}
	for i, heading := range s.auditColumns(words.wording) {
		table.Columns = append(table.Columns, reports.ListingColumn{Heading: heading, Most: []float64{19, 22, 48, 10, 28, 40, 18, 16, 38}[i]})
	}
	table.Groups = []reports.ListingGroup{{Each: func(yield func([]reports.ListingCell) bool) {
		for _, entry := range entries {
			if !yield(s.auditCells(words, entry)) {
				return
			}
		}
	}}}
	listing := s.listing(words.wording, nil, Filters{AsOf: filters.AsOf, KnownAt: filters.KnownAt}, words.text("nav.audit"), nil)
	listing.Signed = false
	listing.Tables = []reports.ListingTable{table}
	draft := listingDraft(c, filters, listing, "audit")
	draft.right, draft.scope = mayAdminister, nil
	return draft, nil
}

// auditCells are texts, which are never calculated.
func (s *Server) auditCells(words auditWords, entry metrics.AuditEntry) []reports.ListingCell {
	texts := s.auditRow(words.wording, words.line(entry))
	cells := make([]reports.ListingCell, len(texts))
	for i, text := range texts {
		cells[i] = listedText(text)
	}
	return cells
}
