package dashboard

import "zhibiao/metrics"

// worstShown is how many of the worst items a row names.
const worstShown = 2

// rollUpLines counts the targets that the indicator list shows under the filter of
// each row, so that a number and the list behind it agree: of each series the target
// that counts on the day. By plan and by area that choice is made within the plan and
// within the area.
func (v snapshot) rollUpLines(by metrics.RollUpBy) []RollUpLine {
	items := map[string]Item{}
	var assessments []metrics.Assessment
	for _, part := range v.rollUpParts(by) {
		for _, item := range part.items() {
			if !item.HasTarget() {
				continue
			}
			if _, twice := items[item.Target.Code]; twice {
				continue
			}
			items[item.Target.Code] = item
			assessments = append(assessments, assessmentOf(item))
		}
	}
	rows := metrics.RollUp(v.catalogue, assessments, by)
	lines := make([]RollUpLine, len(rows))
	for i, row := range rows {
		lines[i] = v.rollUpLine(row, by)
		for _, code := range row.WorstTargets[:min(worstShown, len(row.WorstTargets))] {
			lines[i].Worst = append(lines[i].Worst, items[code])
		}
	}
	return lines
}

// assessmentOf is the assessment of an item; one that nobody computed is no judgement.
func assessmentOf(item Item) metrics.Assessment {
	if item.Assessment == nil {
		return metrics.Assessment{Target: item.Target.Code, Status: metrics.NotAssessable}
	}
	return *item.Assessment
}

// rollUpParts splits the view where the row decides which target of a series counts.
func (v snapshot) rollUpParts(by metrics.RollUpBy) []snapshot {
	var parts []snapshot
	part := func(change func(*Filters)) {
		narrowed := v
		change(&narrowed.filters)
		parts = append(parts, narrowed)
	}
	switch {
	case by == metrics.RollUpByPlan && v.filters.Plan == "":
		for _, plan := range v.catalogue.Plans {
			part(func(f *Filters) { f.Plan = plan.Code })
		}
	case by == metrics.RollUpByArea && v.filters.Area == "":
		for _, area := range choices(v.catalogue).Areas {
			part(func(f *Filters) { f.Area = area.Code })
		}
	default:
		parts = append(parts, v)
	}
	return parts
}

// rollUpLine finds the thing that a row is about.
func (v snapshot) rollUpLine(row metrics.RollUpRow, by metrics.RollUpBy) RollUpLine {
	line := RollUpLine{RollUpRow: row}
	set := func(found bool, thing any, filter, role string) {
		if found {
			line.Thing, line.Filter, line.Role = thing, filter, role
		}
	}
	switch by {
	case metrics.RollUpByPlan:
		plan := v.catalogue.Plan(row.Key)
		set(plan != nil, plan, "plan", "")
	case metrics.RollUpByArea:
		area := v.catalogue.Area(row.Key)
		set(area != nil, area, "area", "")
	case metrics.RollUpByOrganisation, metrics.RollUpByResponsible:
		organisation, role := v.catalogue.Organisation(row.Key), roleLead
		if by == metrics.RollUpByResponsible {
			role = roleResponsible
		}
		set(organisation != nil, organisation, "organisation", role)
	default:
		theme := v.catalogue.Theme(row.Key)
		set(theme != nil, theme, "theme", "")
	}
	return line
}
