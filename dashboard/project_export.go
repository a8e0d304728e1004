package dashboard

import (
	"github.com/labstack/echo/v4"
	"github.com/shopspring/decimal"

	"zhibiao/dashboard/reports"
)

// draftProjects is the register of projects: the rows are those of the page with the
// same filters, table by table.
func (s *Server) draftProjects(c echo.Context, _ string) (reportDraft, error) {
	page, err := s.loadProjectList(c)
	if err != nil {
		return reportDraft{}, err
	}
	words := s.wording(languageOf(c))
	words.nameGroups(page.Chips)
	listing := s.listing(words, page.catalogue, page.Filters, words.text("project.export.title"), page.Chips)
	table := reports.ListingTable{Sheet: words.text("nav.projects"), Count: page.Count, Empty: words.text("project.empty"), FrozenFirst: 2, Columns: words.projectColumns()}
	for _, line := range page.Lines {
		heading := line.TableTitle
		if line.InPlan != nil {
			heading = reports.JoinWords("　", line.InPlan.Number, heading)
		}
		if last := len(table.Groups) - 1; last < 0 || table.Groups[last].Heading != heading {
			table.Groups = append(table.Groups, reports.ListingGroup{Heading: heading})
		}
		group := &table.Groups[len(table.Groups)-1]
		group.Rows = append(group.Rows, words.projectCells(line))
	}
	listing.Tables = []reports.ListingTable{table}
	listing.Notes = append(listing.Notes, reports.ListingNote{Label: words.text("project.stage"), Text: words.text("project.rule")})
	return listingDraft(c, page.Filters, listing, "projects"), nil
}

func (w wording) projectColumns() []reports.ListingColumn {
	return []reports.ListingColumn{
		{Heading: w.text("column.number"), Least: 6, Most: 12, Centred: true},
		{Heading: w.text("column.project"), Least: 26, Most: 34},
		{Heading: w.text("project.product"), Least: 10, Most: 18},
		{Heading: w.text("project.capacity"), Least: 9, Most: 14},
		{Heading: w.text("column.unit"), Least: 7, Most: 12, Centred: true},
		{Heading: w.text("project.investment"), Least: 9, Most: 12},
		{Heading: w.text("project.years.printed"), Least: 10, Most: 13, Centred: true},
		{Heading: w.text("project.stage"), Least: 9, Most: 14, Centred: true},
		{Heading: w.text("project.expected"), Least: 9, Most: 11, Centred: true},
		{Heading: w.text("project.slip"), Least: 7, Most: 9, Centred: true},
		{Heading: w.text("project.place"), Least: 10, Most: 18},
		{Heading: w.text("project.owner"), Least: 10, Most: 18},
		{Heading: w.text("project.serves"), Least: 12, Most: 18},
		{Heading: w.text("column.source"), Least: 10, Most: 12},
	}
}

func (w wording) projectCells(line ProjectLine) []reports.ListingCell {
	text := listedText
	place := line.Location
	if len(line.Areas) > 0 {
		place = w.join(line.Areas)
	}
	slip := reports.ListingCell{}
	if line.Slip != nil {
		slip.Number = decimal.NewNullDecimal(decimal.NewFromInt(int64(*line.Slip)))
	}
	return []reports.ListingCell{text(line.Number), text(reports.JoinWords(" · ", line.NameZh, line.Component)), text(line.Product), {Number: line.Capacity},
		text(w.unit(line.Unit)), {Number: line.Investment}, text(line.Years()), text(w.text(line.Look.Key)), text(line.ExpectedYear()), slip,
		text(place), text(w.join(line.Owners)), text(w.join(line.Serves)), text(w.text("source.line", "file", line.SourceFile, "line", line.SourceLine))}
}
