package dashboard

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"zhibiao/ingest"
	"zhibiao/metrics"
)

// NamesPage lists what people have decided that printed names stand for, and lets them
// decide for one more.
type NamesPage struct {
	Frame
	Lines   []NameLine // in force
	History []NameLine // every decision, newest first
	Kinds   []metrics.NameKind
	Kind    metrics.NameKind // of the form
	Name    string
	Found   []NamedThing // what the name of the form may stand for
	Asked   bool         // a name was given
}

// NameLine is one decision with its thing; Thing is nil when the catalogue no longer has
// it.
type NameLine struct {
	metrics.NameChoice
	Thing any
}

// shownDecisions is how many decisions of the past a page lists.
const shownDecisions = 100

func (s *Server) showNames(c echo.Context) error {
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	catalogue, err := s.loadCatalogue(ctx, filters)
	if err != nil {
		return err
	}
	page := NamesPage{Frame: s.workFrame(c, namesPath, filters, metrics.Actual), Kinds: metrics.NameKinds(),
		Kind: metrics.NameKind(c.QueryParam("kind")), Name: strings.TrimSpace(c.QueryParam("name"))}
	if page.Lines, page.History, err = s.loadNames(ctx, catalogue); err != nil {
		return err
	}
	if page.Name != "" {
		if page.Kind == "" {
			page.Kind = metrics.NameOfIndicator
		}
		page.Asked = true
		for _, near := range metrics.NearestNames(ingest.NormalName(page.Name), ingest.NamesToChoose(catalogue, page.Kind), 8) {
			page.Found = append(page.Found, NamedThing{Code: near.Code, Thing: thingOf(catalogue, page.Kind, near.Code), As: near.Name})
		}
	}
	page.Title = s.texts.Text(page.Language, "nav.names")
	page.Notice = noticeOf(c, "names.notice.", "chosen", "removed")
	return s.render(c, http.StatusOK, "name_list", page)
}

func (s *Server) loadNames(ctx context.Context, catalogue *metrics.Catalogue) (lines, history []NameLine, err error) {
	choices, err := s.dependencies.Revisions.NameChoices(ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("load remembered names: %w", err)
	}
	versions, err := s.dependencies.Revisions.NameChoiceVersions(ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("load decisions on names: %w", err)
	}
	told := func(choices []metrics.NameChoice) []NameLine {
		lines := make([]NameLine, 0, len(choices))
		for _, choice := range choices {
			lines = append(lines, NameLine{NameChoice: choice, Thing: thingOf(catalogue, choice.Kind, choice.Code)})
		}
		return lines
	}
	return told(choices), told(versions[:min(len(versions), shownDecisions)]), nil
}
