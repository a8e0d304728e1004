package dashboard

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// taskTreePath is the address of the tree of one plan's tasks.
const taskTreePath = "/tasks/tree"

// openAll as the parameter open unfolds the whole tree.
const openAll = "all"

// TaskTreePage shows the tasks of one plan under its headings, with counts on every
// level, and what is left against the printed deadlines.
type TaskTreePage struct {
	Frame
	Plan    *metrics.Plan
	Choices TaskChoices
	Tally   metrics.TaskTally
	Levels  []int // how many headings stand on each level
	Root    TaskBranch
	OpenAll bool

	BurnDown *metrics.TaskBurnDown // nil for a plan without deadlines
	Chart    *ChartView
	Rows     []metrics.TaskBurnDownPoint // deadlines and the day of the page
}

// TaskBranch is one heading of the tree. ID is its place, such as 1-3-2, which the
// address can name.
type TaskBranch struct {
	ID       string
	Title    string
	Depth    int
	Open     bool
	Named    bool // the address names this heading
	Link     string
	Tally    metrics.TaskTally
	Branches []TaskBranch
	Lines    []TaskLine
}

func (s *Server) showTaskTree(c echo.Context) error {
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	filters = filters.withOwn(taskTreePath, "open", strings.TrimSpace(c.QueryParam("open")))
	page, err := s.loadTaskTree(c, filters)
	if err != nil {
		return err
	}
	page.Frame = s.frame(c, tasksPath, filters)
	words := s.wording(page.Language)
	page.Title = words.text("task.tree.title", "plan", words.name(page.Plan))
	page.tellIssue(page.Plan)
	if page.BurnDown != nil {
		page.Scripts = []string{"charts.js"}
		if page.Chart, err = words.burnDownChart(*page.BurnDown, filters.AsOf, words.name(page.Plan)); err != nil {
			return err
		}
	}
	return s.render(c, http.StatusOK, "task_tree", page)
}

func (s *Server) loadTaskTree(c echo.Context, filters Filters) (TaskTreePage, error) {
	view, err := s.loadTaskView(c.Request().Context(), filters)
	if err != nil {
		return TaskTreePage{}, err
	}
	plan := view.treePlan()
	if plan == nil {
		return TaskTreePage{}, notFound("task_plan", filters.Plan)
	}
	tasks := view.tasksOfPlan(plan.Code)
	root := metrics.TaskTreeOf(tasks, view.progress)
	open := filters.Given("open")
	page := TaskTreePage{Plan: plan, Choices: view.choices(), Tally: root.Tally, OpenAll: open == openAll}
	for depth := 1; depth <= 3; depth++ {
		if count := root.CountAt(depth); count > 0 {
			page.Levels = append(page.Levels, count)
		}
	}
	page.Root = view.branch(root, "", open)
	if open != "" && open != openAll && !page.Root.Open {
		return page, notFound("task_heading", open)
	}
	burnDown := metrics.TaskBurnDownOf(tasks, view.reports, plan.Issued, filters.AsOf, monthEnds(tasks, plan.Issued, filters.AsOf)...)
	if burnDown.Dated > 0 && plan.Issued <= filters.AsOf {
		page.BurnDown = &burnDown
		for _, point := range burnDown.Points {
			if point.Due > 0 || point.Day == filters.AsOf {
				page.Rows = append(page.Rows, point)
			}
		}
	}
	return page, nil
}

// treePlan is the plan that the filters name, or the one with the most tasks. A plan
// without tasks has no tree.
func (v taskView) treePlan() *metrics.Plan {
	counts := map[string]int{}
	most := ""
	for i := range v.catalogue.Tasks {
		code := v.catalogue.Tasks[i].Plan
		if counts[code]++; counts[code] > counts[most] {
			most = code
		}
	}
	if v.filters.Plan != "" {
		most = v.filters.Plan
	}
	if counts[most] == 0 {
		return nil
	}
	return v.catalogue.Plan(most)
}

func (v taskView) tasksOfPlan(plan string) []*metrics.Task {
	var tasks []*metrics.Task
	for i := range v.catalogue.Tasks {
		if v.catalogue.Tasks[i].Plan == plan {
			tasks = append(tasks, &v.catalogue.Tasks[i])
		}
	}
	return tasks
}

// branch turns a heading into what the page shows. A branch is open when the address
// opens all, names it, or names one below it.
func (v taskView) branch(node *metrics.TaskNode, id, open string) TaskBranch {
	branch := TaskBranch{ID: id, Title: node.Title, Depth: node.Depth, Tally: node.Tally, Named: id != "" && id == open,
		Link: v.filters.Link(taskTreePath, "open", id) + "#" + taskAnchor(id)}
	branch.Open = open == openAll || branch.Named
	for i, child := range node.Children {
		below := v.branch(child, placeOf(id, i), open)
		branch.Open = branch.Open || below.Open
		branch.Branches = append(branch.Branches, below)
	}
	for _, task := range node.Tasks {
		branch.Lines = append(branch.Lines, v.line(task))
	}
	return branch
}

// placeOf is the place of a heading below another, counted from 1: 1-3-2.
func placeOf(above string, position int) string {
	place := strconv.Itoa(position + 1)
	if above != "" {
		place = above + "-" + place
	}
	return place
}

// taskAnchor is the place of a heading on the page.
func taskAnchor(id string) string { return "heading-" + id }

// Anchor is the place of the heading on the page.
func (b TaskBranch) Anchor() string { return taskAnchor(b.ID) }

// Difference writes by how many more tasks than planned are left: +25, −10.
func (p TaskTreePage) Difference(point metrics.TaskBurnDownPoint) string {
	switch {
	case point.Behind == nil:
		return missing
	case *point.Behind > 0:
		return "+" + strconv.Itoa(*point.Behind)
	case *point.Behind < 0:
		return "−" + strconv.Itoa(-*point.Behind)
	}
	return "0"
}
