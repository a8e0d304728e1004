package metrics

import (
	"fmt"
	"regexp"
	"strconv"
)

// Frequency says how long a period is. Annual, HalfYear, Quarter, Month and Day are
// the codes of SDMX CL_FREQ; YearToDate is a period from 1 January to the end of a
// month, which Chinese statistics publish beside single months and which is never
// the same thing.
type Frequency string

// The frequencies of observations.
const (
	Annual     Frequency = "A"
	HalfYear   Frequency = "S"
	Quarter    Frequency = "Q"
	Month      Frequency = "M"
	YearToDate Frequency = "YTD"
	Day        Frequency = "D"
)

// FirstYear and LastYear bound the periods that the system accepts.
const (
	FirstYear = 1978
	LastYear  = 2100
)

// Period is a calendar period: its frequency and its first and last day, both
// included. A school year is an annual period from September to August. Two periods
// are the same when they are equal as Go values.
type Period struct {
	Frequency Frequency `json:"frequency"`
	First     Date      `json:"first"`
	Last      Date      `json:"last"`
}

var periodForms = regexp.MustCompile(`^(\d{4})(?:-?(S[12]|Q[1-4])|-(\d{2})(?:-(\d{2}))?)?$`)

var schoolYearForm = regexp.MustCompile(`^(\d{4})/(\d{2})$`)

// ParsePeriod reads the canonical form of a period: 2024, 2023/24 (a school year), 2024-S1, 2024-Q1,
// 2024-03 (for Month and for YearToDate) and 2024-03-31. The error is a Problem
// with the key period.form, period.frequency, period.range or period.day.
func ParsePeriod(frequency Frequency, text string) (Period, error) {
	parts := periodForms.FindStringSubmatch(text)
	school := schoolYearForm.FindStringSubmatch(text)
	if school != nil && frequency == Annual {
		parts = []string{text, school[1], "", "", ""}
	}
	if parts == nil {
		return Period{}, NewProblem("period.form", "value", text)
	}
	year, _ := strconv.Atoi(parts[1])
	if year < FirstYear || year > LastYear {
		return Period{}, NewProblem("period.range", "value", text,
			"first", strconv.Itoa(FirstYear), "last", strconv.Itoa(LastYear))
	}
	month, _ := strconv.Atoi(parts[3])
	has := func(part int) bool { return parts[part] != "" }
	switch {
	case school != nil && frequency == Annual:
		if year := SchoolYear(year); year.String() == text {
			return year, nil
		}
		return Period{}, NewProblem("period.form", "value", text)
	case frequency == Annual && !has(2) && !has(3):
		return Year(year), nil
	case frequency == HalfYear && has(2) && parts[2][0] == 'S':
		half := int(parts[2][1] - '0')
		return months(HalfYear, year, half*6-5, half*6), nil
	case frequency == Quarter && has(2) && parts[2][0] == 'Q':
		quarter := int(parts[2][1] - '0')
		return months(Quarter, year, quarter*3-2, quarter*3), nil
	case (frequency == Month || frequency == YearToDate) && has(3) && !has(4):
		if month < 1 || month > 12 {
			return Period{}, NewProblem("period.day", "value", text)
		}
		if frequency == Month {
			return months(Month, year, month, month), nil
		}
		return months(YearToDate, year, 1, month), nil
	case frequency == Day && has(4):
		date, err := ParseDate(text)
		if err != nil {
			return Period{}, NewProblem("period.day", "value", text).Because(err)
		}
		return Period{Frequency: Day, First: date, Last: date}, nil
	}
	return Period{}, NewProblem("period.frequency", "value", text, "frequency", string(frequency))
}

// Year returns the calendar year as a period.
func Year(year int) Period { return months(Annual, year, 1, 12) }

// SchoolYear returns the school year that begins in September of a year (学年), as an
// annual period to the end of the next August.
func SchoolYear(year int) Period {
	return Period{Frequency: Annual, First: NewDate(year, 9, 1), Last: NewDate(year+1, 8, 31)}
}

// isSchoolYear tells a school year from a calendar year.
func (p Period) isSchoolYear() bool { return p.Frequency == Annual && p.First.Month() == 9 }

// MonthOf returns one calendar month as a period.
func MonthOf(year, month int) Period { return months(Month, year, month, month) }

func months(frequency Frequency, year, from, to int) Period {
	return Period{
		Frequency: frequency,
		First:     NewDate(year, from, 1),
		Last:      NewDate(year, to+1, 1).AddDays(-1),
	}
}

// Start returns the first day of the period.
func (p Period) Start() Date { return p.First }

// End returns the last day of the period.
func (p Period) End() Date { return p.Last }

// String returns the canonical form that ParsePeriod reads.
func (p Period) String() string {
	switch p.Frequency {
	case Annual:
		if p.isSchoolYear() {
			return fmt.Sprintf("%d/%02d", p.First.Year(), p.Last.Year()%100)
		}
		return strconv.Itoa(p.First.Year())
	case HalfYear:
		return fmt.Sprintf("%d-S%d", p.First.Year(), p.Last.Month()/6)
	case Quarter:
		return fmt.Sprintf("%d-Q%d", p.First.Year(), p.Last.Month()/3)
	case Month, YearToDate:
		return fmt.Sprintf("%d-%02d", p.Last.Year(), p.Last.Month())
	default:
		return p.Last.String()
	}
}
