package dashboard

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// TaskGroup is a run of tasks under one heading of the plan.
type TaskGroup struct {
	Title string
	Tasks []TaskRow
}

// TaskRow is one task with its units.
type TaskRow struct {
	Task        *metrics.Task
	Lead        []*metrics.Organisation
	Cooperating []*metrics.Organisation
	Passed      bool // the printed deadline lies before the day of the page
	Line        TaskLine
}

// ProjectGroup is one project table of the plan with its sums.
type ProjectGroup struct {
	Title    string
	Projects []metrics.Project
	Sums     []ProjectSum
	// Investment is the sum of the amounts given, in 亿元; Invested counts them.
	Investment decimal.Decimal
	Invested   int
}

// ProjectSum adds the capacities of one unit and product. Intermediates and repeated
// components are not counted.
type ProjectSum struct {
	Product string
	Unit    string
	Sum     decimal.Decimal
	Count   int
}

func (v snapshot) fillTasks(page *PlanPage, tasks taskView) {
	for i := range v.catalogue.Tasks {
		task := &v.catalogue.Tasks[i]
		if task.Plan != page.Plan.Code {
			continue
		}
		title := cmp.Or(task.Level1, task.Section)
		if last := len(page.Tasks) - 1; last < 0 || page.Tasks[last].Title != title {
			page.Tasks = append(page.Tasks, TaskGroup{Title: title})
		}
		row := TaskRow{Task: task, Lead: v.named(task.LeadOrganisations), Cooperating: v.named(task.CooperatingOrganisations),
			Passed: !task.Deadline.IsZero() && task.Deadline < v.filters.AsOf, Line: tasks.line(task)}
		group := &page.Tasks[len(page.Tasks)-1]
		group.Tasks = append(group.Tasks, row)
		page.TaskCount++
		if row.Passed {
			page.Overdue++
		}
	}
}

func (v snapshot) named(codes []string) []*metrics.Organisation {
	var list []*metrics.Organisation
	for _, code := range codes {
		if organisation := v.catalogue.Organisation(code); organisation != nil {
			list = append(list, organisation)
		}
	}
	return list
}

func (v snapshot) fillProjects(page *PlanPage) {
	for _, project := range v.catalogue.Projects {
		if project.Plan != page.Plan.Code {
			continue
		}
		position := slices.IndexFunc(page.Projects, func(g ProjectGroup) bool { return g.Title == project.TableTitle })
		if position < 0 {
			page.Projects = append(page.Projects, ProjectGroup{Title: project.TableTitle})
			position = len(page.Projects) - 1
		}
		page.Projects[position].add(project)
	}
}

func (g *ProjectGroup) add(project metrics.Project) {
	g.Projects = append(g.Projects, project)
	if !project.Counted {
		return
	}
	if project.Investment.Valid {
		g.Investment = g.Investment.Add(project.Investment.Decimal)
		g.Invested++
	}
	if !project.Capacity.Valid {
		return
	}
	position := slices.IndexFunc(g.Sums, func(s ProjectSum) bool {
		return s.Unit == project.Unit && s.Product == project.Product
	})
	if position < 0 {
		g.Sums = append(g.Sums, ProjectSum{Product: project.Product, Unit: project.Unit})
		position = len(g.Sums) - 1
	}
	g.Sums[position].Sum = g.Sums[position].Sum.Add(project.Capacity.Decimal)
	g.Sums[position].Count++
}
