package metrics

import (
	"cmp"
	"slices"
)

// FormQuestion is one series that a form asks of one organisation, in some periods: what
// a planner sees as one line of the form. Its rows are asked for in the same way.
type FormQuestion struct {
	Organisation string
	SeriesKey
	FormSettings
	Periods []Period
	// Number is that of its first row; 0 before it has one.
	Number int
}

// seriesAsked is what makes two rows part of one question.
type seriesAsked struct {
	organisation string
	series       SeriesKey
}

// placesOf tells where each question stands.
func placesOf(questions []FormQuestion) map[seriesAsked]int {
	places := make(map[seriesAsked]int, len(questions))
	for i := range questions {
		places[seriesAsked{questions[i].Organisation, questions[i].SeriesKey}] = i
	}
	return places
}

// Questions gathers the rows by what they ask for, in their order.
func (f *Form) Questions() []FormQuestion {
	var questions []FormQuestion
	places := map[seriesAsked]int{}
	for _, row := range f.Rows {
		of := seriesAsked{row.Organisation, row.SeriesKey}
		at, known := places[of]
		if !known {
			at = len(questions)
			places[of] = at
			questions = append(questions, FormQuestion{Organisation: row.Organisation, SeriesKey: row.SeriesKey, FormSettings: row.FormSettings, Number: row.Number})
		}
		questions[at].Periods = append(questions[at].Periods, row.Period)
	}
	return questions
}

// Ask makes the questions the rows of the form, organisation by organisation in the order
// in which they first appear. A row that was asked for before keeps its number; a new one
// gets a number that no other ever had.
func (f *Form) Ask(questions []FormQuestion) {
	for _, row := range f.Rows {
		f.Numbered = max(f.Numbered, row.Number)
	}
	type asked struct {
		organisation string
		key          ObservationKey
	}
	numbers := map[asked]int{}
	for _, row := range f.Rows {
		numbers[asked{row.Organisation, row.ObservationKey}] = row.Number
	}
	var rows []FormRow
	seen := map[asked]bool{}
	for _, question := range byOrganisation(questions) {
		for _, period := range question.Periods {
			row := FormRow{Organisation: question.Organisation, FormSettings: question.FormSettings,
				ObservationKey: ObservationKey{SeriesKey: question.SeriesKey, Period: period}}
			id := asked{row.Organisation, row.ObservationKey}
			if seen[id] {
				continue
			}
			seen[id] = true
			if row.Number = numbers[id]; row.Number == 0 {
				f.Numbered++
				row.Number = f.Numbered
			}
			rows = append(rows, row)
		}
	}
	f.Rows = rows
}

// byOrganisation puts the questions to one organisation together.
func byOrganisation(questions []FormQuestion) []FormQuestion {
	place := map[string]int{}
	for _, question := range questions {
		if _, known := place[question.Organisation]; !known {
			place[question.Organisation] = len(place)
		}
	}
	sorted := slices.Clone(questions)
	slices.SortStableFunc(sorted, func(a, b FormQuestion) int { return cmp.Compare(place[a.Organisation], place[b.Organisation]) })
	return sorted
}

// Add asks for more and returns how many rows came to it. Periods of a series that is
// asked of the organisation already join its line, and what is asked of another
// organisation already is left out: one value is asked of one organisation.
func (f *Form) Add(more []FormQuestion) int {
	before := len(f.Rows)
	taken := map[ObservationKey]bool{}
	for _, row := range f.Rows {
		taken[row.ObservationKey] = true
	}
	questions := f.Questions()
	places := placesOf(questions)
	for _, question := range more {
		question.Periods = slices.DeleteFunc(slices.Clone(question.Periods), func(period Period) bool {
			return taken[ObservationKey{SeriesKey: question.SeriesKey, Period: period}]
		})
		for _, period := range question.Periods {
			taken[ObservationKey{SeriesKey: question.SeriesKey, Period: period}] = true
		}
		of := seriesAsked{question.Organisation, question.SeriesKey}
		at, known := places[of]
		if !known {
			places[of] = len(questions)
			questions = append(questions, question)
			continue
		}
		questions[at].Periods = append(slices.Clone(questions[at].Periods), question.Periods...)
	}
	f.Ask(questions)
	return len(f.Rows) - before
}

// MoveQuestion puts the question whose first row has a number before or after its
// neighbour of the same organisation. It returns false when there is none.
func MoveQuestion(questions []FormQuestion, number int, up bool) bool {
	at := slices.IndexFunc(questions, func(q FormQuestion) bool { return q.Number == number })
	if at < 0 {
		return false
	}
	step := 1
	if up {
		step = -1
	}
	for other := at + step; other >= 0 && other < len(questions); other += step {
		if questions[other].Organisation == questions[at].Organisation {
			questions[at], questions[other] = questions[other], questions[at]
			return true
		}
	}
	return false
}
