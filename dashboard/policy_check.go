package dashboard

import (
	"html/template"
	"net/http"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// policyScript is the bundle that checks the form while it is filled in.
const policyScript = "policy.js"

// policyCheckAnswer says what cut-offs mean while they are being typed.
type policyCheckAnswer struct {
	Scale    template.HTML     `json:"scale,omitempty"`
	Problems map[string]string `json:"problems,omitempty"` // by field
}

// answerPolicyCheck judges cut-offs by the same rules as saving does.
func (s *Server) answerPolicyCheck(c echo.Context) error {
	words := s.wording(languageOf(c))
	input := readPolicyInput(c, metrics.DefaultPolicy())
	policy := input.apply(metrics.DefaultPolicy())
	if len(input.Problems) > 0 {
		answer := policyCheckAnswer{Problems: map[string]string{}}
		for field, problem := range input.Problems {
			answer.Problems[field] = words.texts.Problem(words.language, problem)
		}
		return c.JSON(http.StatusOK, answer)
	}
	return c.JSON(http.StatusOK, policyCheckAnswer{Scale: words.policyScale(policy.Settings)})
}
