package layout

import (
	"regexp"

	"zhibiao/metrics"
)

// measuredName is a name as the statistical databases write it: 原煤产量_累计值.
var measuredName = regexp.MustCompile(`^(.+)[_＿](当期值|本期值|当月值|期末值|累计值|同比增长|同比增速|累计增长|累计同比增长|累计增速)$`)

// splitMeasure parts a name of a database from its measure: whether the value, or the value
// whose growth it is, is that of the year to date, and whether it is a growth and no value.
func splitMeasure(name string, names Names) (base string, asked metrics.Frequency, isGrowth bool) {
	found := measuredName.FindStringSubmatch(name)
	if found == nil || names.IsIndicator(name, "") {
		return name, "", false
	}
	switch found[2] {
	case "当期值", "本期值", "当月值", "期末值":
		return found[1], "", false
	case "累计值":
		return found[1], metrics.YearToDate, false
	case "累计增长", "累计同比增长", "累计增速":
		return found[1], metrics.YearToDate, true
	}
	return found[1], "", true
}
