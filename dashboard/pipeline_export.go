package dashboard

import (
	"github.com/labstack/echo/v4"
	"github.com/shopspring/decimal"

	"zhibiao/dashboard/reports"
	"zhibiao/metrics"
)

// draftPipeline holds the targets with listed projects against what those can carry, as
// the page with the same filters.
func (s *Server) draftPipeline(c echo.Context, _ string) (reportDraft, error) {
	page, err := s.loadPipeline(c)
	if err != nil {
		return reportDraft{}, err
	}
	words := s.wording(languageOf(c))
	listing := s.listing(words, page.catalogue, page.Filters, words.text("pipeline.title"), page.Chips)
	listing.Demonstration = page.Filters.Demonstration
	if page.Verdict != "" {
		listing.FilterText = reports.JoinWords(words.text("list.separator"), listing.FilterText, words.text("pipeline.verdict."+string(page.Verdict)))
	}
	table := words.balanceTable(page.Lines)
	table.Sheet = words.text("nav.pipeline")
	listing.Tables = []reports.ListingTable{table}
	listing.Notes = append(listing.Notes, reports.ListingNote{Label: words.text("report.notes.reading"), Text: words.text("pipeline.rule")})
	return listingDraft(c, page.Filters, listing, "pipeline"), nil
}

// draftPipelineIndicator is one indicator's targets against the projects listed for it: a
// sheet of balances, and one of projects for each list.
func (s *Server) draftPipelineIndicator(c echo.Context, code string) (reportDraft, error) {
	filters, err := s.filtersOf(c)
	if err != nil {
		return reportDraft{}, err
	}
	filters = filters.withoutNarrowing()
	page, err := s.loadPipelineIndicator(c.Request().Context(), filters, code)
	if err != nil {
		return reportDraft{}, err
	}
	words := s.wording(languageOf(c))
	var lines []PipelineLine
	for _, section := range page.Sections {
		for _, line := range section.Lines {
			if filters.covers(line.Item) {
				line.Sentence = words.pipelineSentence(line.PipelineBalance)
				lines = append(lines, line)
			}
		}
	}
	if len(lines) == 0 {
		return reportDraft{}, filters.checkIndicator(page.Sections[0].Lines[0].Item)
	}
	listing := s.listing(words, page.catalogue, filters, words.text("pipeline.title_of", "name", words.name(page.Indicator)), nil)
	listing.Demonstration = filters.Demonstration
	table := words.balanceTable(lines)
	table.Sheet = words.text("nav.pipeline")
	listing.Tables = []reports.ListingTable{table}
	for i, section := range page.Sections {
		if projects := words.projectTable(section, filters, page.catalogue); projects.Count > 0 {
			projects.Sheet = words.text("export.pipeline.list", "number", i+1)
			listing.Tables = append(listing.Tables, projects)
		}
	}
	listing.Notes = append(listing.Notes, reports.ListingNote{Label: words.text("report.notes.reading"), Text: words.text("pipeline.rule")})
	return listingDraft(c, filters, listing, "pipeline-"+code), nil
}

