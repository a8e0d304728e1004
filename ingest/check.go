package ingest

import (
	"strconv"

	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// check lets the rules judge what the row says by itself. A soft rule flags the row, a
// hard one rejects it.
func (r *rowReading) check(indicator *metrics.Indicator) {
	if r.result.rejected {
		return
	}
	for _, finding := range r.reader.checks.Row(indicator, &r.result.observation, r.cell(statusColumn) != "", r.reader.today) {
		at := valueColumn
		switch finding.Rule.Kind {
		case metrics.CheckFuture:
			at = periodColumn
		case metrics.CheckRelease:
			at = releasedColumn
		}
		if finding.Rule.Severity == metrics.CheckHard {
			r.reject(at, r.cell(at), finding.Problem)
		} else {
			r.flag(at, r.cell(at), finding.Problem)
		}
	}
}

// checkStorable refuses a converted value that the store could not keep exactly.
func checkStorable(value decimal.Decimal) error {
	if value.Exponent() >= -metrics.MaxDecimals || value.Equal(value.Truncate(metrics.MaxDecimals)) {
		return nil
	}
	return metrics.NewProblem("number.decimals", "value", value.String(),
		"decimals", strconv.Itoa(int(-value.Exponent())), "limit", strconv.Itoa(metrics.MaxDecimals))
}
