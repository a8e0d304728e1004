package dashboard

import (
	"errors"
	"fmt"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"zhibiao/schedules"
)

// reservedNames are parts of addresses that no schedule can have as its name.
func isReservedName(name string) bool {
	return slices.Contains([]string{"new", "check", "calendar", "day"}, name)
}

func (s *Server) showNewSchedule(c echo.Context) error {
	input := inputOf(schedules.Schedule{Spec: "0 8 * * *", TitleZh: formText(c, "title_zh"), TitleEn: formText(c, "title_en"), Argument: formText(c, "argument")}.WithDefaults())
	if job := formText(c, "job"); slices.Contains(s.dependencies.Scheduler.Jobs(), job) {
		input.Job = job
	}
	return s.renderNewSchedule(c, http.StatusOK, input, nil)
}

// createSchedule adds a schedule. A name that is taken is refused, so that a new
// schedule never replaces another.
func (s *Server) createSchedule(c echo.Context) error {
	ctx := c.Request().Context()
	input := readScheduleInput(c)
	statuses, err := s.dependencies.Scheduler.Status(ctx)
	if err != nil {
		return fmt.Errorf("load schedules: %w", err)
	}
	if input.Name == "" {
		input.Name = freeName(input.Job, statuses)
	}
	schedule, problems := input.apply(schedules.Schedule{Name: input.Name, Job: input.Job, Argument: input.Argument, ChangedBy: actorOf(c)})
	taken := isReservedName(input.Name)
	for _, status := range statuses {
		taken = taken || status.Schedule.Name == input.Name
	}
	if taken {
		problems = append(problems, schedules.Problem{Field: "name", Reason: *schedules.NewReason("schedules.name_taken", "name", input.Name)})
	}
	if problems == nil {
		err := s.dependencies.Scheduler.Save(ctx, schedule)
		switch {
		case err == nil:
			return c.Redirect(http.StatusSeeOther, "/schedules/"+schedule.Name+"?done=created")
		case !errors.As(err, &problems):
			return scheduleError(err)
		}
	}
	return s.renderNewSchedule(c, http.StatusUnprocessableEntity, input, problems)
}

func (s *Server) renderNewSchedule(c echo.Context, status int, input ScheduleInput, problems schedules.Problems) error {
	page, err := s.schedulePage(c, input, problems)
	if err != nil {
		return err
	}
	page.New = true
	page.Title = s.texts.Text(page.Language, "schedules.new")
	return s.render(c, status, "schedule", page)
}
