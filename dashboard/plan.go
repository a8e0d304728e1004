package dashboard

import (
	"cmp"
	"context"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// PlanPage shows one plan as its official table prints it, with latest values and
// status, and its tasks and projects.
type PlanPage struct {
	Frame
	Plan      *metrics.Plan
	Tally     Tally
	Years     []string // columns of targets; the empty text is a rule without a year
	Sections  []PlanSection
	Tasks     []TaskGroup
	TaskCount int
	Overdue   int // tasks whose printed deadline has passed
	Projects  []ProjectGroup
	Conflicts []*metrics.Conflict
}

// PlanSection is a run of rows under one heading of the plan.
type PlanSection struct {
	Title string
	Rows  []PlanRow
}

// PlanRow is one line of the official table: one indicator with all its targets.
type PlanRow struct {
	Item              // the target that counts at the day of the page
	Number     string // as printed
	Targets    []*metrics.Target
	ByYear     map[string]*metrics.Target
	Superseded []*metrics.Target // targets that are not in force
}

func (s *Server) showPlan(c echo.Context) error {
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	page, err := s.loadPlan(c.Request().Context(), filters, c.Param("code"))
	if err != nil {
		return err
	}
	page.Frame = s.frame(c, "/plans", filters)
	page.Title = s.wording(page.Language).name(page.Plan)
	return s.render(c, http.StatusOK, "plan", page)
}

// loadPlan gathers everything of the page but its frame. Pages and workbooks share
// it. It always shows the whole plan: narrowing filters do not apply.
func (s *Server) loadPlan(ctx context.Context, filters Filters, code string) (PlanPage, error) {
	filters = filters.withoutNarrowing()
	catalogue, err := s.loadCatalogue(ctx, filters)
	if err != nil {
		return PlanPage{}, err
	}
	plan := catalogue.Plan(code)
	if plan == nil {
		return PlanPage{}, notFound("plan", code)
	}
	filters.Plan = code
	view, err := s.loadSnapshot(ctx, filters)
	if err != nil {
		return PlanPage{}, err
	}
	page := PlanPage{Plan: plan}
	view.fillPlanTable(&page)
	items := make([]Item, 0, len(page.Sections))
	for _, section := range page.Sections {
		for _, row := range section.Rows {
			items = append(items, row.Item)
		}
	}
	if err := s.loadSeries(ctx, filters, items); err != nil {
		return PlanPage{}, err
	}
	position := 0
	for i := range page.Sections {
		for k := range page.Sections[i].Rows {
			page.Sections[i].Rows[k].Observations = items[position].Observations
			position++
		}
	}
	page.Tally = newTally(items)
	view.fillTasks(&page)
	view.fillProjects(&page)
	return page, nil
}

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
			row = &PlanRow{Item: item, Number: target.Item, ByYear: map[string]*metrics.Target{}}
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
			page.Sections = append(page.Sections, PlanSection{Title: sections[row]})
		}
		section := &page.Sections[len(page.Sections)-1]
		section.Rows = append(section.Rows, *row)
	}
}

// add puts a target into its column. Where two stand in one column the one in force
// is shown and the other is kept beside it.
func (r *PlanRow) add(v snapshot, target, headline *metrics.Target) {
	r.Targets = append(r.Targets, target)
	if !target.InForce {
		r.Superseded = append(r.Superseded, target)
	}
	year := r.yearOf(target)
	if current := r.ByYear[year]; current == nil || target.InForce && (!current.InForce || current.Stretch) {
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
