package dashboard

import (
	"cmp"
	"context"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// TaskListPage answers what is due, what is late and who answers for it, above the list
// of the tasks.
type TaskListPage struct {
	Frame
	Asked   TaskFilters
	Choices TaskChoices
	Chips   []Chip
	Clear   string // link to the list without filters
	Tally   metrics.TaskTally
	Tiles   []TaskTile
	Leads   []TaskLoad
	Leaders []TaskLoad
	Count   int
	Pager   Pager
	Lines   []TaskLine

	catalogue *metrics.Catalogue
	positions map[string]int // of all tasks in the catalogue, by code
}

// TaskTile is one state with its count, a filter of the list.
type TaskTile struct {
	State   metrics.TaskState
	Look    stateLook
	Count   int
	Current bool
	Link    string
}

func (s *Server) showTaskList(c echo.Context) error {
	page, err := s.loadTaskList(c)
	if err != nil {
		return err
	}
	if page.Pager, err = newPager(page.Asked.Page, page.Count); err != nil {
		return err
	}
	page.Lines = page.Lines[max(page.Pager.From-1, 0):page.Pager.To]
	page.Frame = s.frame(c, tasksPath, page.Filters)
	page.Title = s.texts.Text(page.Language, "nav.tasks")
	s.offerExport(&page.Frame, tasksPath+workbookEnding)
	return s.render(c, http.StatusOK, "task_list", page)
}

// loadTaskList gathers everything of the list but its frame, of which it sets the
// filters only, and all lines. Pages, workbooks and programs share it.
func (s *Server) loadTaskList(c echo.Context) (TaskListPage, error) {
	filters, err := s.filtersOf(c)
	if err != nil {
		return TaskListPage{}, err
	}
	filters, own, err := parseTaskFilters(c.QueryParams(), filters, tasksPath)
	if err != nil {
		return TaskListPage{}, err
	}
	return s.taskList(c.Request().Context(), filters, own)
}

func (s *Server) taskList(ctx context.Context, filters Filters, own TaskFilters) (TaskListPage, error) {
	view, err := s.loadTaskView(ctx, filters)
	if err != nil {
		return TaskListPage{}, err
	}
	page := TaskListPage{Asked: own, Choices: view.choices(), Chips: view.chips(own), Clear: clearLink(filters, tasksPath)}
	page.Filters, page.catalogue, page.positions = filters, view.catalogue, map[string]int{}
	var counted []TaskLine
	for i := range view.catalogue.Tasks {
		task := &view.catalogue.Tasks[i]
		page.positions[task.Code] = i
		if !view.keepsExceptState(task, own) {
			continue
		}
		line := view.line(task)
		page.Tally.Add(line.TaskProgress)
		counted = append(counted, line)
		if own.keepsState(line.TaskProgress) {
			page.Lines = append(page.Lines, line)
		}
	}
	page.Count = len(page.Lines)
	page.Tiles = taskTiles(filters, own, page.Tally)
	page.Leads = loadsOfOrganisations(counted)
	if !filters.Demonstration { // leaders are people: nothing that is made up is counted under their names
		page.Leaders = loadsOfLeaders(counted)
	}
	if own.Sort != sortByDocument {
		slices.SortStableFunc(page.Lines, byUrgency)
	}
	return page, nil
}

// byUrgency puts what is late first, the longest late before all, then what falls due
// next; after that what has no deadline, and what is done.
func byUrgency(a, b TaskLine) int {
	rank := func(line TaskLine) int {
		switch line.State {
		case metrics.TaskOverdue, metrics.TaskUnreported:
			return 0
		case metrics.TaskDueSoon, metrics.TaskNotDue:
			return 1
		case metrics.TaskStanding:
			return 2
		case metrics.TaskUndated:
			return 3
		}
		return 4
	}
	return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.Deadline, b.Deadline))
}

// taskTiles lists the states that occur and the one that is asked for.
func taskTiles(filters Filters, own TaskFilters, tally metrics.TaskTally) []TaskTile {
	var tiles []TaskTile
	for _, state := range metrics.TaskStates() {
		tile := TaskTile{State: state, Look: lookOfTask(state), Count: tally.Of(state), Current: own.State == string(state)}
		if tile.Count == 0 && !tile.Current {
			continue
		}
		tile.Link = filters.Link(tasksPath, "state", string(state))
		if tile.Current {
			tile.Link = filters.Link(tasksPath, "state", "")
		}
		tiles = append(tiles, tile)
	}
	return tiles
}
