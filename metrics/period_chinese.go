package metrics

import (
	"regexp"
	"strconv"
	"strings"
)

// ReadPeriod reads a period as people and tables write it, first in the canonical
// forms of ParsePeriod, then as 2023年, 2023年底, 2023年8月, 2023年1—8月,
// 2023年上半年, 2023年前三季度, 2023年一季度, 2023年三季度末, “十四五”末, 202308, 2023/8,
// 20230831, and as SDMX writes it: 2024-A1, 2024-M01, 2024-03-31T00:00:00.
//
// An empty hint lets the text decide: 2023-08 and 2023年8月 are then the single
// month, 2023年上半年 the half-year, 2023年前三季度 and 1—9月 the year to date, and
// 2023年底 or 2023年末 the year, because a stand at the end of a year is published
// as the value of that year. With a hint the same words mean what the hint says
// where both readings exist (8月 or 2023-08 as year to date, 上半年 as year to date to
// June, 年底 as the day or the month); a hint that contradicts the text is an error.
//
// 4—6月 is the second quarter and 7—12月 the second half; a range of other months is
// refused. 2023.08 is a month; 2023.1 is refused, because a spreadsheet writes 2023.10 so.
//
// 2023年8月累计 is the year to date, 2023年8月当月 the single month.
//
// 2023/24 and 2023—2024学年 are the school year from September to August.
//
// Numbers may be written in Chinese characters (二〇二三年八月), and English months, quarters
// and halves are read (Jan–Aug 2023, Q3 2023).
//
// The error is a Problem: period.form, period.lost_zero, period.frequency, period.range, period.day, or
// period.split_year for 2023—2024年度, of which nobody says in which month it begins.
func ReadPeriod(frequencyHint Frequency, text string) (Period, error) {
	return readPeriod(frequencyHint, withWholeYear(normalPeriod(text)), text)
}

// readPeriod reads a normalised text; errors say it as it was written.
func readPeriod(frequencyHint Frequency, plain, text string) (Period, error) {
	if lostZero.MatchString(plain) {
		return Period{}, NewProblem("period.lost_zero", "value", text)
	}
	if begins := splitYear(plain); begins != 0 {
		return readSchoolYear(frequencyHint, begins, plain, text)
	}
	for _, forms := range [][]periodWriting{periodWritings, englishWritings} {
		for _, form := range forms {
			parts := form.pattern.FindStringSubmatch(plain)
			if parts == nil {
				continue
			}
			candidates := form.read(parts)
			for _, candidate := range candidates {
				if frequencyHint == "" || candidate.frequency == frequencyHint {
					return candidate.period(text)
				}
			}
			if len(candidates) > 0 {
				return Period{}, NewProblem("period.frequency", "value", text, "frequency", string(frequencyHint))
			}
		}
	}
	return Period{}, NewProblem("period.form", "value", text)
}

// Chinese returns the period as a Chinese report writes it: 2023年, 2023/24学年, 2023年上半年,
// 2023年一季度, 2023年8月, 2023年1—8月 for a year to date, 2023年8月31日. ReadPeriod
// reads it back under the hint of its frequency.
func (p Period) Chinese() string {
	year := strconv.Itoa(p.Last.Year()) + "年"
	month := strconv.Itoa(p.Last.Month()) + "月"
	switch p.Frequency {
	case Annual:
		if p.isSchoolYear() {
			return p.String() + "学年"
		}
		return year
	case HalfYear:
		return year + [2]string{"上半年", "下半年"}[(p.Last.Month()-1)/6]
	case Quarter:
		return year + [4]string{"一", "二", "三", "四"}[(p.Last.Month()-1)/3] + "季度"
	case Month:
		return year + month
	case YearToDate:
		if p.Last.Month() == 1 {
			return year + month
		}
		return year + "1—" + month
	default:
		return year + month + strconv.Itoa(p.Last.Day()) + "日"
	}
}

// writtenPeriod is one reading of a text, not yet checked against the calendar.
type writtenPeriod struct {
	frequency Frequency
	canonical string
}

func (w writtenPeriod) period(text string) (Period, error) {
	period, err := ParsePeriod(w.frequency, w.canonical)
	if problem := AsProblem(err); problem != nil {
		problem.Arguments["value"] = text // say it as the person wrote it
		return Period{}, problem
	}
	return period, err
}

