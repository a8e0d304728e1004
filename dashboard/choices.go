package dashboard

import (
	"cmp"
	"slices"

	"zhibiao/metrics"
)

// Choices are what the filter bar of a page offers.
type Choices struct {
	Plans         []*metrics.Plan
	Themes        []*metrics.Theme
	Areas         []*metrics.Area
	Organisations []*metrics.Organisation
	Statuses      []metrics.AssessmentStatus
	Sorts         []string
}

// choices lists the plans, themes, areas and organisations that have targets; the
// nine banners are offered always.
func choices(catalogue *metrics.Catalogue) Choices {
	plans, areas, organisations, themes := map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	for i := range catalogue.Targets {
		target := &catalogue.Targets[i]
		plans[target.Plan], areas[target.Area] = true, true
		organisations[target.LeadOrganisation] = true
		for _, code := range target.ResponsibleOrganisations {
			organisations[code] = true
		}
		if indicator := catalogue.Indicator(target.Indicator); indicator != nil {
			themes[indicator.Theme] = true
		}
	}
	offered := Choices{Statuses: metrics.AssessmentStatuses(), Sorts: sortOrders()}
	for i := range catalogue.Plans {
		if plan := &catalogue.Plans[i]; plans[plan.Code] {
			offered.Plans = append(offered.Plans, plan)
		}
	}
	for i := range catalogue.Themes {
		if theme := &catalogue.Themes[i]; themes[theme.Code] {
			offered.Themes = append(offered.Themes, theme)
		}
	}
	slices.SortFunc(offered.Themes, func(a, b *metrics.Theme) int { return cmp.Compare(a.Position, b.Position) })
	for i := range catalogue.Areas {
		if area := &catalogue.Areas[i]; areas[area.Code] || area.Level == "banner" {
			offered.Areas = append(offered.Areas, area)
		}
	}
	for i := range catalogue.Organisations {
		if organisation := &catalogue.Organisations[i]; organisations[organisation.Code] {
			offered.Organisations = append(offered.Organisations, organisation)
		}
	}
	return offered
}

// Chip is a given filter in words, with the link that takes it away.
type Chip struct {
	Key   string // message key of the filter's name
	Value any    // a thing of the catalogue, or a text
	Link  string
}

// chips lists the given filters of a page.
func chips(catalogue *metrics.Catalogue, filters Filters, path string) []Chip {
	var list []Chip
	for _, name := range filters.Narrowing() {
		chip := Chip{Key: "filter.name." + name, Link: filters.Link(path, name, "")}
		switch name {
		case "plan":
			chip.Value = catalogue.Plan(filters.Plan)
		case "theme":
			chip.Value = catalogue.Theme(filters.Theme)
		case "area":
			chip.Value = catalogue.Area(filters.Area)
		case "organisation":
			chip.Value = catalogue.Organisation(filters.Organisation)
			if filters.Role != "" {
				chip.Key = "filter.role." + filters.Role
			}
			chip.Link = filters.Link(path, name, "", "role", "")
		case "attribute":
			chip.Key = "attribute." + filters.Given(name)
		case "status":
			chip.Key = "status." + filters.Given(name)
		default:
			chip.Value = filters.Given(name)
		}
		list = append(list, chip)
	}
	return list
}
