package dashboard

import (
	"cmp"
	"slices"

	"zhibiao/metrics"
)

// rowKey names a line of the official table. A printed item number keeps apart lines
// of one indicator.
type rowKey struct {
	series seriesOf
	item   string
}

// fillPlanTable sets the targets of the plan into lines, one column a year, in the
// order in which the plan prints them.
func (v snapshot) fillPlanTable(page *PlanPage) {
	headlines := v.headlines()
	rows := map[rowKey]*PlanRow{}
	var order []*PlanRow
	sections := map[*PlanRow]string{}
	years := map[string]bool{}
	targets := make([]*metrics.Target, 0, 64)
	for i := range v.catalogue.Targets {
		if v.catalogue.Targets[i].Plan == page.Plan.Code {
			targets = append(targets, &v.catalogue.Targets[i])
		}
	}
	slices.SortStableFunc(targets, func(a, b *metrics.Target) int { return cmp.Compare(a.Position, b.Position) })
	for _, target := range targets {
		key := rowKey{seriesOf{target.Indicator, target.Area, target.Dimension}, target.Item}
		row := rows[key]
		if row == nil {
			item, found := v.item(target)
			if !found {
				continue
			}
			row = &PlanRow{Item: item, Number: target.Item, ByYear: map[string]*metrics.Target{},
				counting: map[*metrics.Target]bool{}}
			rows[key] = row
			order = append(order, row)
			sections[row] = target.Section
		}
		row.add(v, target, headlines[key.series])
		years[row.yearOf(target)] = true
	}
	page.Years = sortedKeys(years)
	for _, row := range order {
		for _, conflict := range row.Conflicts {
			if !slices.Contains(page.Conflicts, conflict) {
				page.Conflicts = append(page.Conflicts, conflict)
			}
		}
		if last := len(page.Sections) - 1; last < 0 || page.Sections[last].Title != sections[row] {
			page.Sections = append(page.Sections, PlanSection{Title: sections[row], Position: len(page.Sections)})
		}
		section := &page.Sections[len(page.Sections)-1]
		section.Rows = append(section.Rows, *row)
	}
}

// add puts a target into its column. Where two stand in one column the one in force
// is shown and the other is kept beside it.
func (r *PlanRow) add(v snapshot, target, headline *metrics.Target) {
	r.Targets = append(r.Targets, target)
	counts := v.catalogue.InForceOn(target, max(v.filters.AsOf, v.issued(target)))
	r.counting[target] = counts
	year := r.yearOf(target)
	if current := r.ByYear[year]; current == nil || counts && (!r.counting[current] || current.Stretch) {
		r.ByYear[year] = target
	}
	if target == headline {
		item, _ := v.item(target)
		r.Item = item
	}
}

func (r *PlanRow) yearOf(target *metrics.Target) string {
	if deadline := target.Deadline(); !deadline.IsZero() {
		return target.Period[:4]
	}
	return ""
}
