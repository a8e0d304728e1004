package dashboard

import (
	"fmt"
	"regexp"
	"strconv"
	"time"

	"zhibiao/dashboard/locale"
	"zhibiao/metrics"
)

// date writes a civil day: 2025年12月31日, 31 Dec 2025.
func (w wording) date(date metrics.Date) string {
	if date.IsZero() {
		return missing
	}
	if w.language == locale.Chinese {
		return fmt.Sprintf("%d年%d月%d日", date.Year(), date.Month(), date.Day())
	}
	return date.Time().Format("2 Jan 2006")
}

// moment writes a time in the zone of the pages, to the minute.
func (w wording) moment(moment time.Time) string {
	if moment.IsZero() {
		return missing
	}
	if w.language == locale.Chinese {
		return moment.In(w.zone).Format("2006-01-02 15:04")
	}
	return moment.In(w.zone).Format("2 Jan 2006, 15:04")
}

var periodParts = regexp.MustCompile(`^(\d{4})(?:-(?:S([12])|Q([1-4])|(\d{2})(?:-(\d{2}))?))?$`)

// period writes a period, given as a metrics.Period or in its canonical form. Only
// a metrics.Period can tell a single month from the months up to it.
func (w wording) period(period any) string {
	text, toDate := fmt.Sprint(period), false
	if value, isPeriod := period.(metrics.Period); isPeriod {
		text, toDate = value.String(), value.Frequency == metrics.YearToDate
	}
	parts := periodParts.FindStringSubmatch(text)
	if parts == nil {
		if school, err := metrics.ParsePeriod(metrics.Annual, text); err == nil {
			return w.text("period.school_year", "period", school)
		}
		return text
	}
	year := parts[1]
	switch {
	case parts[2] != "":
		return w.text("period.half."+parts[2], "year", year)
	case parts[3] != "":
		return w.text("period.quarter."+parts[3], "year", year)
	case parts[5] != "":
		date, err := metrics.ParseDate(text)
		if err != nil {
			return text
		}
		return w.date(date)
	case parts[4] != "":
		month, _ := strconv.Atoi(parts[4])
		key := "period.month"
		if toDate {
			key = "period.to_date"
		}
		return w.text(key, "year", year, "month", w.month(month))
	}
	return w.text("period.year", "year", year)
}

// month writes a month of the year: 8, Aug.
func (w wording) month(month int) string {
	if w.language == locale.English && month >= 1 && month <= 12 {
		return time.Month(month).String()[:3]
	}
	return strconv.Itoa(month)
}
