package dashboard

import (
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// FormEditPage is where the rows of a form are changed before it goes out.
type FormEditPage struct {
	Frame
	Form          metrics.Form
	Input         FormEditInput
	Organisations []FormRecipient
	Shown         string // the organisation whose lines are shown; empty: all
	Lines         []FormEditLine
	Asked         int // rows that must be answered
	Optional      int // rows that may be left open
	Found         FormFinding
	Adding        FormAddInput
	Choices       Choices
	Areas         []*metrics.Area
	Units         []string
	Undo          *metrics.FormDifference // what an undo takes back; nil: there is nothing to take back
}

// FormRecipient is an organisation that a form asks.
type FormRecipient struct {
	Code      string
	Of        *metrics.Organisation
	Questions int
}

// FormEditLine is one line of the page: a question with what was typed into it.
type FormEditLine struct {
	metrics.FormQuestion
	Of          *metrics.Indicator
	Place       *metrics.Area
	Recipient   *metrics.Organisation // who is asked, on the first line of each
	First, Last bool                  // of its organisation
	PeriodsText string
	Typed       FormLineInput
	Problems    FieldProblems
}

// mostLinesOfAll is how many lines are shown of all organisations at once.
const mostLinesOfAll = 80

// formUnits are the units that a form is often asked in; others can be typed.
func formUnits() []string {
	return []string{"吨", "万吨", "亿吨", "千瓦", "万千瓦", "千瓦时", "万千瓦时", "亿千瓦时", "元", "万元", "亿元", "人", "万人", "人次", "万人次",
		"个", "万个", "张", "平方米", "万平方米", "平方公里", "亩", "万亩", "立方米", "万立方米", "亿立方米", "%", "‰"}
}

func (s *Server) showFormEdit(c echo.Context) error {
	form, err := s.loadForm(c.Request().Context(), c.Param("code"))
	if err != nil {
		return err
	}
	if !form.Draft || form.Closed {
		return c.Redirect(http.StatusSeeOther, formsPath+"/"+form.Code)
	}
	page, err := s.formEditPage(c, form, nil)
	if err != nil {
		return err
	}
	page.Notice = noticeOf(c, "forms.notice.", "drafted", "saved", "undone", "taken_back", "nothing_new")
	if added, err := strconv.Atoi(c.QueryParam("added")); err == nil && added > 0 {
		page.Notice = metrics.NewProblem("forms.notice.added", "count", strconv.Itoa(added))
	}
	return s.render(c, http.StatusOK, "form_edit", page)
}

// formEditPage gathers the page of a draft, with what was typed where it is shown again.
func (s *Server) formEditPage(c echo.Context, form *metrics.Form, typed *FormEditInput) (FormEditPage, error) {
	filters, err := s.filtersOf(c)
	if err != nil {
		return FormEditPage{}, err
	}
	filters = organisationFilters(filters)
	ctx := c.Request().Context()
	catalogue, err := s.loadCatalogue(ctx, filters)
	if err != nil {
		return FormEditPage{}, err
	}
	page := FormEditPage{Frame: s.workFrame(c, formsPath, filters, metrics.Actual), Form: *form, Choices: choices(catalogue), Units: formUnits(),
		Shown: formText(c, "organisation")}
	page.Title = form.Title
	if page.Input = formEditInputOf(form); typed != nil {
		page.Input = *typed
	}
	page.Areas = formAreas(catalogue, page.Choices)
	page.Choices.Organisations = onlyReached(page.person.account, page.Choices.Organisations)
	page.count(catalogue, form)
	page.list(catalogue, form, typed)
	page.Adding = readFormAdd(c, form)
	page.Found = s.findForForm(catalogue, page.Adding.Find, page.Adding.Indicators)
	if !form.Before.IsZero() {
		if page.Undo, err = s.undoneBy(ctx, form); err != nil {
			return page, err
		}
	}
	return page, nil
}

// count gathers whom the form asks, and for how much.
func (p *FormEditPage) count(catalogue *metrics.Catalogue, form *metrics.Form) {
	questions := form.Questions()
	for _, code := range form.Organisations() {
		recipient := FormRecipient{Code: code, Of: catalogue.Organisation(code)}
		for i := range questions {
			if questions[i].Organisation == code {
				recipient.Questions++
			}
		}
		p.Organisations = append(p.Organisations, recipient)
	}
	for i := range form.Rows {
		if form.Rows[i].Optional {
			p.Optional++
		} else {
			p.Asked++
		}
	}
	if p.Shown == "" && len(questions) > mostLinesOfAll {
		p.Shown = p.Organisations[0].Code
	}
}

// list makes the lines that are shown.
func (p *FormEditPage) list(catalogue *metrics.Catalogue, form *metrics.Form, typed *FormEditInput) {
	for _, question := range form.Questions() {
		if p.Shown != "" && question.Organisation != p.Shown {
			continue
		}
		line := FormEditLine{FormQuestion: question, Of: catalogue.Indicator(question.Indicator), Place: catalogue.Area(question.Area),
			PeriodsText: writeFormPeriods(question.Periods), Typed: formLineInputOf(&question), Last: true}
		if typed != nil {
			if input, sent := typed.Lines[question.Number]; sent {
				line.Typed, line.Problems = input, input.Problems
			}
		}
		before := len(p.Lines) - 1
		if before < 0 || p.Lines[before].Organisation != question.Organisation {
			line.First, line.Recipient = true, catalogue.Organisation(question.Organisation)
		} else {
			p.Lines[before].Last = false
		}
		p.Lines = append(p.Lines, line)
	}
}

// Whole tells whether all organisations can be shown at once.
func (p FormEditPage) Whole() bool {
	lines := 0
	for _, recipient := range p.Organisations {
		lines += recipient.Questions
	}
	return lines <= mostLinesOfAll
}

// Base names the version that is changed, so that nobody overwrites what another person
// has saved meanwhile.
func (p FormEditPage) Base() string { return formBase(&p.Form) }

func formBase(form *metrics.Form) string { return form.SavedAt.UTC().Format(time.RFC3339Nano) }
