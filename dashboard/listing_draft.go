package dashboard

import (
	"context"
	"io"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/shopspring/decimal"

	"zhibiao/dashboard/locale"
	"zhibiao/dashboard/reports"
	"zhibiao/metrics"
)

// listing begins a workbook of lists. A catalogue is needed where the account of the
// reader is bound to organisations.
func (s *Server) listing(words wording, catalogue *metrics.Catalogue, filters Filters, title string, chips []Chip) reports.Listing {
	known := filters.KnownAt
	if known.IsZero() {
		known = s.dependencies.Now()
	}
	listing := reports.Listing{Title: title, Signed: true, AsOf: filters.AsOf, KnownAt: known, Zone: s.dependencies.Zone,
		FilterText: words.filterText(chips), Language: words.language, Texts: words.texts, StatusWords: words.statusWords()}
	if len(filters.Scope) > 0 {
		listing.Notes = []reports.ListingNote{{Label: words.text("scope.label"), Text: words.text("scope.only.work", "organisations", words.organisationNames(catalogue, filters.Scope))}}
	}
	return listing
}

// listingDraft turns the workbook of a list into a draft that can be numbered and kept.
func listingDraft(c echo.Context, filters Filters, listing reports.Listing, plain string) reportDraft {
	listing.Again = filters.Link(c.Request().URL.Path, exactly(filters, listing.KnownAt, listing.Language)...)
	draft := reportDraft{download: workbookDownload{Chinese: listing.Title, Plain: plain, AsOf: listing.AsOf}, plan: filters.Plan, scope: filters.Scope,
		report: reports.Report{Title: listing.Title, AsOf: listing.AsOf, KnownAt: listing.KnownAt, Language: listing.Language, Demonstration: listing.Demonstration}}
	for _, table := range listing.Tables {
		draft.rows += table.Count
	}
	draft.report.Notes.Again, draft.report.Notes.ReportName = listing.Again, draft.download.name()
	draft.write = func(ctx context.Context, w io.Writer, report reports.Report) error {
		listing.Number, listing.Name, listing.Remark = report.Number, report.Notes.ReportName, report.Remark
		return reports.WriteListing(ctx, w, listing)
	}
	return draft
}

// exactly are the parameters that the address of a workbook needs to give the same bytes
// again, whatever is imported in between: the filters of the page itself, the day, the
// moment, the scenario and the language.
func exactly(filters Filters, known time.Time, language locale.Language) []string {
	demonstration := "0"
	if filters.Demonstration {
		demonstration = "1"
	}
	changes := []string{"as_of", filters.AsOf.String(), "demo", demonstration, "known_at", known.UTC().Format(time.RFC3339Nano), "lang", string(language)}
	for _, name := range filters.Own() {
		changes = append(changes, name, filters.Given(name))
	}
	return changes
}

func listedText(text string) reports.ListingCell { return reports.ListingCell{Text: text} }

func listedCount(count int) reports.ListingCell { return reports.ListingCell{Count: &count} }

// listingCells turns texts and numbers into cells.
func listingCells(values ...any) []reports.ListingCell {
	cells := make([]reports.ListingCell, len(values))
	for i, value := range values {
		switch value := value.(type) {
		case string:
			cells[i] = listedText(value)
		case int:
			cells[i] = listedCount(value)
		case decimal.NullDecimal:
			cells[i].Number = value
		case metrics.Date:
			cells[i].Day = value
		case time.Time:
			cells[i].Moment = value
		case metrics.AssessmentStatus:
			cells[i].Status = value
		case reports.ListingCell:
			cells[i] = value
		}
	}
	return cells
}

// statusWords are the words of all statuses.
func (w wording) statusWords() map[metrics.AssessmentStatus]string {
	words := map[metrics.AssessmentStatus]string{}
	for _, status := range metrics.AssessmentStatuses() {
		words[status] = w.text("status." + string(status))
	}
	return words
}