// balanceTable has a target in each row. What is missing is a formula.
func (w wording) balanceTable(lines []PipelineLine) reports.ListingTable {
	table := reports.ListingTable{FrozenFirst: 1, Empty: w.text("pipeline.empty"), Columns: []reports.ListingColumn{
		{Heading: w.text("column.indicator"), Least: 20, Most: 34}, {Heading: w.text("column.plan"), Least: 14, Most: 20}, {Heading: w.text("column.deadline"), Least: 11, Most: 13, Centred: true},
		{Heading: w.text("pipeline.column.verdict"), Least: 8, Most: 10, Centred: true}, {Heading: w.text("column.unit"), Least: 7, Most: 11, Centred: true},
		{Heading: w.text("column.target"), Least: 9, Most: 14}, {Heading: w.text("export.pipeline.start"), Least: 9, Most: 14}, {Heading: w.text("pipeline.column.needed"), Least: 9, Most: 14},
		{Heading: w.text("pipeline.column.in_time"), Least: 9, Most: 14}, {Heading: w.text("pipeline.column.undated"), Least: 9, Most: 14},
		{Heading: w.text("pipeline.column.later"), Least: 9, Most: 14}, {Heading: w.text("pipeline.column.missing"), Least: 9, Most: 14},
		{Heading: w.text("pipeline.current"), Least: 9, Most: 14}, {Heading: w.text("export.pipeline.sentence"), Least: 30, Most: 50}}}
	group := reports.ListingGroup{}
	for _, line := range lines {
		missing := reports.ListingCell{Number: line.Missing, Formula: "{8}-{9}-{10}"}
		plan := ""
		if line.Item.Plan != nil {
			plan = line.Item.Plan.Number
		}
		group.Rows = append(group.Rows, listingCells(w.itemName(line.Item), plan, line.Item.Deadline(), w.text(line.Look.Key), w.unit(line.Unit), line.Goal, line.Start, line.Needed,
			decimal.NewNullDecimal(line.ByDeadline), decimal.NewNullDecimal(line.Undated), decimal.NewNullDecimal(line.Later), missing, line.Current, line.Sentence))
	}
	table.Groups, table.Count = []reports.ListingGroup{group}, len(group.Rows)
	return table
}

// projectTable lists the projects of one list by end year, those that may leave.
func (w wording) projectTable(section PipelineSection, filters Filters, catalogue *metrics.Catalogue) reports.ListingTable {
	table := reports.ListingTable{FrozenFirst: 1, Columns: []reports.ListingColumn{
		{Heading: w.text("column.project"), Least: 26, Most: 40}, {Heading: w.text("pipeline.column.end"), Least: 9, Most: 11, Centred: true},
		{Heading: w.text("pipeline.column.capacity"), Least: 9, Most: 14}, {Heading: w.text("column.unit"), Least: 7, Most: 11, Centred: true},
		{Heading: w.text("export.pipeline.counted", "unit", w.unit(section.Supply.Unit)), Least: 10, Most: 14}, {Heading: w.text("pipeline.column.use"), Least: 10, Most: 18},
		{Heading: w.text("pipeline.column.product"), Least: 8, Most: 18}, {Heading: w.text("pipeline.column.place"), Least: 10, Most: 20},
		{Heading: w.text("pipeline.column.stage"), Least: 8, Most: 14, Centred: true}, {Heading: w.text("column.source"), Least: 16, Most: 28}}}
	for _, year := range section.Years {
		group := reports.ListingGroup{Heading: w.text("pipeline.year.none")}
		if year.Year != "" {
			group.Heading = w.text("pipeline.year", "year", year.Year)
		}
		for _, row := range year.Rows {
			if !filters.coversWork(catalogue, answering(row.Project)) {
				continue
			}
			place := row.Project.Location
			if len(row.Areas) > 0 {
				place = w.join(row.Areas)
			}
			counted := reports.ListingCell{}
			if row.Use == metrics.UseCounted {
				counted.Number = row.Amount
			}
			stage := ""
			if row.Project.Stage != "" {
				stage = w.code("pipeline.stage", row.Project.Stage)
			}
			number := ""
			if row.Plan != nil {
				number = row.Plan.Number
			}
			group.Rows = append(group.Rows, listingCells(reports.JoinWords(" · ", row.Project.NameZh, row.Project.Component), row.Project.EndYear, row.Project.Capacity, w.unit(row.Project.Unit),
				counted, w.text("pipeline.use."+string(row.Use)), row.Project.Product, place, stage,
				reports.JoinWords(" ", number, w.text("source.line", "file", row.Project.SourceFile, "line", row.Project.SourceLine))))
		}
		if len(group.Rows) > 0 {
			table.Groups = append(table.Groups, group)
			table.Count += len(group.Rows)
		}
	}
	table.Heading = w.text("pipeline.projects")
	return table
}
