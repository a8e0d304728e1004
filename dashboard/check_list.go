package dashboard

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"zhibiao/ingest/checks"
	"zhibiao/metrics"
)

// CheckListPage lists the rules of checks with their examples as they come out now.
type CheckListPage struct {
	Frame
	Lines    []CheckLine
	Active   int
	Failing  int // rules of which an example does not come out as it says
	Kinds    []metrics.CheckKind
	Versions []metrics.CheckSet
	Version  string
}

// CheckLine is one rule with its meaning and its examples.
type CheckLine struct {
	Rule     metrics.CheckRule
	Sentence string
	Scope    []string // empty: everything
	Examples []ExampleLine
	Holding  int
}

// Fails tells whether an example does not come out as it says.
func (l CheckLine) Fails() bool { return l.Holding < len(l.Examples) }

// ExampleLine is one example with what the rule says to it now.
type ExampleLine struct {
	Given      string // the case in words
	Example    metrics.CheckExample
	Flags      bool // what the rule says
	Holds      bool
	Answer     *metrics.Problem
	Unreadable *metrics.Problem
}

// shownVersions is how many versions of the rules the page lists.
const shownVersions = 15

func (s *Server) showCheckList(c echo.Context) error {
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	catalogue, err := s.loadCatalogue(ctx, filters)
	if err != nil {
		return err
	}
	set, err := s.loadChecks(ctx)
	if err != nil {
		return err
	}
	versions, err := s.dependencies.Checks.CheckSets(ctx)
	if err != nil {
		return fmt.Errorf("load versions of the checks: %w", err)
	}
	page := CheckListPage{Frame: s.workFrame(c, runsPath, filters, metrics.Actual), Version: set.Version, Versions: versions[:min(len(versions), shownVersions)]}
	words := s.wording(page.Language)
	page.Title = words.text("nav.checks")
	page.Notice = noticeOf(c, "checks.notice.", "saved", "switched")
	for _, kind := range metrics.CheckKinds() {
		if !kind.Fixed() {
			page.Kinds = append(page.Kinds, kind)
		}
	}
	for _, rule := range set.Rules {
		line := words.checkLine(rule, catalogue)
		if rule.Active {
			page.Active++
		}
		if line.Fails() {
			page.Failing++
		}
		page.Lines = append(page.Lines, line)
	}
	return s.render(c, http.StatusOK, "check_list", page)
}

// checkLine puts a rule into words and runs its examples.
func (w wording) checkLine(rule metrics.CheckRule, catalogue *metrics.Catalogue) CheckLine {
	line := CheckLine{Rule: rule, Sentence: w.checkSentence(rule), Scope: w.checkScope(rule.Scope, catalogue)}
	for _, example := range rule.Examples {
		told := w.exampleLine(rule, example)
		if told.Holds {
			line.Holding++
		}
		line.Examples = append(line.Examples, told)
	}
	return line
}

// exampleLine asks the rule what it says to an example.
func (w wording) exampleLine(rule metrics.CheckRule, example metrics.CheckExample) ExampleLine {
	line := ExampleLine{Example: example, Given: w.text("checks.example."+string(rule.Kind),
		"value", example.Value, "others", strings.Join(example.Others, w.text("list.separator")), "growth", example.Growth)}
	judged, err := checks.CaseOf(rule.Kind, example)
	if err != nil {
		if line.Unreadable = metrics.AsProblem(err); line.Unreadable == nil {
			line.Unreadable = metrics.NewProblem("check.example", "value", example.Value)
		}
		return line
	}
	line.Answer = checks.Judge(rule, judged)
	line.Flags = line.Answer != nil
	line.Holds = line.Flags == example.Flags
	return line
}

// checkSentence says in plain words what a rule looks for.
func (w wording) checkSentence(rule metrics.CheckRule) string {
	key := []string{"checks.sentence", string(rule.Kind)}
	var pairs []any
	for _, name := range rule.Kind.Parameters() {
		value, given := rule.Parameters[name]
		if given {
			pairs = append(pairs, name, value.String())
		}
		if rule.Kind == metrics.CheckRange && given {
			key = append(key, name)
		}
	}
	return w.text(strings.Join(key, "."), pairs...)
}

// checkScope lists what a rule is limited to.
func (w wording) checkScope(scope metrics.CheckScope, catalogue *metrics.Catalogue) []string {
	var parts []string
	add := func(key string, names []string) {
		if len(names) > 0 {
			parts = append(parts, w.text("checks.scope."+key, "names", strings.Join(names, w.text("list.separator"))))
		}
	}
	named := func(codes []string, name func(string) string) []string {
		names := make([]string, 0, len(codes))
		for _, code := range codes {
			if found := name(code); found != "" {
				code = found
			}
			names = append(names, code)
		}
		return names
	}
	indicator := func(code string) string { return w.name(catalogue.Indicator(code)) }
	var kinds []string
	for _, kind := range scope.Kinds {
		kinds = append(kinds, w.code("kind", kind))
	}
	add("kinds", kinds)
	add("themes", named(scope.Themes, func(code string) string { return w.name(catalogue.Theme(code)) }))
	add("indicators", named(scope.Indicators, indicator))
	add("except", named(scope.Except, indicator))
	add("feeds", named(scope.Feeds, func(code string) string { return w.name(catalogue.Feed(code)) }))
	return parts
}
