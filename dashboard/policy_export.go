package dashboard

import (
	"github.com/labstack/echo/v4"
	"github.com/shopspring/decimal"

	"zhibiao/dashboard/reports"
	"zhibiao/metrics"
)

// draftPolicy are the rules of assessment in force: what the lights mean, the numbers, the
// targets with a method of their own, and every earlier version with what it changed.
func (s *Server) draftPolicy(c echo.Context, _ string) (reportDraft, error) {
	page, err := s.loadPolicyPage(c)
	if err != nil {
		return reportDraft{}, err
	}
	words, filters := s.wording(page.Language), page.Filters
	listing := s.listing(words, nil, Filters{AsOf: filters.AsOf, KnownAt: filters.KnownAt}, words.text("policy.title"), nil)
	listing.Signed = false
	listing.Tables = []reports.ListingTable{words.settingTable(page), words.ruleTable(page), words.choiceTable(page, filters), words.versionTable(page, filters)}
	listing.Notes = append(listing.Notes, reports.ListingNote{Label: words.text("policy.version"), Text: page.Policy.Version},
		reports.ListingNote{Label: words.text("conflict.reason"), Text: page.Policy.Reason})
	return listingDraft(c, filters, listing, "policy"), nil
}

func (w wording) settingTable(page PolicyPage) reports.ListingTable {
	settings := filledIn(page.Policy.Settings)
	group := reports.ListingGroup{}
	for _, field := range settingFields() {
		value := decimal.NewNullDecimal(decimal.NewFromFloat(*field.at(&settings)))
		group.Rows = append(group.Rows, listingCells(w.text("policy.setting."+field.name), value, w.text("policy.setting."+field.name+".text")))
	}
	return reports.ListingTable{Sheet: w.text("policy.cut_offs"), Groups: []reports.ListingGroup{group}, Count: len(group.Rows), Columns: []reports.ListingColumn{
		{Heading: w.text("policy.cut_offs"), Least: 26, Most: 40}, {Heading: w.text("column.value"), Least: 10, Most: 14}, {Heading: w.text("export.column.bounds"), Least: 40, Most: 70}}}
}

func (w wording) ruleTable(page PolicyPage) reports.ListingTable {
	group := reports.ListingGroup{}
	for _, rule := range page.Rules {
		group.Rows = append(group.Rows, listingCells(rule.Status, w.told(rule.Rule)))
	}
	return reports.ListingTable{Sheet: w.text("column.status"), Heading: w.text("column.status"), Groups: []reports.ListingGroup{group}, Count: len(group.Rows),
		Columns: []reports.ListingColumn{{Heading: w.text("column.status"), Least: 16, Most: 20, Statuses: true}, {Heading: w.text("export.column.rule"), Least: 50, Most: 90}}}
}

// choiceTable lists the targets with a method of their own, those that may leave.
func (w wording) choiceTable(page PolicyPage, filters Filters) reports.ListingTable {
	group := reports.ListingGroup{}
	for _, line := range page.Choices {
		name, plan, status := line.Choice.Target, "", metrics.AssessmentStatus("")
		if line.Item != nil {
			if !filters.covers(*line.Item) {
				continue
			}
			name, status = w.itemName(*line.Item), line.Item.Status()
			if line.Item.Plan != nil {
				plan = line.Item.Plan.Number
			}
		} else if len(filters.Scope) > 0 {
			continue
		}
		group.Rows = append(group.Rows, listingCells(name, plan, w.methodName(line.Choice.Method), line.Choice.Reason, status))
	}
	return reports.ListingTable{Sheet: w.text("export.policy.choices"), Heading: w.text("export.policy.choices"), Groups: []reports.ListingGroup{group}, Count: len(group.Rows),
		Empty: w.text("export.policy.no_choices"), Columns: []reports.ListingColumn{{Heading: w.text("column.indicator"), Least: 24, Most: 40}, {Heading: w.text("column.plan"), Least: 16, Most: 24},
			{Heading: w.text("export.column.method"), Least: 14, Most: 24}, {Heading: w.text("conflict.reason"), Least: 24, Most: 44}, {Heading: w.text("column.status"), Least: 14, Most: 18, Statuses: true}}}
}

func (w wording) versionTable(page PolicyPage, filters Filters) reports.ListingTable {
	group := reports.ListingGroup{}
	for _, version := range page.Versions {
		head := []any{version.Policy.Version, version.Policy.SavedAt, version.Policy.SavedBy, version.Policy.Reason}
		if len(version.Changes) == 0 {
			group.Rows = append(group.Rows, listingCells(head...))
		}
		for _, change := range version.Changes {
			what := w.text("policy.setting." + change.Setting)
			if change.Setting == "" {
				if what = change.Code; change.Target != nil {
					what = w.itemName(*change.Target)
				}
				if len(filters.Scope) > 0 && (change.Target == nil || !filters.covers(*change.Target)) {
					continue
				}
			}
			group.Rows = append(group.Rows, listingCells(append(head[:len(head):len(head)], what, w.policyNumber(change, change.Old), w.policyNumber(change, change.New))...))
		}
	}
	return reports.ListingTable{Sheet: w.text("policy.versions"), Heading: w.text("policy.versions"), Groups: []reports.ListingGroup{group}, Count: len(group.Rows), FrozenFirst: 1,
		Columns: []reports.ListingColumn{{Heading: w.text("policy.version"), Least: 12, Most: 20}, {Heading: w.text("export.policy.saved"), Least: 16, Most: 17, Centred: true},
			{Heading: w.text("runs.actor"), Least: 10, Most: 16}, {Heading: w.text("conflict.reason"), Least: 20, Most: 36}, {Heading: w.text("export.policy.change"), Least: 20, Most: 36},
			{Heading: w.text("export.column.before"), Least: 9, Most: 18}, {Heading: w.text("export.column.now"), Least: 9, Most: 18}}}
}

// policyNumber keeps a setting a number; a method is told by its name.
func (w wording) policyNumber(change PolicyChange, value string) reports.ListingCell {
	if number, err := decimal.NewFromString(value); err == nil && change.Setting != "" {
		return reports.ListingCell{Number: decimal.NewNullDecimal(number)}
	}
	if value == "" {
		return listedText(w.text("export.policy.follows"))
	}
	return listedText(w.methodName(value))
}
