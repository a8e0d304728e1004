package metrics

import (
	"math"
	"strconv"
	"strings"
)

// AddSeries reads a series as a file of cases writes it, years and months with their
// values, such as “2016:12.1;2017:12.4” or “2024-08:4.2;2024-09:5”, into Series and
// Months. An empty text adds nothing. The error is the Problem methods.row.series, which
// names the part that cannot be read.
func (c *MethodCase) AddSeries(text string) error {
	for part := range strings.SplitSeq(strings.ReplaceAll(text, "；", ";"), ";") {
		part = strings.TrimSpace(strings.ReplaceAll(part, "：", ":"))
		if part == "" {
			continue
		}
		when, written, found := strings.Cut(part, ":")
		value, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(written), "−", "-", 1), 64)
		yearText, monthText, isMonth := strings.Cut(strings.TrimSpace(when), "-")
		year, yearErr := strconv.Atoi(yearText)
		month := 1
		var monthErr error
		if isMonth {
			month, monthErr = strconv.Atoi(monthText)
		}
		if !found || err != nil || strings.ContainsAny(written, "xXpP_") || math.IsNaN(value) || math.IsInf(value, 0) || yearErr != nil || len(yearText) != 4 ||
			monthErr != nil || month < 1 || month > 12 {
			return NewProblem("methods.row.series", "value", part)
		}
		if isMonth {
			c.Months = append(c.Months, MonthValue{Year: year, Month: month, Value: value})
			continue
		}
		c.Series = append(c.Series, YearValue{Year: year, Value: value})
	}
	return nil
}
