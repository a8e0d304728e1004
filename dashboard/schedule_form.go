package dashboard

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"

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
	Choices     scheduleChoices
	Others      []ScheduleName // schedules that it may come after
	Occurrences []OccurrenceLine
	Figures     ScheduleFigures
}

func offeredZones() []string {
	return []string{"Asia/Shanghai", "Asia/Urumqi", "Asia/Hong_Kong", "UTC", "Europe/Berlin", "America/New_York"}
}

// scheduleChoices are what the form offers.
type scheduleChoices struct {
	Kinds, Weekdays, Days, Numbers, QuarterMonths, Months, DaysOff, CatchUps, Overlaps []string
}

// ScheduleName is a schedule to choose.
type ScheduleName struct{ Name, Title string }

func offeredChoices() scheduleChoices {
	row := func(from, to int) []string {
		var row []string
		for number := from; number <= to; number++ {
			row = append(row, strconv.Itoa(number))
		}
		return row
	}
	choices := scheduleChoices{Weekdays: weekdayValues(), Days: row(1, 31), Numbers: append(row(1, 15), "-1", "-2", "-3"),
		QuarterMonths: row(1, 3), Months: row(1, 12)}
	for _, kind := range schedules.RhythmKinds() {
		choices.Kinds = append(choices.Kinds, string(kind))
	}
	choices.Kinds = append(choices.Kinds, rhythmFollow)
	for _, rule := range []schedules.DaysOff{schedules.DaysOffRun, schedules.DaysOffSkip, schedules.DaysOffAfter, schedules.DaysOffBefore} {
		choices.DaysOff = append(choices.DaysOff, string(rule))
	}
	for _, catchUp := range []schedules.CatchUp{schedules.CatchUpLast, schedules.CatchUpAll, schedules.CatchUpNone} {
		choices.CatchUps = append(choices.CatchUps, string(catchUp))
	}
	for _, overlap := range []schedules.Overlap{schedules.OverlapSkip, schedules.OverlapQueue} {
		choices.Overlaps = append(choices.Overlaps, string(overlap))
	}
	return choices
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
	if page.Figures, err = s.figures(c.Request().Context(), words, page.Line, occurrences); err != nil {
		return err
	}
	imports, err := s.importsOf(c.Request().Context(), found.Schedule.Name, occurrences)
	if err != nil {
		return err
	}
	for i, occurrence := range occurrences {
		line := words.occurrenceLine(page.Line.Schedule, occurrence)
		line.Bar, line.Imports = durationBar(occurrence.Duration(), page.Figures.typical), imports[i]
		page.Occurrences = append(page.Occurrences, line)
	}
	return s.render(c, status, "schedule", page)
}

func (s *Server) schedulePage(c echo.Context, input ScheduleInput, problems schedules.Problems) (SchedulePage, error) {
	filters, err := s.filtersOf(c)
	if err != nil {
		return SchedulePage{}, err
	}
	page := SchedulePage{Frame: s.workFrame(c, "/schedules", filters, metrics.Actual), Input: input, Jobs: s.dependencies.Scheduler.Jobs(),
		Zones: offeredZones(), Choices: offeredChoices(), Problems: map[string]*metrics.Problem{}}
	statuses, err := s.dependencies.Scheduler.Status(c.Request().Context())
	if err != nil {
		return SchedulePage{}, fmt.Errorf("load schedules: %w", err)
	}
	for _, status := range statuses {
		if status.Schedule.Name != input.Name && !status.Schedule.Retired {
			page.Others = append(page.Others, ScheduleName{status.Schedule.Name, status.Schedule.Title(string(page.Language))})
		}
	}
	page.Notice = noticeOf(c, "schedules.notice.", "started", "stopped", "paused", "resumed", "saved", "created")
	for _, problem := range problems {
		if page.Problems[problem.Field] == nil {
			page.Problems[problem.Field] = problemOfReason(&problem.Reason)
		}
	}
	return page, nil
}
