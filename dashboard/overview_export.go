package dashboard

import (
	"slices"

	"github.com/labstack/echo/v4"

	"zhibiao/dashboard/reports"
	"zhibiao/metrics"
)

// overviewWorkbook is the address of the overview as a workbook.
const overviewWorkbook = "/overview" + workbookEnding

// mostListedChanges bounds the changes of each kind that a workbook lists.
const mostListedChanges = 1000

// draftOverview is the overview as a workbook: the summary by theme, what is furthest
// behind, what falls due next and what changed since a day, then the table of all that the
// filters let through. The sheets before the table take their numbers from it.
func (s *Server) draftOverview(c echo.Context, _ string) (reportDraft, error) {
	filters, err := s.overviewFilters(c)
	if err != nil {
		return reportDraft{}, err
	}
	ctx, words := c.Request().Context(), s.wording(languageOf(c))
	page, err := s.loadOverview(ctx, filters, mostListedChanges)
	if err != nil {
		return reportDraft{}, err
	}
	items := slices.DeleteFunc(slices.Clone(page.items), func(item Item) bool { return !item.HasTarget() })
	groups := groupByTheme(items)
	report, err := s.indicatorReport(ctx, words, filters, IndicatorListPage{Groups: groups, Chips: page.Chips, BeforeFirstValue: page.BeforeFirstValue})
	if err != nil {
		return reportDraft{}, err
	}
	report.Title = words.text("export.overview.title")
	place := placesOf(groups)
	report.Selections = []reports.RowSelection{
		{Sheet: words.text("export.overview.behind"), Heading: words.text("overview.most_behind"), Empty: words.text("overview.none_behind"), Rows: place.of(page.Behind.Items)},
		{Sheet: words.text("overview.due"), Heading: words.text("overview.due"), Empty: words.text("export.overview.due.none", "days", dueNextDays),
			Rows: place.of(page.due)},
	}
	if page.Changes != nil {
		report.Tables = []reports.ListingTable{words.turnedTable(*page.Changes), words.valueChangeTable(*page.Changes)}
	}
	report.Tables = append(report.Tables, words.reasonTable(page.Gaps))
	return s.finishDraft(c, filters, reportDraft{report: report, write: reports.WriteIndicatorList,
		download: workbookDownload{Chinese: report.Title, Plain: "overview", AsOf: filters.AsOf}})
}

// rowPlaces says in which row of a report the item of a target stands.
type rowPlaces map[string]int

func placesOf(groups []ItemGroup) rowPlaces {
	places := rowPlaces{}
	number := 0
	for _, group := range groups {
		for _, item := range group.Items {
			if item.HasTarget() {
				places[item.Target.Code] = number
			}
			number++
		}
	}
	return places
}

func (p rowPlaces) of(items []Item) []int {
	var rows []int
	for _, item := range items {
		if place, known := p[item.Target.Code]; known {
			rows = append(rows, place)
		}
	}
	return rows
}

// turnedTable lists the statuses that turned since a day.
func (w wording) turnedTable(changes ChangesSince) reports.ListingTable {
	group := reports.ListingGroup{}
	for _, turned := range changes.Turned.Rows {
		group.Rows = append(group.Rows, listingCells(w.itemName(turned.Item), w.text("since."+turned.Direction()), turned.From, turned.Item.Status(),
			turned.Item.Deadline(), w.name(turned.Item.Lead)))
	}
	return reports.ListingTable{Sheet: w.text("since.turned"), Heading: w.text("since.title", "since", w.date(changes.Since)), FrozenFirst: 1,
		Columns: []reports.ListingColumn{{Heading: w.text("column.indicator"), Least: 24, Most: 44}, {Heading: w.text("export.column.direction"), Least: 10, Most: 14, Centred: true},
			{Heading: w.text("export.column.before"), Least: 14, Most: 18, Statuses: true}, {Heading: w.text("export.column.now"), Least: 14, Most: 18, Statuses: true},
			{Heading: w.text("column.deadline"), Least: 11, Most: 13, Centred: true}, {Heading: w.text("column.lead"), Least: 14, Most: 30}},
		Groups: []reports.ListingGroup{group}, Count: len(group.Rows), Empty: w.text("since.turned.none")}
}

// valueChangeTable lists the values that are new or revised since a day. The differences
// are formulas.
func (w wording) valueChangeTable(changes ChangesSince) reports.ListingTable {
	group := reports.ListingGroup{}
	for _, list := range []struct {
		key  string
		rows []ItemValueChange
	}{{"since.new", changes.New.Rows}, {"since.revised", changes.Revised.Rows}} {
		for _, change := range list.rows {
			kind := w.text(list.key)
			if change.TakenBack() {
				kind = w.text("since.taken_back")
			}
			decimals := change.Item.Indicator.Decimals
			difference := reports.ListingCell{Difference: change.Difference(), Decimals: decimals, Formula: "{6}-{5}"}
			group.Rows = append(group.Rows, listingCells(w.itemName(change.Item), w.unit(change.Item.Indicator.Unit), w.period(change.Period), kind,
				reports.ListingCell{Number: change.Before, Decimals: decimals}, reports.ListingCell{Number: change.Now, Decimals: decimals}, difference, change.Released))
		}
	}
	return reports.ListingTable{Sheet: w.text("export.overview.values"), Heading: w.text("since.title", "since", w.date(changes.Since)), FrozenFirst: 1,
		Columns: []reports.ListingColumn{{Heading: w.text("column.indicator"), Least: 24, Most: 44}, {Heading: w.text("column.unit"), Least: 8, Most: 12, Centred: true},
			{Heading: w.text("column.period"), Least: 10, Most: 14, Centred: true}, {Heading: w.text("export.column.kind"), Least: 8, Most: 12, Centred: true},
			{Heading: w.text("export.column.before"), Least: 10, Most: 16}, {Heading: w.text("export.column.now"), Least: 10, Most: 16},
			{Heading: w.text("changes.difference"), Least: 10, Most: 14}, {Heading: w.text("source.released"), Least: 11, Most: 13, Centred: true}},
		Groups: []reports.ListingGroup{group}, Count: len(group.Rows), Empty: w.text("since.none", "since", w.date(changes.Since))}
}

// reasonTable counts why targets cannot be assessed.
func (w wording) reasonTable(gaps []ReasonCount) reports.ListingTable {
	group := reports.ListingGroup{}
	for _, gap := range gaps {
		text := ""
		switch short := gap.Reason + ".short"; {
		case w.texts.Has(w.language, short):
			text = w.text(short)
		case gap.Example.Assessment != nil:
			text = w.reason(gap.Example.Assessment)
		default:
			text = w.text(gap.Reason)
		}
		group.Rows = append(group.Rows, listingCells(text, gap.Count))
	}
	return reports.ListingTable{Sheet: w.text("overview.gaps"), Heading: w.text("overview.gaps"), Groups: []reports.ListingGroup{group}, Count: len(group.Rows),
		Empty:   w.text("overview.gaps.none"),
		Columns: []reports.ListingColumn{{Heading: w.text("export.column.reason"), Least: 60, Most: 90}, {Heading: w.text("export.column.count"), Least: 12, Most: 14}}}
}

// itemName is an indicator with the area and the dimension that set it apart.
func (w wording) itemName(item Item) string {
	area := ""
	if item.Area != nil && item.Area.Code != metrics.CityArea {
		area = w.name(item.Area)
	}
	return reports.JoinWords(" · ", w.name(item.Indicator), item.Dimension, area)
}
