package dashboard

import (
	"cmp"
	"context"
	"io"
	"slices"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/shopspring/decimal"

	"zhibiao/dashboard/reports"
	"zhibiao/metrics"
)

// tasksWorkbook is the address of the list of tasks as a workbook.
const tasksWorkbook = tasksPath + workbookEnding

// exportTasks answers with the list of tasks as a workbook: the rows are those of the
// page with the same filters, plan by plan in the order of the documents.
func (s *Server) exportTasks(c echo.Context) error {
	draft, err := s.draftTasks(c)
	if err != nil {
		return err
	}
	return s.sendReport(c, draft)
}

func (s *Server) draftTasks(c echo.Context) (reportDraft, error) {
	page, err := s.loadTaskList(c)
	if err != nil {
		return reportDraft{}, err
	}
	slices.SortFunc(page.Lines, func(a, b TaskLine) int { return cmp.Compare(page.positions[a.Code], page.positions[b.Code]) })
	words := s.wording(languageOf(c))
	listing := s.listing(words, page.catalogue, page.Filters, "task.export.title", page.Chips)
	listing.SheetName, listing.Count, listing.Empty, listing.FrozenFirst = words.text("nav.tasks"), page.Count, words.text("task.empty"), 2
	listing.Columns = words.taskColumns()
	listing.Groups = words.taskGroups(page.Lines)
	listing.Notes = append(listing.Notes, reports.ListingNote{Label: words.text("task.states"), Text: words.text("task.rule", "days", metrics.TaskSoonDays)})
	return listingDraft(c, page.Filters, listing, "tasks"), nil
}

// listing begins a workbook of a list.
func (s *Server) listing(words wording, catalogue *metrics.Catalogue, filters Filters, title string, chips []Chip) reports.Listing {
	known := filters.KnownAt
	if known.IsZero() {
		known = s.dependencies.Now()
	}
	listing := reports.Listing{Title: words.text(title), NotesName: words.text("report.sheet.notes"), AsOf: filters.AsOf, KnownAt: known, Zone: s.dependencies.Zone,
		FilterText: words.filterText(chips), Language: words.language, Texts: words.texts}
	if len(filters.Scope) > 0 {
		listing.Notes = []reports.ListingNote{{Label: words.text("scope.label"), Text: words.text("scope.only.work", "organisations", words.organisationNames(catalogue, filters.Scope))}}
	}
	return listing
}

// listingDraft turns the workbook of a list into a draft that can be numbered and kept.
func listingDraft(c echo.Context, filters Filters, listing reports.Listing, plain string) reportDraft {
	listing.Again = filters.Link(c.Request().URL.Path, listingAgain(filters, listing)...)
	draft := reportDraft{download: workbookDownload{Chinese: listing.Title, Plain: plain, AsOf: listing.AsOf}, plan: filters.Plan, scope: filters.Scope, rows: listing.Count,
		report: reports.Report{Title: listing.Title, AsOf: listing.AsOf, KnownAt: listing.KnownAt, Language: listing.Language}}
	draft.report.Notes.Again, draft.report.Notes.ReportName = listing.Again, draft.download.name()
	draft.write = func(ctx context.Context, w io.Writer, report reports.Report) error {
		listing.Number, listing.Name = report.Number, report.Notes.ReportName
		return reports.WriteListing(ctx, w, listing)
	}
	return draft
}

// listingAgain are the parameters that the address of a workbook needs to give the same
// bytes again: the filters of the list itself, the day, the moment and the language.
func listingAgain(filters Filters, listing reports.Listing) []string {
	changes := []string{"as_of", filters.AsOf.String(), "known_at", listing.KnownAt.UTC().Format(time.RFC3339Nano), "lang", string(listing.Language)}
	for _, name := range filters.Own() {
		changes = append(changes, name, filters.Given(name))
	}
	return changes
}

func (w wording) taskColumns() []reports.ListingColumn {
	return []reports.ListingColumn{
		{Heading: w.text("column.number"), Least: 6, Most: 12, Centred: true},
		{Heading: w.text("column.task"), Least: 26, Most: 36},
		{Heading: w.text("column.deadline"), Least: 11, Most: 12, Centred: true},
		{Heading: w.text("column.status"), Least: 9, Most: 12, Centred: true},
		{Heading: w.text("task.column.reported"), Least: 9, Most: 12, Centred: true},
		{Heading: w.text("task.column.report_date"), Least: 11, Most: 12, Centred: true},
		{Heading: w.text("task.percent"), Least: 8, Most: 9, Centred: true},
		{Heading: w.text("task.evidence"), Least: 14, Most: 22},
		{Heading: w.text("task.leader"), Least: 9, Most: 12, Centred: true},
		{Heading: w.text("task.lead"), Least: 12, Most: 18},
		{Heading: w.text("task.cooperating.title"), Least: 12, Most: 20},
		{Heading: w.text("task.headings"), Least: 12, Most: 16},
		{Heading: w.text("column.source"), Least: 10, Most: 12},
	}
}

func (w wording) taskGroups(lines []TaskLine) []reports.ListingGroup {
	var groups []reports.ListingGroup
	position := map[string]int{}
	for _, line := range lines {
		at, known := position[line.Plan]
		if !known {
			at = len(groups)
			position[line.Plan] = at
			heading := line.Plan
			if line.InPlan != nil {
				heading = reports.JoinWords("　", line.InPlan.Number, w.name(line.InPlan))
			}
			groups = append(groups, reports.ListingGroup{Heading: heading})
		}
		groups[at].Rows = append(groups[at].Rows, w.taskCells(line))
	}
	return groups
}

func (w wording) taskCells(line TaskLine) []reports.ListingCell {
	text := func(text string) reports.ListingCell { return reports.ListingCell{Text: text} }
	reported, reportDay, evidence := text(""), reports.ListingCell{}, text("")
	percent := reports.ListingCell{}
	if report := line.Report; report != nil {
		reported, reportDay, evidence = text(w.text("task.reported."+string(report.State))), reports.ListingCell{Day: report.Date}, text(report.Evidence)
		if report.Percent != nil {
			percent.Number = decimal.NewNullDecimal(decimal.NewFromInt(int64(*report.Percent)))
		}
	}
	return []reports.ListingCell{text(line.Number), text(line.TaskZh), {Day: line.Deadline}, text(w.text(line.Look.Key)), reported, reportDay, percent,
		evidence, text(line.Leader), text(w.join(line.Lead)), text(w.join(line.Cooperating)),
		text(reports.JoinWords(" › ", line.Level1, line.Level2, line.Level3)), text(w.text("source.line", "file", line.SourceFile, "line", line.SourceLine))}
}
