package metrics

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// yearless are the ways to write a period whose year stands elsewhere: in a title, a
// heading above, the name of a sheet.
var yearless = regexp.MustCompile(`^(?:0?1月?(?:-|至|到))?\d{1,2}月(?:份|[底末]?(?:累计)?|当月|份累计|份当月)$|` +
	`^0?(?:4月?(?:-|至|到)0?6|7月?(?:-|至|到)0?9|7月?(?:-|至|到)12|10月?(?:-|至|到)12)月份?$|^前\d{1,2}个月(?:累计)?$|` +
	`^\d{1,2}月\d{1,2}[日号]$|^[上下]半年(?:[末底]|累计)?$|^(?:前|第?[1一](?:-|至|到)第?)[2-4二两三四]个?季度?$|` +
	`^第?[1-4一二三四]季度?(?:[末底]|累计)?$|^Q[1-4]$|^H[12]$|^(?:全年|年底|年末|年度)$`)

// NeedsYear tells whether a text is a period that lacks nothing but its year, such as
// 1—8月, 上半年, 前三季度, 三季度末 or 8月.
func NeedsYear(text string) bool { return yearless.MatchString(normalPeriod(text)) }

// ReadPeriodIn reads a period like ReadPeriod; where the text gives no year, it is read
// in the given one: 8月 in 2023 is 2023-08. The error is one of ReadPeriod, or a Problem
// period.no_year when the text gives no year and year is 0.
func ReadPeriodIn(year int, frequencyHint Frequency, text string) (Period, error) {
	if !NeedsYear(text) {
		return ReadPeriod(frequencyHint, text)
	}
	if year == 0 {
		return Period{}, NewProblem("period.no_year", "value", text)
	}
	return readPeriod(frequencyHint, strconv.Itoa(year)+"年"+normalPeriod(text), text)
}

var (
	yearPair   = regexp.MustCompile(`^(\d{4})[-/](\d{2})(?:学年|年度|财年)?$`)
	schoolYear = regexp.MustCompile(`^(\d{4})[-/](\d{4})(?:学年|年度|财年|年)?$`)
)

// splitYear returns the calendar year in which a school or budget year begins that runs
// over two, such as 2023/24; 0 for what is none. What can be a month (2011/12) is none.
func splitYear(plain string) int {
	parts := yearPair.FindStringSubmatch(plain)
	if parts == nil {
		parts = schoolYear.FindStringSubmatch(plain)
	}
	if parts == nil {
		return 0
	}
	first, _ := strconv.Atoi(parts[1])
	second, _ := strconv.Atoi(parts[2])
	named := strings.HasSuffix(plain, "学年")
	if second == first+1 || (named || second > 12 || second == 0) && len(parts[2]) == 2 && second == (first+1)%100 {
		return first
	}
	return 0
}

// readSchoolYear reads a year that runs over two. A school year begins in September; of a
// budget or economic year (财年, 年度) the text does not say when it begins.
func readSchoolYear(hint Frequency, begins int, plain, text string) (Period, error) {
	switch {
	case strings.HasSuffix(plain, "财年") || strings.HasSuffix(plain, "年度"):
		return Period{}, NewProblem("period.split_year", "value", text)
	case hint != "" && hint != Annual:
		return Period{}, NewProblem("period.frequency", "value", text, "frequency", string(hint))
	}
	return writtenPeriod{Annual, SchoolYear(begins).String()}.period(text)
}

// lastYearOfPlan is the year in which a five-year plan ends: 2025 for 十四. The first
// plan ended in 1957, by its number, and in 1955 + 5 × number since the sixth.
func lastYearOfPlan(number string) int {
	digits := map[rune]int{'一': 1, '二': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9, '十': 10}
	sum := 0
	for _, digit := range number {
		sum += digits[digit]
	}
	if sum < 6 {
		return 0 // before FirstYear
	}
	return 1955 + 5*sum
}

// SerialDay returns the day that a spreadsheet keeps as a number, counted from 1900 or
// from 1904, and whether it lies between FirstYear and LastYear. The count from 1900
// has a 29 February 1900 that never was.
func SerialDay(serial int, from1904 bool) (Date, bool) {
	if serial < 0 || serial > 100_000 {
		return Date(0), false
	}
	day := time.Date(1899, 12, 30+serial, 0, 0, 0, 0, time.UTC)
	if from1904 {
		day = time.Date(1904, 1, 1+serial, 0, 0, 0, 0, time.UTC)
	}
	return NewDate(day.Year(), int(day.Month()), day.Day()), day.Year() >= FirstYear && day.Year() <= LastYear
}
