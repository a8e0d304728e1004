package reports

import (
	"strings"

	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// numberFormat is the format code for a value with thousands marks and a fixed
// number of decimals.
func numberFormat(decimals int) string {
	if decimals <= 0 {
		return "#,##0"
	}
	return "#,##0." + strings.Repeat("0", decimals)
}

// signedFormat is numberFormat with a plus sign, for differences.
func signedFormat(decimals int) string {
	format := numberFormat(decimals)
	return "+" + format + ";-" + format + ";" + format
}

var comparatorSigns = map[metrics.Comparator]string{
	metrics.AtLeast:       "≥",
	metrics.MoreThan:      ">",
	metrics.AtMost:        "≤",
	metrics.LessThan:      "<",
	metrics.Approximately: "≈",
}

// targetFormat is numberFormat with the comparator as a literal before the number,
// so that the cell stays a number.
func targetFormat(comparator metrics.Comparator, decimals int) string {
	sign, has := comparatorSigns[comparator]
	if !has {
		return numberFormat(decimals)
	}
	return `"` + sign + ` "` + numberFormat(decimals) + `;"` + sign + ` "-` + numberFormat(decimals)
}

// shownDecimals is the number of decimals that a published value needs: those of the
// indicator, or more where the source printed more, because a target of 4.5 must
// never be shown as 5.
func shownDecimals(decimals int, values ...decimal.NullDecimal) int {
	const limit = 6
	for _, value := range values {
		if !value.Valid || int(value.Decimal.Exponent()) >= -decimals {
			continue
		}
		for decimals < limit && !value.Decimal.Equal(value.Decimal.Truncate(int32(decimals))) {
			decimals++
		}
	}
	return decimals
}
