package dashboard

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// FormPage shows who has answered a form, and what is missing.
type FormPage struct {
	Frame
	Form       metrics.Form
	Tally      FormTally
	Rows       []FormStandingRow
	Versions   []FormVersionLine       // newest first
	Undo       *metrics.FormDifference // what an undo takes back; nil: there is nothing to take back
	Reminder   string                  // text to copy; empty when nothing is missing
	CanRemind  bool
	DaysLeft   int  // until the due day; below 0 past it
	Recipients int  // organisations that somebody hears notices for
	MailOff    bool // no mail server is set
}

// FormStandingRow is how far one organisation has come.
type FormStandingRow struct {
	metrics.FormStanding
	Of    *metrics.Organisation
	Lines []FormLine // what is missing
	Look  stateLook
	Heard bool // somebody is told when the organisation is reminded
	// Reminded is when it was last reminded; zero: never.
	Reminded time.Time
}

func (s *Server) showForm(c echo.Context) error {
	page, err := s.loadFormPage(c)
	if err != nil {
		return err
	}
	if page.Form.Draft && !page.Form.Closed && page.May(string(mayDesign)) {
		return c.Redirect(http.StatusSeeOther, formsPath+"/"+page.Form.Code+"/edit")
	}
	page.Notice = noticeOf(c, "forms.notice.", "issued", "closed", "discarded", "reopened", "reminded", "complete", "moved", "undone")
	return s.render(c, http.StatusOK, "form", page)
}

func (s *Server) loadFormPage(c echo.Context) (FormPage, error) {
	filters, err := s.filtersOf(c)
	if err != nil {
		return FormPage{}, err
	}
	ctx := c.Request().Context()
	form, err := s.loadForm(ctx, c.Param("code"))
	if err != nil {
		return FormPage{}, err
	}
	catalogue, err := s.loadCatalogue(ctx, filters)
	if err != nil {
		return FormPage{}, err
	}
	standings, err := s.formStandings(ctx, form)
	if err != nil {
		return FormPage{}, err
	}
	standings = slices.DeleteFunc(standings, func(standing metrics.FormStanding) bool { return !filters.coversOrganisation(standing.Organisation) })
	page := FormPage{Frame: s.workFrame(c, formsPath, filters, metrics.Actual), Form: *form, Tally: tallyForm(standings), DaysLeft: int(form.Due - s.today())}
	page.Title = form.Title
	if page.Versions, err = s.formVersions(ctx, form.Code); err != nil {
		return page, err
	}
	if page.Undo, err = s.undoneBy(ctx, form); err != nil {
		return page, err
	}
	hearing, err := s.hearingOf(c, form)
	if err != nil {
		return page, err
	}
	for _, standing := range standings {
		row := FormStandingRow{FormStanding: standing, Of: catalogue.Organisation(standing.Organisation), Lines: formLines(catalogue, standing.Missing),
			Look: lookOfStanding(standing), Heard: hearing.hears(standing.Organisation), Reminded: hearing.reminded[standing.Organisation]}
		page.Rows = append(page.Rows, row)
		if row.Heard {
			page.Recipients++
		}
	}
	page.MailOff = hearing.mailOff
	words := s.wording(page.Language)
	if form.Collecting() {
		page.Reminder = words.formReminder(catalogue, form, standings)
	}
	page.CanRemind = s.dependencies.Reminders != nil && page.May(string(mayDesign)) && page.Reminder != ""
	return page, nil
}

// lookOfStanding is how the state of an organisation is shown.
func lookOfStanding(standing metrics.FormStanding) stateLook {
	switch {
	case standing.Complete() && standing.DaysLate > 0:
		return stateLook{Key: "forms.state.complete_late", Tone: "fair", Icon: "achieved"}
	case standing.Complete():
		return stateLook{Key: "forms.state.complete", Tone: "good", Icon: "achieved"}
	case standing.DaysLate > 0 && standing.Answered == 0:
		return stateLook{Key: "forms.state.late", Tone: "bad", Icon: "missed"}
	case standing.DaysLate > 0:
		return stateLook{Key: "forms.state.partial_late", Tone: "bad", Icon: "behind"}
	case standing.Answered > 0:
		return stateLook{Key: "forms.state.partial", Tone: "poor", Icon: "behind"}
	}
	return stateLook{Key: "forms.state.waiting", Tone: "none", Icon: "pending"}
}

// formReminder is the text that a planner sends to those who have not answered in full.
func (w wording) formReminder(catalogue *metrics.Catalogue, form *metrics.Form, standings []metrics.FormStanding) string {
	var lines []string
	for _, standing := range standings {
		if standing.Complete() {
			continue
		}
		line := w.text("forms.reminder.line", "organisation", w.organisationName(catalogue, standing.Organisation), "count", len(standing.Missing), "asked", standing.Asked)
		if standing.DaysLate > 0 {
			line += w.text("forms.reminder.late", "count", standing.DaysLate)
		}
		lines = append(lines, line)
	}
	if len(lines) == 0 {
		return ""
	}
	head := w.text("forms.reminder.head", "title", form.Title, "code", form.Code, "date", w.date(form.Due), "count", len(lines))
	return head + "\n" + strings.Join(lines, "\n") + "\n" + w.text("forms.reminder.foot")
}

func (w wording) organisationName(catalogue *metrics.Catalogue, code string) string {
	if organisation := catalogue.Organisation(code); organisation != nil {
		return w.name(organisation)
	}
	return code
}

// Base names the version that the page shows.
func (p FormPage) Base() string { return formBase(&p.Form) }

// Collecting tells whether the form takes answers.
func (p FormPage) Collecting() bool { return p.Form.Collecting() }
