package dashboard

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// CheckPage shows one rule and the form that changes it.
type CheckPage struct {
	Frame
	Line       CheckLine
	New        bool
	Input      CheckInput
	Parameters []string
	Kinds      []metrics.Kind
	Themes     []*metrics.Theme
	Feeds      []*metrics.Feed
}

// Chosen tells whether a list of the scope has a code.
func (p CheckPage) Chosen(list, code string) bool {
	scope := p.Line.Rule.Scope
	switch list {
	case "kinds":
		return slices.Contains(scope.Kinds, metrics.Kind(code))
	case "themes":
		return slices.Contains(scope.Themes, code)
	}
	return slices.Contains(scope.Feeds, code)
}

// newCheck is the code under which a rule that does not exist yet is edited.
const newCheck = "new"

func (s *Server) showCheck(c echo.Context) error {
	page, _, _, err := s.loadCheckPage(c)
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, "check", page)
}

// loadCheckPage gathers the page of a rule with an untouched form.
func (s *Server) loadCheckPage(c echo.Context) (CheckPage, metrics.CheckSet, *metrics.Catalogue, error) {
	filters, err := s.filtersOf(c)
	if err != nil {
		return CheckPage{}, metrics.CheckSet{}, nil, err
	}
	ctx := c.Request().Context()
	catalogue, err := s.loadCatalogue(ctx, filters)
	if err != nil {
		return CheckPage{}, metrics.CheckSet{}, nil, err
	}
	set, err := s.loadChecks(ctx)
	if err != nil {
		return CheckPage{}, set, nil, err
	}
	rule, err := chosenCheck(c, set)
	if err != nil {
		return CheckPage{}, set, nil, err
	}
	page := CheckPage{Frame: s.workFrame(c, runsPath, filters, metrics.Actual), New: c.Param("code") == newCheck, Parameters: rule.Kind.Parameters(),
		Kinds: []metrics.Kind{metrics.KindStock, metrics.KindFlow, metrics.KindCumulative, metrics.KindRatio, metrics.KindRank, metrics.KindEvent, metrics.KindLimit}}
	words := s.wording(page.Language)
	page.Line, page.Input = words.checkLine(rule, catalogue), words.checkInputOf(rule, set.Version)
	page.Title = words.text("checks.new")
	if !page.New {
		page.Title = words.name(rule)
	}
	for i := range catalogue.Themes {
		page.Themes = append(page.Themes, &catalogue.Themes[i])
	}
	for i := range catalogue.Feeds {
		page.Feeds = append(page.Feeds, &catalogue.Feeds[i])
	}
	return page, set, catalogue, nil
}

// chosenCheck returns the rule of the address, or a new one of the kind that the address
// asks for, with the numbers and examples that rules of the kind begin with.
func chosenCheck(c echo.Context, set metrics.CheckSet) (metrics.CheckRule, error) {
	code := c.Param("code")
	if code != newCheck {
		if rule := set.Rule(code); rule != nil {
			return *rule, nil
		}
		return metrics.CheckRule{}, notFound("check", code)
	}
	kind := metrics.CheckKind(c.FormValue("kind"))
	if kind.Fixed() {
		return metrics.CheckRule{}, badRequest(metrics.NewProblem("checks.problem.fixed"))
	}
	for _, known := range metrics.DefaultChecks().Rules {
		if known.Kind == kind {
			known.Code, known.NameZh, known.NameEn, known.Severity, known.Active = newCheckCode(set, kind), "", "", metrics.CheckSoft, true
			known.Scope = metrics.CheckScope{}
			return known, nil
		}
	}
	return metrics.CheckRule{}, notFound("check", string(kind))
}

func newCheckCode(set metrics.CheckSet, kind metrics.CheckKind) string {
	for i := 1; ; i++ {
		if code := strings.ReplaceAll(string(kind), "_", "-") + "-" + strconv.Itoa(i); set.Rule(code) == nil {
			return code
		}
	}
}

// tryCheck runs the examples of a form and saves nothing.
func (s *Server) tryCheck(c echo.Context) error {
	page, _, _, err := s.readCheck(c)
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, "check", page)
}

// readCheck loads the page with the form as it was sent, and the set with its rule.
func (s *Server) readCheck(c echo.Context) (CheckPage, metrics.CheckSet, metrics.CheckRule, error) {
	page, set, catalogue, err := s.loadCheckPage(c)
	if err != nil {
		return page, set, metrics.CheckRule{}, err
	}
	rule, input := s.wording(page.Language).readCheckForm(c, page.Line.Rule, catalogue)
	if input.Base != set.Version {
		input.Problems.refuse("form", metrics.NewProblem("policy.problem.meanwhile", "actor", set.SavedBy, "reason", set.Reason))
	}
	input.Base = set.Version
	page.Input, page.Line = input, s.wording(page.Language).checkLine(rule, catalogue)
	return page, set, rule, nil
}

// saveCheck puts a rule in force. What is wrong is told beside its field and the form
// keeps what was typed.
func (s *Server) saveCheck(c echo.Context) error {
	page, set, rule, err := s.readCheck(c)
	if err != nil {
		return err
	}
	page.Input.Problems.refuse("reason", reasonProblem(page.Input.Reason))
	if len(page.Input.Problems) > 0 {
		return s.render(c, http.StatusUnprocessableEntity, "check", page)
	}
	if err := s.putChecksInForce(c, set.With(rule), page.Input.Reason); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, page.Link("/checks", "done", "saved")+"#"+rule.Code)
}

// switchCheck switches a rule on or off.
func (s *Server) switchCheck(c echo.Context) error {
	set, err := s.loadChecks(c.Request().Context())
	if err != nil {
		return err
	}
	known := set.Rule(c.Param("code"))
	switch {
	case known == nil:
		return notFound("check", c.Param("code"))
	case known.Kind.Fixed():
		return badRequest(metrics.NewProblem("checks.problem.fixed"))
	case formText(c, "base") != set.Version:
		return badRequest(metrics.NewProblem("policy.problem.meanwhile", "actor", set.SavedBy, "reason", set.Reason))
	}
	rule := *known
	rule.Active = !rule.Active
	words, key := s.wording(languageOf(c)), "checks.reason.off"
	if rule.Active {
		key = "checks.reason.on"
	}
	if err := s.putChecksInForce(c, set.With(rule), words.text(key, "name", words.name(rule))); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/checks?done=switched#"+rule.Code)
}

func (s *Server) putChecksInForce(c echo.Context, set metrics.CheckSet, reason string) error {
	set.SavedBy, set.Reason = actorOf(c), reason
	if _, err := s.dependencies.Checks.SaveChecks(context.WithoutCancel(c.Request().Context()), set); err != nil {
		return fmt.Errorf("save rules of checks: %w", err)
	}
	return nil
}

// backToCheck leads who asks for a trial without a form to the page of the rule.
func backToCheck(c echo.Context) error {
	return c.Redirect(http.StatusSeeOther, "/checks/"+c.Param("code"))
}
