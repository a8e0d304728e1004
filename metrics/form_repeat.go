package metrics

import "slices"

// NextPeriods returns the periods that follow some of a form: of each frequency as many as
// are given, after the last one of them. Periods that begin after a day are left out, but
// for the first of each frequency: 2023, 2024 and 2025 are followed in 2026 by 2026 alone,
// the four quarters of 2025 by those of 2026 that have begun. Of days nothing follows.
func NextPeriods(periods []Period, day Date) []Period {
	type kind struct {
		frequency Frequency
		school    bool
	}
	var kinds []kind
	count, newest := map[kind]int{}, map[kind]Period{}
	for _, period := range periods {
		of := kind{period.Frequency, period.isSchoolYear()}
		if count[of] == 0 {
			kinds = append(kinds, of)
		}
		count[of]++
		if period.Last > newest[of].Last {
			newest[of] = period
		}
	}
	var next []Period
	for _, of := range kinds {
		for i, period := range following(newest[of], count[of]) {
			if i == 0 || period.First <= day && (of.frequency != YearToDate || period.Last <= day) {
				next = append(next, period)
			}
		}
	}
	return next
}

// following lists as many periods after one.
func following(period Period, count int) []Period {
	if period.isSchoolYear() {
		var years []Period
		for i := 1; i <= count; i++ {
			years = append(years, SchoolYear(period.First.Year()+i))
		}
		return years
	}
	after := PeriodsBetween(period.Frequency, period.Last.AddDays(1), NewDate(period.Last.Year()+count+1, 12, 31))
	return after[:min(count, len(after))]
}

// Repeat returns the questions of a form for other periods: each series in those periods
// whose frequency it was asked for, in the same order and asked in the same way.
func (f *Form) Repeat(periods []Period) []FormQuestion {
	var questions []FormQuestion
	for _, question := range f.Questions() {
		asked := question.Periods
		question.Number, question.Periods = 0, nil
		for _, period := range periods {
			if slices.ContainsFunc(asked, func(before Period) bool {
				return before.Frequency == period.Frequency && before.isSchoolYear() == period.isSchoolYear()
			}) {
				question.Periods = append(question.Periods, period)
			}
		}
		if len(question.Periods) > 0 {
			questions = append(questions, question)
		}
	}
	return questions
}

// Periods lists the periods that a form asks for, each once, in the order of the rows.
func (f *Form) Periods() []Period {
	var periods []Period
	for _, row := range f.Rows {
		if !slices.Contains(periods, row.Period) {
			periods = append(periods, row.Period)
		}
	}
	return periods
}
