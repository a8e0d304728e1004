package dashboard

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// NewFormPage is where a planner chooses what to ask, of whom, and by when.
type NewFormPage struct {
	Frame
	Choices Choices
	Input   FormInput
	Found   FormFinding
	Groups  []FormGroup // what could be asked, by organisation
	Areas   []*metrics.Area
	Chosen  bool // what to ask for is chosen
	Count   int  // values that the form would ask for
	// Repeated is the form that is asked again, Silent lists chosen indicators that no
	// organisation reports on.
	Repeated *metrics.Form
	Silent   []*metrics.Indicator
	Earlier  []metrics.Form // forms that could be asked again, the newest first
}

// FormGroup is what could be asked of one organisation.
type FormGroup struct {
	Organisation *metrics.Organisation
	Code         string
	Checked      bool
	Lines        []FormSeriesLine
}

// FormSeriesLine is one series that could be asked for.
type FormSeriesLine struct {
	metrics.FormSeries
	Of      *metrics.Indicator
	Place   *metrics.Area
	Checked bool
}

// earlierForms is how many forms are offered to be asked again.
const earlierForms = 8

func (s *Server) showNewForm(c echo.Context) error {
	input := readFormInput(c)
	if input.DueText == "" {
		input.DueText = s.today().AddDays(usualFormDays).String()
	}
	if input.PeriodsText == "" && input.From == "" {
		input.PeriodsText = strconv.Itoa(s.today().Year() - 1)
	}
	return s.renderNewForm(c, http.StatusOK, input)
}

func (s *Server) renderNewForm(c echo.Context, status int, input FormInput) error {
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	filters = organisationFilters(filters) // what is chosen here is no filter of the page
	filters.Plan, filters.Theme = "", ""
	ctx := c.Request().Context()
	catalogue, err := s.loadCatalogue(ctx, filters)
	if err != nil {
		return err
	}
	page := NewFormPage{Frame: s.workFrame(c, formsPath, filters, metrics.Actual), Choices: choices(catalogue), Input: input, Chosen: input.chosen()}
	page.Title = s.texts.Text(page.Language, "forms.new")
	page.Areas = formAreas(catalogue, page.Choices)
	page.Choices.Organisations = onlyReached(page.person.account, page.Choices.Organisations)
	page.Found = s.findForForm(catalogue, input.Find, input.Indicators)
	words := s.wording(page.Language)
	switch {
	case input.From != "":
		if page.Repeated, err = s.loadForm(ctx, input.From); err != nil {
			return err
		}
		page.repeat(words, s.today())
	case page.Chosen:
		page.group(catalogue, s.today())
	}
	if input.Title == "" && !input.Sent && page.Repeated == nil {
		page.Input.Title = words.formTitle(catalogue, input)
	}
	if page.Repeated == nil {
		if page.Earlier, err = s.formsToRepeat(c); err != nil {
			return err
		}
	}
	return s.render(c, status, "form_new", page)
}

// group lists what could be asked for by organisation.
func (p *NewFormPage) group(catalogue *metrics.Catalogue, day metrics.Date) {
	asked := map[string]bool{}
	for _, series := range catalogue.FormSeries(p.Input.choice(day)) {
		if !p.person.account.CoversOrganisation(series.Organisation) {
			continue // asked by others
		}
		at := slices.IndexFunc(p.Groups, func(group FormGroup) bool { return group.Code == series.Organisation })
		if at < 0 {
			at = len(p.Groups)
			p.Groups = append(p.Groups, FormGroup{Code: series.Organisation, Organisation: catalogue.Organisation(series.Organisation),
				Checked: !p.Input.Sent || slices.Contains(p.Input.Organisations, series.Organisation)})
		}
		line := FormSeriesLine{FormSeries: series, Of: catalogue.Indicator(series.Indicator), Place: catalogue.Area(series.Area),
			Checked: !p.Input.Sent || slices.Contains(p.Input.Series, series.Code())}
		p.Groups[at].Lines = append(p.Groups[at].Lines, line)
		p.Count++
		asked[series.Indicator] = true
	}
	for _, code := range p.Input.Indicators {
		if indicator := catalogue.Indicator(code); indicator != nil && !asked[code] {
			p.Silent = append(p.Silent, indicator)
		}
	}
}

// repeat proposes the title and the periods of a form that is asked again.
func (p *NewFormPage) repeat(words wording, day metrics.Date) {
	if p.Input.PeriodsText == "" {
		p.Input.PeriodsText = writeFormPeriods(metrics.NextPeriods(p.Repeated.Periods(), day))
	}
	if p.Input.Title == "" && !p.Input.Sent {
		title := p.Repeated.Title
		if at := strings.LastIndexAny(title, "（("); at > 0 {
			title = title[:at]
		}
		p.Input.Title = cutTitle(words.text("forms.title.again", "name", strings.TrimSpace(title), "periods", p.Input.PeriodsText))
	}
	p.Count = len(p.Repeated.Questions())
}

// formsToRepeat lists the forms that went out, the newest first.
func (s *Server) formsToRepeat(c echo.Context) ([]metrics.Form, error) {
	forms, err := s.dependencies.Forms.Forms(c.Request().Context())
	if err != nil {
		return nil, err
	}
	forms = slices.DeleteFunc(forms, func(form metrics.Form) bool { return form.Draft })
	slices.SortStableFunc(forms, func(a, b metrics.Form) int { return b.MadeAt.Compare(a.MadeAt) })
	return forms[:min(len(forms), earlierForms)], nil
}

// formTitle names a form after what it was made for.
func (w wording) formTitle(catalogue *metrics.Catalogue, input FormInput) string {
	name := ""
	switch {
	case input.Plan != "":
		name = w.name(catalogue.Plan(input.Plan))
	case input.Organisation != "":
		name = w.name(catalogue.Organisation(input.Organisation))
	case input.Theme != "":
		name = w.name(catalogue.Theme(input.Theme))
	case len(input.Indicators) == 1:
		name = w.name(catalogue.Indicator(input.Indicators[0]))
	case len(input.Indicators) > 1:
		name = w.text("forms.title.indicators", "name", w.name(catalogue.Indicator(input.Indicators[0])), "count", len(input.Indicators))
	case len(input.Areas) == 1:
		name = w.name(catalogue.Area(input.Areas[0]))
	}
	return cutTitle(w.text("forms.title", "name", name, "periods", input.PeriodsText))
}

func cutTitle(text string) string {
	title := []rune(text)
	return strings.TrimSpace(string(title[:min(len(title), longestTitle)]))
}
