package metrics

import (
	"fmt"
	"strconv"
	"strings"
)

// reportPrefix begins every number of a report: 指标 (zhibiao).
const reportPrefix = "ZB-"

// ReportNumber is the number of the report that is the sequence-th of a year, such as
// ZB-2026-0012. A sequence above 9999 just has more digits.
func ReportNumber(year, sequence int) string {
	return fmt.Sprintf("%s%04d-%04d", reportPrefix, year, sequence)
}

// ParseReportNumber reads the number of a report. Only the form that ReportNumber writes
// is one, so that no report has two addresses.
func ParseReportNumber(text string) (year, sequence int, ok bool) {
	rest, has := strings.CutPrefix(text, reportPrefix)
	first, second, found := strings.Cut(rest, "-")
	if !has || !found {
		return 0, 0, false
	}
	year, failed := strconv.Atoi(first)
	if failed != nil {
		return 0, 0, false
	}
	if sequence, failed = strconv.Atoi(second); failed != nil || sequence < 1 || ReportNumber(year, sequence) != text {
		return 0, 0, false
	}
	return year, sequence, true
}
