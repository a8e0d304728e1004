package dashboard

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"zhibiao/schedules"
)

// scheduleCheckAnswer says what a spec means while it is being typed.
type scheduleCheckAnswer struct {
	When     string            `json:"when,omitempty"`
	Next     []string          `json:"next,omitempty"`
	Notes    []string          `json:"notes,omitempty"`
	Problems map[string]string `json:"problems,omitempty"` // by field
}

// answerScheduleCheck judges the form by the same rules as saving does.
func (s *Server) answerScheduleCheck(c echo.Context) error {
	words := s.wording(languageOf(c))
	input := readScheduleInput(c)
	schedule, problems := input.apply(schedules.Schedule{Name: "check", Job: "check"})
	schedule = schedule.WithDefaults()
	if problems == nil {
		err := schedules.Check(schedule, nil)
		if err != nil && !errors.As(err, &problems) {
			return err
		}
	}
	if len(problems) > 0 {
		answer := scheduleCheckAnswer{Problems: map[string]string{}}
		for _, problem := range problems {
			answer.Problems[problem.Field] = words.texts.Problem(words.language, problemOfReason(&problem.Reason))
		}
		return c.JSON(http.StatusOK, answer)
	}
	line := s.dueTimes(words, schedule)
	answer := scheduleCheckAnswer{When: schedules.Describe(schedule, string(words.language)), Next: line.times}
	for _, year := range line.unknownYears {
		answer.Notes = append(answer.Notes, words.texts.Text(words.language, "schedules.unknown_year", "year", year))
	}
	if day := input.someMonthsLack(); day > 0 {
		answer.Notes = append(answer.Notes, words.texts.Text(words.language, "rhythm.some_lack", "day", day))
	}
	return c.JSON(http.StatusOK, answer)
}
