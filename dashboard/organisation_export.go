package dashboard

import (
	"slices"

	"github.com/labstack/echo/v4"

	"zhibiao/dashboard/reports"
)

// draftOrganisation is the workbook of the indicators of an organisation: what it leads
// and what it helps with, theme by theme.
func (s *Server) draftOrganisation(c echo.Context, code string) (reportDraft, error) {
	filters, err := s.filtersOf(c)
	if err != nil {
		return reportDraft{}, err
	}
	filters = organisationFilters(filters)
	ctx, words := c.Request().Context(), s.wording(languageOf(c))
	page, err := s.loadOrganisation(ctx, filters, code)
	if err != nil {
		return reportDraft{}, err
	}
	items := slices.Concat(page.Led, page.Shared)
	sortItemsByTheme(items)
	report, err := s.placeReport(ctx, words, filters, groupByTheme(items), page.Chips)
	if err != nil {
		return reportDraft{}, err
	}
	report.Title = words.text("export.organisation.title", "organisation", words.name(page.Organisation))
	return s.finishDraft(c, filters, reportDraft{report: report, write: reports.WriteIndicatorList,
		download: workbookDownload{Chinese: report.Title, Plain: "organisation-" + code, AsOf: filters.AsOf}})
}
