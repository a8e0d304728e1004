package dashboard

import (
	"cmp"
	"slices"

	"github.com/labstack/echo/v4"
	"github.com/shopspring/decimal"

	"zhibiao/dashboard/reports"
	"zhibiao/metrics"
)

// draftTasks is the list of tasks: the rows are those of the page with the same filters,
// plan by plan in the order of the documents.
func (s *Server) draftTasks(c echo.Context, _ string) (reportDraft, error) {
	page, err := s.loadTaskList(c)
	if err != nil {
		return reportDraft{}, err
	}
	slices.SortFunc(page.Lines, func(a, b TaskLine) int { return cmp.Compare(page.positions[a.Code], page.positions[b.Code]) })
	words := s.wording(languageOf(c))
	listing := s.listing(words, page.catalogue, page.Filters, words.text("task.export.title"), page.Chips)
	listing.Demonstration = page.Filters.Demonstration
	listing.Tables = []reports.ListingTable{{Sheet: words.text("nav.tasks"), Count: page.Count, Empty: words.text("task.empty"), FrozenFirst: 2,
		Columns: words.taskColumns(), Groups: words.taskGroups(page.Lines)}}
	listing.Notes = append(listing.Notes, reports.ListingNote{Label: words.text("task.states"), Text: words.text("task.rule", "days", metrics.TaskSoonDays)})
	return listingDraft(c, page.Filters, listing, "tasks"), nil
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
	text := listedText
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