// periodWriting is one way to write a period and its readings, the usual one first.
type periodWriting struct {
	pattern *regexp.Regexp
	read    func(parts []string) []writtenPeriod
}

var periodWritings = []periodWriting{
	{regexp.MustCompile(`^(\d{4})(?:年|年度|年全年|全年)?$`), func(p []string) []writtenPeriod {
		return []writtenPeriod{{Annual, p[1]}}
	}},
	{regexp.MustCompile(`^(\d{4})年?(?:年底|年末|底|末)$`), func(p []string) []writtenPeriod {
		return []writtenPeriod{{Annual, p[1]}, {Day, p[1] + "-12-31"}, {Month, p[1] + "-12"}}
	}},
	{regexp.MustCompile(`^(\d{4})[-/.](\d{1,2})$`), singleMonth},
	{regexp.MustCompile(`^(\d{4})年(\d{1,2})月(?:份|底|末)?$`), singleMonth},
	{regexp.MustCompile(`^(\d{4})(\d{2})$`), singleMonth},
	{regexp.MustCompile(`^(\d{4})-?M(\d{1,2})$`), singleMonth},
	{regexp.MustCompile(`^(\d{4})-A1$`), func(p []string) []writtenPeriod { return []writtenPeriod{{Annual, p[1]}} }},
	{regexp.MustCompile(`^(\d{4})年(\d{1,2})月[份底末]?累计$`), func(p []string) []writtenPeriod { return throughMonth(p[1], p[2]) }},
	{regexp.MustCompile(`^(\d{4})年?前(\d{1,2})个?月(?:累计)?$`), func(p []string) []writtenPeriod { return throughMonth(p[1], p[2]) }},
	{regexp.MustCompile(`^(\d{4})年(\d{1,2})月份?当月$`), func(p []string) []writtenPeriod {
		return []writtenPeriod{{Month, p[1] + "-" + twoDigits(p[2])}}
	}},
	{regexp.MustCompile(`^(十?[一二三四五六七八九十])五(?:规划|时期|规划期)?(?:末|末期|期末|末年)$`), func(p []string) []writtenPeriod {
		return []writtenPeriod{{Annual, strconv.Itoa(lastYearOfPlan(p[1]))}}
	}},
	{regexp.MustCompile(`^(\d{4})年?0?1月?(?:-|至|到)(\d{1,2})月(?:份)?(?:累计)?$`), monthsFromJanuary},
	{regexp.MustCompile(`^(\d{4})年?0?(4|7|10)月?(?:-|至|到)0?(6|9|12)月份?$`), laterMonths},
	{regexp.MustCompile(`^(\d{4})(?:年0?1月|-0?1)(?:-|至|到)(\d{4})(?:年(\d{1,2})月|-(\d{1,2}))$`), func(p []string) []writtenPeriod {
		if p[1] != p[2] {
			return nil
		}
		return throughMonth(p[1], p[3]+p[4])
	}},
	{regexp.MustCompile(`^(\d{4})-(\d{1,2})-(\d{1,2})$`), singleDay},
	{regexp.MustCompile(`^(\d{4})/(\d{1,2})/(\d{1,2})$`), singleDay},
	{regexp.MustCompile(`^(\d{4})\.(\d{1,2})\.(\d{1,2})$`), singleDay},
	{regexp.MustCompile(`^(\d{4})年(\d{1,2})月(\d{1,2})[日号]$`), singleDay},
	{regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})$`), singleDay},
	{regexp.MustCompile(`^(\d{4})(?:-?S|年?([上下])半年)([12]?)(末|底|累计)?$`), func(p []string) []writtenPeriod {
		half := p[3]
		switch {
		case p[2] == "" && half == "" || p[2] != "" && half != "", p[2] == "" && p[4] != "":
			return nil
		case p[4] == "累计":
			return throughMonth(p[1], map[string]string{"上": "06", "下": "12"}[p[2]])
		case p[2] == "上":
			half = "1"
		case p[2] == "下":
			half = "2"
		}
		readings := []writtenPeriod{{HalfYear, p[1] + "-S" + half}}
		if p[2] == "上" {
			readings = append(readings, writtenPeriod{YearToDate, p[1] + "-06"})
		}
		if p[4] != "" {
			month := map[string]string{"1": "06", "2": "12"}[half]
			readings = append(readings, writtenPeriod{Day, lastDayOfMonth(p[1], month)}, writtenPeriod{Month, p[1] + "-" + month})
		}
		return readings
	}},
	{regexp.MustCompile(`^(\d{4})(?:年?-?Q|年?第?)([1-4一二三四])(?:季度?)?(末|底|累计)?$`), func(p []string) []writtenPeriod {
		if !strings.ContainsAny(p[0], "Q季") {
			return nil
		}
		quarter := quarterDigit(p[2])
		month := map[string]string{"1": "03", "2": "06", "3": "09", "4": "12"}[quarter]
		if p[3] == "累计" {
			return throughMonth(p[1], month)
		}
		readings := singleQuarter(p[1], quarter)
		if p[3] != "" {
			readings = append(readings, writtenPeriod{Day, lastDayOfMonth(p[1], month)}, writtenPeriod{Month, p[1] + "-" + month})
		}
		return readings
	}},
	{regexp.MustCompile(`^(\d{4})年?(?:前|第?[1一](?:-|至|到)第?)([2-4二两三四])个?季度?$`), func(p []string) []writtenPeriod {
		return throughMonth(p[1], map[string]string{"2": "06", "3": "09", "4": "12"}[quarterDigit(p[2])])
	}},
}

// lostZero is a month behind a point that may be January, or October whose 0 a
// spreadsheet has cut off.
var lostZero = regexp.MustCompile(`^\d{4}\.1$`)

// throughMonth is the year to the end of a month.
func throughMonth(year, month string) []writtenPeriod {
	return []writtenPeriod{{YearToDate, year + "-" + twoDigits(month)}}
}

// monthsFromJanuary are 1—3月 and the like: the year to date, and where asked for the
// quarter, the half or the year that is as long.
func monthsFromJanuary(p []string) []writtenPeriod {
	readings := throughMonth(p[1], p[2])
	switch twoDigits(p[2]) {
	case "03":
		readings = append(readings, writtenPeriod{Quarter, p[1] + "-Q1"})
	case "06":
		readings = append(readings, writtenPeriod{HalfYear, p[1] + "-S1"})
	case "12":
		readings = append(readings, writtenPeriod{Annual, p[1]})
	}
	return readings
}

// laterMonths are the other quarters, and the second half, written as months.
func laterMonths(p []string) []writtenPeriod {
	switch p[2] + "-" + p[3] {
	case "4-6":
		return []writtenPeriod{{Quarter, p[1] + "-Q2"}}
	case "7-9":
		return []writtenPeriod{{Quarter, p[1] + "-Q3"}}
	case "10-12":
		return []writtenPeriod{{Quarter, p[1] + "-Q4"}}
	case "7-12":
		return []writtenPeriod{{HalfYear, p[1] + "-S2"}}
	}
	return nil
}

func singleMonth(p []string) []writtenPeriod {
	month := p[1] + "-" + twoDigits(p[2])
	readings := []writtenPeriod{{Month, month}, {YearToDate, month}}
	if strings.HasSuffix(p[0], "底") || strings.HasSuffix(p[0], "末") {
		readings = append(readings, writtenPeriod{Day, lastDayOfMonth(p[1], p[2])})
	}
	return readings
}

func singleDay(p []string) []writtenPeriod {
	return []writtenPeriod{{Day, p[1] + "-" + twoDigits(p[2]) + "-" + twoDigits(p[3])}}
}

func lastDayOfMonth(yearText, monthText string) string {
	year, _ := strconv.Atoi(yearText)
	month, _ := strconv.Atoi(monthText)
	if month < 1 || month > 12 {
		return yearText + "-" + twoDigits(monthText) + "-31" // refused by ParsePeriod
	}
	return MonthOf(year, month).End().String()
}

func twoDigits(text string) string {
	if len(text) == 1 {
		return "0" + text
	}
	return text
}

func quarterDigit(text string) string {
	switch text {
	case "一":
		return "1"
	case "二", "两":
		return "2"
	case "三":
		return "3"
	case "四":
		return "4"
	}
	return text
}
