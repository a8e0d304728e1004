package dashboard

import (
	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// taskAnswer is one task with how it stands on the day of the answer.
type taskAnswer struct {
	metrics.Task
	metrics.TaskProgress
}

// taskListAnswer is a page of tasks.
type taskListAnswer struct {
	answerHead
	Total int               `json:"total"`
	Tally metrics.TaskTally `json:"tally"` // of all that the filters but the one on states keep
	Tasks []taskAnswer      `json:"tasks"`
	Next  string            `json:"next"`
}

// answerTasks answers with the tasks that the filters of the page keep, in the order of
// the documents, a part at a time: next holds the cursor of the part that follows and is
// empty on the last.
func (s *Server) answerTasks(c echo.Context) error {
	place, err := s.pinList(c, s.lastTaskReport)
	if err != nil {
		return err
	}
	limit, err := partOf(c)
	if err != nil {
		return err
	}
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	filters, own, err := parseTaskFilters(c.QueryParams(), filters, tasksPath)
	if err != nil {
		return err
	}
	filters.Demonstration = false // tasks are no values
	own.Sort = sortByDocument
	page, err := s.taskList(c.Request().Context(), filters, own)
	if err != nil {
		return err
	}
	head, err := s.answerHead(c.Request().Context(), s.wording(languageOf(c)), filters)
	if err != nil {
		return err
	}
	answer := taskListAnswer{answerHead: head, Total: page.Count, Tally: page.Tally, Tasks: []taskAnswer{}}
	lines, next, err := partAfter(page.Lines, limit, place, c.QueryParam("cursor"), page.positions, func(line TaskLine) string { return line.Code })
	if err != nil {
		return err
	}
	for _, line := range lines {
		answer.Tasks = append(answer.Tasks, taskAnswer{Task: *line.Task, TaskProgress: line.TaskProgress})
	}
	answer.Next = next
	return s.answerTagged(c, filters, answer)
}

// partAfter cuts the part of a list that follows a place of the catalogue, and returns the
// cursor of the next part. The list is in the order of the catalogue; the line of the
// place itself need not be in it any more.
func partAfter[T any](lines []T, limit int, place listCursor, cursor string, position map[string]int, code func(T) string) ([]T, string, error) {
	if place.Code != "" {
		at, known := position[place.Code]
		if !known {
			return nil, "", badRequest(metrics.NewProblem("filter.cursor", "value", cursor))
		}
		first := 0
		for first < len(lines) && position[code(lines[first])] <= at {
			first++
		}
		lines = lines[first:]
	}
	if len(lines) <= limit {
		return lines, "", nil
	}
	return lines[:limit], place.after(code(lines[limit-1])), nil
}
