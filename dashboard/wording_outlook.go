package dashboard

import (
	"strings"

	"zhibiao/metrics"
)

// chance writes a probability in whole per cent, and never as certain.
func (w wording) chance(probability *float64) string {
	switch {
	case probability == nil:
		return missing
	case *probability < 0.01:
		return w.text("outlook.chance.least")
	case *probability > 0.99:
		return w.text("outlook.chance.most")
	}
	return w.text("outlook.chance", "percent", plain(*probability*100, 0))
}

// perMonth writes what each month must bring: an amount for an amount, else a change
// with its sign. A change too small for the decimals of the indicator gets more of them.
func (w wording) perMonth(change *float64, indicator *metrics.Indicator) string {
	if indicator.Kind == metrics.KindFlow {
		return w.number(change, indicator.Decimals)
	}
	return w.signed(change, fineDecimals(change, indicator.Decimals))
}

// meanError writes the mean error of a backtest.
func (w wording) meanError(test metrics.Backtest, decimals int) string {
	return w.number(&test.MeanAbsoluteError, fineDecimals(&test.MeanAbsoluteError, decimals+1))
}

// fineDecimals returns how many decimals show a value that is not zero as not zero.
func fineDecimals(value *float64, decimals int) int {
	const most = 6
	for value != nil && decimals < most && *value != 0 && !strings.ContainsAny(plain(*value, decimals), "123456789") {
		decimals++
	}
	return decimals
}
