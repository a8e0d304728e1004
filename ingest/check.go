package ingest

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// warn flags what is possible but unlikely. The row is loaded all the same.
func (r *rowReading) warn(indicator *metrics.Indicator) {
	if r.result.rejected {
		return
	}
	observation := &r.result.observation
	if !observation.Value.Valid && r.cell(statusColumn) == "" {
		r.flag(valueColumn, r.cell(valueColumn), metrics.NewProblem("value.missing"))
	}
	if observation.Value.Valid && isShare(indicator) && outsideShare(observation.Value.Decimal) {
		r.flag(valueColumn, r.cell(valueColumn), metrics.NewProblem("value.share",
			"value", observation.Value.Decimal.String(), "indicator", indicator.NameZh))
	}
	if r.isForecast() {
		return
	}
	end := observation.Period.End()
	if end > r.reader.today {
		r.flag(periodColumn, r.cell(periodColumn), metrics.NewProblem("period.future",
			"period", observation.Period.String(), "today", r.reader.today.String()))
	}
	if released := observation.Released; !released.IsZero() && released < end {
		r.flag(releasedColumn, r.cell(releasedColumn), metrics.NewProblem("released.early",
			"released", released.String(), "end", end.String()))
	}
	if observation.Released > r.reader.today {
		r.flag(releasedColumn, r.cell(releasedColumn), metrics.NewProblem("released.future",
			"released", observation.Released.String(), "today", r.reader.today.String()))
	}
}

// isForecast tells values that may lie in the future and be printed before it.
func (r *rowReading) isForecast() bool {
	observation := &r.result.observation
	return observation.Scenario == metrics.Forecast || observation.Status == metrics.StatusForecast ||
		observation.Scenario == metrics.Benchmark
}

// isShare tells percentages that are a part of a whole from those that are a growth.
func isShare(indicator *metrics.Indicator) bool {
	if indicator.Kind != metrics.KindRatio || indicator.Unit != "%" {
		return false
	}
	for _, growth := range []string{"增长", "增速", "增幅", "降幅", "下降", "提高", "同比", "降低", "指数"} {
		if strings.Contains(indicator.NameZh, growth) {
			return false
		}
	}
	return true
}

func outsideShare(value decimal.Decimal) bool {
	return value.IsNegative() || value.GreaterThan(decimal.NewFromInt(100))
}

// checkStorable refuses a converted value that the store could not keep exactly.
func checkStorable(value decimal.Decimal) error {
	if value.Equal(value.Truncate(metrics.MaxDecimals)) {
		return nil
	}
	return metrics.NewProblem("number.decimals", "value", value.String(),
		"decimals", strconv.Itoa(int(-value.Exponent())), "limit", strconv.Itoa(metrics.MaxDecimals))
}
