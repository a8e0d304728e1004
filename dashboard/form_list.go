package dashboard

import (
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// FormListPage lists the forms that were sent out and how far they have come.
type FormListPage struct {
	Frame
	Drafts []FormListLine // seen by those who make forms
	Open   []FormListLine
	Closed []FormListLine
	Late   int // organisations that are late with an open form
}

// FormListLine is one form of the list.
type FormListLine struct {
	metrics.Form
	Tally FormTally
}

func (s *Server) showFormList(c echo.Context) error {
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	page := FormListPage{Frame: s.workFrame(c, formsPath, filters, metrics.Actual)}
	page.Title = s.texts.Text(page.Language, "nav.forms")
	forms, err := s.dependencies.Forms.Forms(ctx)
	if err != nil {
		return fmt.Errorf("load forms: %w", err)
	}
	newestForms(forms)
	for i := range forms {
		standings, err := s.formStandings(ctx, &forms[i])
		if err != nil {
			return err
		}
		line := FormListLine{Form: forms[i], Tally: tallyForm(standings)}
		switch {
		case line.Draft && !(FormPage{Frame: page.Frame, Form: forms[i]}).May(string(mayDesign)):
			continue
		case line.Closed:
			page.Closed = append(page.Closed, line)
			continue
		case line.Draft:
			page.Drafts = append(page.Drafts, line)
			continue
		}
		page.Open = append(page.Open, line)
		page.Late += line.Tally.Late
	}
	return s.render(c, http.StatusOK, "form_list", page)
}
