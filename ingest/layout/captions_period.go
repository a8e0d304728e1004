package layout

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"

	"golang.org/x/text/unicode/norm"

	"zhibiao/metrics"
)

var (
	digitsInTitle = regexp.MustCompile(`(?:^|\D)((?:19|20)\d{2})(?:[-._]?(0[1-9]|1[0-2])|\.([1-9]))(?:\D|$)`)
	pointedMonths = regexp.MustCompile(`((?:19|20)\d{2})(?:\.(\d{1,2}[-—–~至到]\d{1,2})月?|-(\d{1,2}[-—–~至到]\d{1,2})月)`)
	daysOfYear    = regexp.MustCompile(`(\d{4})年0?1月0?1日[-—–~至到]+(?:\d{4}年)?(\d{1,2})月\d{1,2}日`)
	fullDate      = regexp.MustCompile(`(截[至止]到?|至)?(\d{4})(?:年(\d{1,2})月(\d{1,2})[日号]|[-./](\d{1,2})[-./](\d{1,2})|(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01]))`)
	printedLine   = regexp.MustCompile(`^[（(]?(?:(?:制表|填报|编制|报送|填表|打印|印发|发布|公布|生成)\S*|\S{0,4}日期)\s*[:：]`)
)

// saying is what one text says about the period: a year, a part of a year, or both.
type saying struct {
	year, part, source string
}

// findPeriod puts the period together from what is nearest to the table: its own titles,
// then those above it, the sheet, the file. A part of a year without its year takes the
// year from elsewhere, so that 1—8月 in the title of a sheet called 2023年8月 stays what
// it is.
func (c *context) findPeriod(own, before []string, sheet, file string) {
	var sayings []saying
	var printed metrics.Date
	ofTable := 0 // sayings of the titles of the table itself
	for i, from := range []struct {
		source string
		texts  []string
	}{{"caption", own}, {"caption", before}, {"sheet", []string{sheet}}, {"file", []string{file}}} {
		for _, text := range from.texts {
			said, date := periodSaid(text, from.source != "caption")
			printed = cmp.Or(printed, date)
			if said.source = from.source; said.year != "" || said.part != "" {
				sayings = append(sayings, said)
			}
		}
		if i == 0 {
			ofTable = len(sayings)
		}
	}
	at := func(gives func(saying) string) (saying, bool) {
		i := slices.IndexFunc(sayings, func(s saying) bool { return gives(s) != "" })
		if i < 0 {
			return saying{}, false
		}
		return sayings[i], true
	}
	ofYear, hasYear := at(func(s saying) string { return s.year })
	c.year, _ = strconv.Atoi(ofYear.year)
	part, hasPart := at(func(s saying) string { return s.part })
	switch {
	case !hasPart && hasYear, hasYear && part.year != "" && part.year != ofYear.year:
		c.set(ofYear.year+"年", ofYear.source)
	case hasPart && hasYear:
		c.set(ofYear.year+"年"+part.part, part.source)
		c.preferCumulative(sayings[:ofTable])
	case hasPart && !printed.IsZero():
		c.endBefore(part.part, printed)
	}
}

// periodSaid reads one text. A date with its day says when a table was printed, unless it
// says up to when its values reach.
func periodSaid(text string, isName bool) (said saying, printed metrics.Date) {
	text = metrics.ArabicMonths(metrics.ArabicYears(norm.NFKC.String(text)))
	text = pointedMonths.ReplaceAllString(text, "${1}年${2}${3}月")
	text = daysOfYear.ReplaceAllString(text, "${1}年1-${2}月")
	text = fullDate.ReplaceAllStringFunc(text, func(date string) string {
		parts := fullDate.FindStringSubmatch(date)
		if parts[1] != "" {
			return parts[2] + "年" + parts[3] + parts[5] + parts[7] + "月"
		}
		if day, err := metrics.ReadPeriod(metrics.Day, date); err == nil {
			printed = day.Last
		}
		return " "
	})
	if yearRange.MatchString(text) || printedLine.MatchString(text) {
		return said, printed
	}
	for _, found := range periodInTitle.FindAllStringSubmatch(text, -1) {
		if said.part == "" && found[2] != "" && found[2] != "全年" {
			said.year, said.part = found[1], found[2]
		}
		said.year = cmp.Or(said.year, found[1])
	}
	if said.year == "" && isName {
		if digits := digitsInTitle.FindStringSubmatch(text); digits != nil {
			return saying{year: digits[1], part: digits[2] + digits[3] + "月"}, printed
		}
	}
	if said.part == "" {
		said.part = partInTitle.FindString(periodInTitle.ReplaceAllString(text, " "))
	}
	return said, printed
}

// preferCumulative takes 1—8月 of a second title for a bulletin of 2023年8月: the title
// that is nearer to the table says what its values are.
func (c *context) preferCumulative(own []saying) {
	if c.period == nil || c.period.Frequency != metrics.Month {
		return
	}
	for _, said := range own {
		written := strconv.Itoa(c.year) + "年" + said.part
		if period, err := metrics.ReadPeriod("", written); said.part != "" && err == nil &&
			period.Frequency == metrics.YearToDate && period.Last == c.period.Last {
			c.set(written, said.source)
			return
		}
	}
}

// endBefore takes the last part of a year of that name that had ended on the day on
// which the table was printed.
func (c *context) endBefore(part string, printed metrics.Date) {
	for _, year := range []int{printed.Year(), printed.Year() - 1} {
		if period, err := metrics.ReadPeriodIn(year, "", part); err == nil && period.End() <= printed {
			c.set(strconv.Itoa(year)+"年"+part, "date")
			return
		}
	}
}

func (c *context) set(text, source string) {
	period, err := metrics.ReadPeriod("", text)
	if err != nil {
		return
	}
	c.period, c.written, c.source, c.year = &period, text, source, period.Last.Year()
}
