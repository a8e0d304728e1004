package dashboard

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
	"zhibiao/schedules"
)

// shownOccurrences is how many due times the page of a schedule lists.
const shownOccurrences = 100

// SchedulePage edits one schedule and shows its history.
type SchedulePage struct {
	Frame
	New         bool
	Line        ScheduleLine
	Input       ScheduleInput
	Problems    map[string]*metrics.Problem // by field
	Jobs        []string
	Zones       []string // offered; any other may be typed
	Occurrences []OccurrenceLine
}

// ScheduleInput is the form as it was filled in, right or wrong.
type ScheduleInput struct {
	Name, TitleZh, TitleEn, Job, Argument, Spec, Zone, Timeout, CatchUp string
	Retired                                                             bool
}

func inputOf(schedule schedules.Schedule) ScheduleInput {
	return ScheduleInput{Name: schedule.Name, TitleZh: schedule.TitleZh, TitleEn: schedule.TitleEn, Job: schedule.Job,
		Argument: schedule.Argument, Spec: schedule.Spec, Zone: schedule.Zone, Timeout: schedules.ShortDuration(schedule.Timeout),
		CatchUp: string(schedule.CatchUp), Retired: schedule.Retired}
}

func readScheduleInput(c echo.Context) ScheduleInput {
	text := func(name string) string { return strings.TrimSpace(strings.ToValidUTF8(c.FormValue(name), "")) }
	return ScheduleInput{Name: text("name"), TitleZh: text("title_zh"), TitleEn: text("title_en"), Job: text("job"),
		Argument: text("argument"), Spec: strings.Join(strings.Fields(text("spec")), " "), Zone: text("zone"),
		Timeout: text("timeout"), CatchUp: text("catch_up"), Retired: text("retired") == "1"}
}

// apply puts the input into a schedule. The only thing that can fail here is the
// form of the time limit; schedules.Check judges the rest.
func (i ScheduleInput) apply(schedule schedules.Schedule) (schedules.Schedule, schedules.Problems) {
	schedule.TitleZh, schedule.TitleEn, schedule.Spec, schedule.Zone = i.TitleZh, i.TitleEn, i.Spec, i.Zone
	schedule.CatchUp, schedule.Retired = schedules.CatchUp(i.CatchUp), i.Retired
	timeout, err := time.ParseDuration(i.Timeout)
	if err != nil && i.Timeout != "" {
		return schedule, schedules.Problems{{Field: "timeout", Reason: *schedules.NewReason("schedule.timeout.form", "timeout", i.Timeout)}}
	}
	schedule.Timeout = timeout
	return schedule, nil
}

func offeredZones() []string {
	return []string{"Asia/Shanghai", "Asia/Urumqi", "Asia/Hong_Kong", "UTC", "Europe/Berlin", "America/New_York"}
}

// findSchedule returns how a schedule stands, or the answer that there is none.
func (s *Server) findSchedule(ctx context.Context, name string) (schedules.ScheduleStatus, error) {
	statuses, err := s.dependencies.Scheduler.Status(ctx)
	if err != nil {
		return schedules.ScheduleStatus{}, fmt.Errorf("load schedules: %w", err)
	}
	for _, status := range statuses {
		if status.Schedule.Name == name {
			return status, nil
		}
	}
	return schedules.ScheduleStatus{}, notFound("schedule", name)
}

func (s *Server) showSchedule(c echo.Context) error {
	status, err := s.findSchedule(c.Request().Context(), c.Param("name"))
	if err != nil {
		return err
	}
	return s.renderSchedule(c, http.StatusOK, status, inputOf(status.Schedule.WithDefaults()), nil)
}

// saveSchedule changes a schedule. What is wrong is told beside its field, and the
// form keeps what was typed.
func (s *Server) saveSchedule(c echo.Context) error {
	ctx := c.Request().Context()
	status, err := s.findSchedule(ctx, c.Param("name"))
	if err != nil {
		return err
	}
	input := readScheduleInput(c)
	schedule, problems := input.apply(status.Schedule)
	schedule.ChangedBy = actorOf(c)
	if problems == nil {
		err := s.dependencies.Scheduler.Save(ctx, schedule)
		switch {
		case err == nil:
			return c.Redirect(http.StatusSeeOther, "/schedules/"+schedule.Name+"?done=saved")
		case !errors.As(err, &problems):
			return scheduleError(err)
		}
	}
	return s.renderSchedule(c, http.StatusUnprocessableEntity, status, input, problems)
}

func (s *Server) renderSchedule(c echo.Context, status int, found schedules.ScheduleStatus, input ScheduleInput, problems schedules.Problems) error {
	page, err := s.schedulePage(c, input, problems)
	if err != nil {
		return err
	}
	words := s.wording(page.Language)
	page.Line = s.scheduleLine(words, found)
	page.Title = page.Line.Title
	occurrences, err := s.dependencies.Scheduler.Occurrences(c.Request().Context(),
		schedules.OccurrenceQuery{Schedule: found.Schedule.Name, Limit: shownOccurrences})
	if err != nil {
		return fmt.Errorf("load occurrences: %w", err)
	}
	for _, occurrence := range occurrences {
		page.Occurrences = append(page.Occurrences, words.occurrenceLine(page.Line.Schedule, occurrence))
	}
	return s.render(c, status, "schedule", page)
}

func (s *Server) schedulePage(c echo.Context, input ScheduleInput, problems schedules.Problems) (SchedulePage, error) {
	filters, err := s.filtersOf(c)
	if err != nil {
		return SchedulePage{}, err
	}
	page := SchedulePage{Frame: s.workFrame(c, "/schedules", filters, metrics.Actual), Input: input, Jobs: s.dependencies.Scheduler.Jobs(),
		Zones: offeredZones(), Problems: map[string]*metrics.Problem{}}
	page.Notice = noticeOf(c, "schedules.notice.", "started", "paused", "resumed", "saved", "created")
	for _, problem := range problems {
		if page.Problems[problem.Field] == nil {
			page.Problems[problem.Field] = problemOfReason(&problem.Reason)
		}
	}
	return page, nil
}
