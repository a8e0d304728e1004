package dashboard

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"zhibiao/ingest"
	"zhibiao/metrics"
)

// longestName is how many characters a printed name may have.
const longestName = 120

// chooseName keeps what a name stands for, for all later files.
func (s *Server) chooseName(c echo.Context) error {
	choice := metrics.NameChoice{Kind: metrics.NameKind(c.FormValue("kind")), Name: strings.TrimSpace(strings.ToValidUTF8(c.FormValue("name"), "")),
		Code: c.FormValue("code"), SavedBy: actorOf(c)}
	choice.Normal = ingest.NormalName(choice.Name)
	ctx := c.Request().Context()
	catalogue, err := s.dependencies.Store.CatalogueAt(ctx, time.Time{})
	if err != nil {
		return fmt.Errorf("load catalogue: %w", err)
	}
	switch {
	case choice.Normal == "" || utf8.RuneCountInString(choice.Name) > longestName:
		return badRequest(metrics.NewProblem("names.problem.name"))
	case thingOf(catalogue, choice.Kind, choice.Code) == nil:
		return badRequest(metrics.NewProblem("names.problem.code", "value", choice.Code))
	}
	if _, err := s.dependencies.Revisions.SaveNameChoice(context.WithoutCancel(ctx), choice); err != nil {
		return fmt.Errorf("keep what %q stands for: %w", choice.Name, err)
	}
	s.audit(c, "name.choose", choice.Name, "kind", string(choice.Kind), "code", choice.Code)
	return c.Redirect(http.StatusSeeOther, backTo(c, namesPath)+"?done=chosen")
}

// removeName takes a decision back: the name is unknown again.
func (s *Server) removeName(c echo.Context) error {
	ctx := c.Request().Context()
	choices, err := s.dependencies.Revisions.NameChoices(ctx)
	if err != nil {
		return fmt.Errorf("load remembered names: %w", err)
	}
	wanted := metrics.NameChoice{Kind: metrics.NameKind(c.FormValue("kind")), Normal: ingest.NormalName(c.FormValue("name"))}
	for _, choice := range choices {
		if choice.Identity() != wanted.Identity() {
			continue
		}
		choice.Removed, choice.SavedBy = true, actorOf(c)
		if _, err := s.dependencies.Revisions.SaveNameChoice(context.WithoutCancel(ctx), choice); err != nil {
			return fmt.Errorf("forget what %q stands for: %w", choice.Name, err)
		}
		s.audit(c, "name.remove", choice.Name, "kind", string(choice.Kind), "code", choice.Code)
		return c.Redirect(http.StatusSeeOther, namesPath+"?done=removed")
	}
	return notFound("name", c.FormValue("name"))
}

// backTo returns the page that a form names to go back to, when it is one of uploads or
// runs, or another one.
func backTo(c echo.Context, otherwise string) string {
	back := c.FormValue("back")
	for _, prefix := range []string{"/runs/", "/imports/"} {
		if id, under := strings.CutPrefix(back, prefix); under && isIdentifier(id) {
			return back
		}
	}
	return otherwise
}

// isIdentifier tells whether a text has only the letters of identifiers of runs and
// uploads.
func isIdentifier(text string) bool {
	return text != "" && strings.Trim(text, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_") == ""
}
