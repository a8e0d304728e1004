package reports

import (
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// value is what a placeholder stands for: a cell without a look, but with the number
// format that it has where the template gives none. It is empty when there is no value.
func (r Report) value(asked field, row Row) cell {
	switch asked.of {
	case ofReport:
		return r.reportValue(asked.what)
	case ofIndicator:
		return textCell(r.indicatorValue(asked.what, row), plainLook)
	case ofBase:
		if asked.what == "period" {
			return textCell(row.BasePeriod, plainLook)
		}
		return valueCell(row, row.BaseValue, plainLook)
	case ofLatest:
		return r.latestValue(asked.what, row)
	case ofFinal:
		final := finalTarget(row)
		switch {
		case final == nil:
			return cell{}
		case asked.what == "period":
			return textCell(final.Period, plainLook)
		case asked.what == "actual":
			return actualOf(row, final.Period)
		}
		return r.targetCell(row, final)
	}
	if asked.what == "target" {
		return r.targetCell(row, targetOf(Row{Targets: allTargets(row)}, asked.of))
	}
	return actualOf(row, asked.of)
}

func (r Report) reportValue(what string) cell {
	switch what {
	case "title":
		return textCell(r.heading(), plainLook)
	case "number":
		return textCell(r.Number, plainLook)
	case "document":
		return textCell(r.DocumentNumber, plainLook)
	case "issued":
		return textCell(r.Subtitle, plainLook)
	case "area":
		return textCell(r.AreaName, plainLook)
	case "as_of":
		return dateCell(r.AsOf, plainLook)
	case "known_at":
		return momentCell(r.KnownAt, r.zone(), plainLook)
	case "filters":
		return textCell(r.filterWords(), plainLook)
	case "rows":
		return cell{value: len(r.Rows)}
	case "demonstration":
		return textCell(r.demonstrationMark(), plainLook)
	}
	return cell{}
}

func (r Report) indicatorValue(what string, row Row) string {
	switch what {
	case "item":
		return row.Item
	case "name":
		return row.IndicatorName
	case "code":
		return row.IndicatorCode
	case "unit":
		return row.Unit
	case "section":
		return row.Section
	case "theme":
		return row.Theme
	case "area":
		if row.Area == "" {
			return r.AreaName
		}
		return row.Area
	case "dimension":
		return row.Dimension
	case "organisation":
		return row.Organisation
	case "attribute":
		return row.AttributeWord
	}
	return row.Source
}

func (r Report) latestValue(what string, row Row) cell {
	switch what {
	case "actual":
		return valueCell(row, row.Latest, plainLook)
	case "period":
		return textCell(row.LatestPeriod, plainLook)
	case "data_status":
		return textCell(row.ObservationStatusWord, plainLook)
	case "target_rate":
		return rateCell(row.TargetRate, plainLook)
	case "increment_rate":
		return rateCell(row.IncrementRate, plainLook)
	case "time_rate":
		return rateCell(row.TimeRate, plainLook)
	case "gap":
		return floatCell(row.Gap, signedFormat(differenceDecimals(row, row.Gap)), plainLook)
	case "required":
		return floatCell(row.RequiredPerYear, signedFormat(differenceDecimals(row, row.RequiredPerYear)), plainLook)
	case "status":
		if row.StatusWord == "" {
			return cell{}
		}
		return textCell(statusText(row.Status, row.StatusWord), plainLook)
	}
	return textCell(row.Reason, plainLook)
}

// finalTarget is the last target that has a period, or the standing one.
func finalTarget(row Row) *TargetValue {
	var final *TargetValue
	all := allTargets(row)
	for i := range all {
		if target := &all[i]; final == nil || target.Period > final.Period {
			final = target
		}
	}
	return final
}

// allTargets are those of the table, then those that it has no place for.
func allTargets(row Row) []TargetValue { return slices.Concat(row.Targets, row.Others) }

// actualOf is the value of a printed period. A whole year is a year's value only.
func actualOf(row Row, period string) cell {
	for _, point := range row.Actual {
		if point.Period.String() == period && (len(period) > 4 || point.Period.Frequency == metrics.Annual) {
			return valueCell(row, point.Value, plainLook)
		}
	}
	return cell{value: nil, style: style{format: numberFormat(shownDecimals(row.Decimals, decimal.NullDecimal{}))}}
}

// wordsOf is a value inside a longer text.
func wordsOf(content cell) string {
	switch value := content.value.(type) {
	case nil:
		return "—"
	case string:
		return value
	case int:
		return strconv.Itoa(value)
	case float64:
		return writtenNumber(value, content.style.format)
	}
	if moment, isMoment := momentOf(content); isMoment {
		return moment
	}
	return ""
}
