package dashboard

import (
	"errors"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"zhibiao/schedules"
)

// scheduleCheckAnswer says what a spec means while it is being typed.
type scheduleCheckAnswer struct {
	When     string            `json:"when,omitempty"`
	Next     []string          `json:"next,omitempty"`
	Problems map[string]string `json:"problems,omitempty"` // by field
}

// answerScheduleCheck judges spec and zone by the same rules as saving does.
func (s *Server) answerScheduleCheck(c echo.Context) error {
	words := s.wording(languageOf(c))
	schedule := schedules.Schedule{Name: "check", Job: "check", Spec: strings.Join(strings.Fields(c.QueryParam("spec")), " "),
		Zone: strings.TrimSpace(c.QueryParam("zone"))}.WithDefaults()
	var problems schedules.Problems
	if err := schedules.Check(schedule, nil); errors.As(err, &problems) {
		answer := scheduleCheckAnswer{Problems: map[string]string{}}
		for _, problem := range problems {
			answer.Problems[problem.Field] = words.texts.Problem(words.language, problemOfReason(&problem.Reason))
		}
		return c.JSON(http.StatusOK, answer)
	}
	return c.JSON(http.StatusOK, scheduleCheckAnswer{When: schedules.Describe(schedule, string(words.language)),
		Next: words.dueTimes(schedule, s.dependencies.Scheduler.Calendar(), s.dependencies.Now())})
}
