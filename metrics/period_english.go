package metrics

import (
	"regexp"
	"slices"
)

// englishMonth matches a month as English tables write it, in capitals.
const englishMonth = `(JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?|SEPT?(?:EMBER)?|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?)\.?`

// englishWritings are Aug 2023, 2023 August, Jan–Aug 2023, 31 Aug 2023, Q3 2023, 3Q 2023,
// H1 2023 and 2023H1. Aug-23 is not among them: it is a month to some and a day to others.
var englishWritings = []periodWriting{
	{regexp.MustCompile(`^` + englishMonth + `,?-?(\d{4})$`), func(p []string) []writtenPeriod {
		return singleMonth([]string{p[0], p[2], englishMonthNumber(p[1])})
	}},
	{regexp.MustCompile(`^(\d{4})-?` + englishMonth + `$`), func(p []string) []writtenPeriod {
		return singleMonth([]string{p[0], p[1], englishMonthNumber(p[2])})
	}},
	{regexp.MustCompile(`^JAN(?:UARY)?\.?(?:-|TO)` + englishMonth + `,?-?(\d{4})$`), func(p []string) []writtenPeriod {
		return throughMonth(p[2], englishMonthNumber(p[1]))
	}},
	{regexp.MustCompile(`^(\d{4})-?JAN(?:UARY)?\.?(?:-|TO)` + englishMonth + `$`), func(p []string) []writtenPeriod {
		return throughMonth(p[1], englishMonthNumber(p[2]))
	}},
	{regexp.MustCompile(`^(\d{1,2})-?` + englishMonth + `,?-?(\d{4})$`), func(p []string) []writtenPeriod {
		return singleDay([]string{p[0], p[3], englishMonthNumber(p[2]), p[1]})
	}},
	{regexp.MustCompile(`^(?:Q([1-4])|([1-4])Q)-?(\d{4})$`), func(p []string) []writtenPeriod {
		return singleQuarter(p[3], p[1]+p[2])
	}},
	{regexp.MustCompile(`^(\d{4})年?-?H([12])$`), func(p []string) []writtenPeriod { return halfYear(p[1], p[2]) }},
	{regexp.MustCompile(`^H([12])-?(\d{4})$`), func(p []string) []writtenPeriod { return halfYear(p[2], p[1]) }},
}

// englishMonthNumber returns the number of an English month, in two digits.
func englishMonthNumber(name string) string {
	months := []string{"JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"}
	numbers := []string{"01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"}
	return numbers[slices.Index(months, name[:3])]
}

func singleQuarter(year, quarter string) []writtenPeriod {
	readings := []writtenPeriod{{Quarter, year + "-Q" + quarter}}
	if quarter == "1" {
		readings = append(readings, writtenPeriod{YearToDate, year + "-03"})
	}
	return readings
}

func halfYear(year, half string) []writtenPeriod {
	readings := []writtenPeriod{{HalfYear, year + "-S" + half}}
	if half == "1" {
		readings = append(readings, writtenPeriod{YearToDate, year + "-06"})
	}
	return readings
}
