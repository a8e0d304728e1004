package dashboard

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/labstack/echo/v4"
	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// FormEditInput is the page of a draft as it was sent.
type FormEditInput struct {
	Title, DueText, Instructions, Contact string
	Base                                  string
	Lines                                 map[int]FormLineInput // by the number of the question
	Problems                              FieldProblems
}

// FormLineInput is one line as it was typed.
type FormLineInput struct {
	Periods, Unit, Decimals, Note string
	Required                      bool
	Problems                      FieldProblems
}

// The longest texts of a form, in characters.
const (
	longestFormNote         = 200
	longestFormInstructions = 1000
	longestFormContact      = 200
	mostFormDecimals        = 6
)

func formEditInputOf(form *metrics.Form) FormEditInput {
	return FormEditInput{Title: form.Title, DueText: form.Due.String(), Instructions: form.Instructions, Contact: form.Contact, Base: formBase(form),
		Problems: FieldProblems{}}
}

func formLineInputOf(question *metrics.FormQuestion) FormLineInput {
	input := FormLineInput{Periods: writeFormPeriods(question.Periods), Unit: question.Unit, Note: question.Note, Required: !question.Optional}
	if question.Decimals != nil {
		input.Decimals = strconv.Itoa(*question.Decimals)
	}
	return input
}

// readFormEdit reads what was sent; the lines are those that the page showed.
func readFormEdit(c echo.Context) (FormEditInput, error) {
	values, err := c.FormParams()
	if err != nil {
		return FormEditInput{}, badRequest(metrics.NewProblem("error.bad_request").Because(err))
	}
	input := FormEditInput{Title: formText(c, "title"), DueText: formText(c, "due"), Instructions: strings.ReplaceAll(formText(c, "instructions"), "\r\n", "\n"),
		Contact: formText(c, "contact"), Base: formText(c, "base"), Lines: map[int]FormLineInput{}, Problems: FieldProblems{}}
	for _, text := range values["line"] {
		number, err := strconv.Atoi(text)
		if err != nil {
			continue
		}
		input.Lines[number] = FormLineInput{Periods: formText(c, "periods-"+text), Unit: formText(c, "unit-"+text), Decimals: formText(c, "decimals-"+text),
			Note: formText(c, "note-"+text), Required: formText(c, "required-"+text) != "", Problems: FieldProblems{}}
	}
	return input, nil
}

// apply puts what was typed into the form and its questions, and notes what is wrong
// beside the field. Lines that were not sent stay as they are.
func (i *FormEditInput) apply(form *metrics.Form, questions []metrics.FormQuestion, catalogue *metrics.Catalogue, today metrics.Date) {
	checkFormTitle(i.Title, i.Problems)
	due := form.Due
	if i.DueText != due.String() { // a day that has passed may stay
		due = readFormDue(i.DueText, today, i.Problems)
	}
	tooLong(i.Problems, "instructions", i.Instructions, longestFormInstructions)
	tooLong(i.Problems, "contact", i.Contact, longestFormContact)
	form.Title, form.Due, form.Instructions, form.Contact = i.Title, due, i.Instructions, i.Contact
	for at := range questions {
		line, sent := i.Lines[questions[at].Number]
		if !sent {
			continue
		}
		line.apply(&questions[at], catalogue.Indicator(questions[at].Indicator))
		if i.Lines[questions[at].Number] = line; len(line.Problems) > 0 {
			i.Problems["form"] = metrics.NewProblem("forms.problem.lines")
		}
	}
}

func (l *FormLineInput) apply(question *metrics.FormQuestion, indicator *metrics.Indicator) {
	if l.Periods != writeFormPeriods(question.Periods) {
		periods, problem := readFormPeriods(l.Periods)
		if problem != nil {
			l.Problems["periods"] = problem
		}
		question.Periods = periods
	}
	question.Optional, question.Note, question.Unit, question.Decimals = !l.Required, l.Note, l.Unit, nil
	tooLong(l.Problems, "note", l.Note, longestFormNote)
	if indicator != nil && l.Unit == indicator.Unit {
		question.Unit = ""
	}
	if question.Unit != "" && indicator != nil && !convertible(question.Unit, indicator.Unit) {
		l.Problems["unit"] = metrics.NewProblem("forms.problem.unit", "value", l.Unit, "unit", indicator.Unit)
	}
	if l.Decimals != "" {
		decimals, err := strconv.Atoi(l.Decimals)
		if err != nil || decimals < 0 || decimals > mostFormDecimals {
			l.Problems["decimals"] = metrics.NewProblem("forms.problem.decimals", "count", strconv.Itoa(mostFormDecimals))
		}
		question.Decimals = &decimals
	}
}

// convertible tells whether every value in a unit has an exact value in the other, both
// ways: the last known value is shown in the unit of the form.
func convertible(unit, other string) bool {
	one := decimal.NewFromInt(1)
	return !slices.ContainsFunc([][2]string{{unit, other}, {other, unit}}, func(pair [2]string) bool {
		_, err := metrics.ConvertUnit(one, pair[0], pair[1])
		return err != nil
	})
}

func tooLong(problems FieldProblems, field, text string, most int) {
	if utf8.RuneCountInString(text) > most {
		problems[field] = metrics.NewProblem("forms.problem.long", "count", strconv.Itoa(most))
	}
}
