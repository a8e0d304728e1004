package reports

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// identityColumns name the row: number, indicator, unit.
func (r Report) identityColumns() []column {
	return []column{
		{"item", r.text("column.item"), 6, 9, func(row Row) cell { return textCell(row.Item, centerLook) }},
		{"indicator", r.text("column.indicator"), 16, 28, func(row Row) cell { return textCell(r.rowName(row), wrapLook) }},
		{"unit", r.text("column.unit"), 6, 11, func(row Row) cell { return textCell(row.Unit, unitLook) }},
	}
}

// rowName is the indicator with the area and dimension that set it apart.
func (r Report) rowName(row Row) string {
	parts := []string{row.IndicatorName}
	for _, part := range []string{row.Dimension, row.Area} {
		if part != "" && part != r.AreaName {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, " · ")
}

// baseColumns show the base. Where all rows share one base year, the heading names
// it, as official tables do.
func (r Report) baseColumns() []column {
	value := func(row Row) cell {
		return valueCell(row, row.BaseValue, bodyLook)
	}
	if shared := r.sharedBasePeriod(); shared != "" {
		return []column{{columnBase, r.text("column.base_of", "period", shared), 9, 14, value}}
	}
	return []column{
		{"base_period", r.text("column.base_period"), 7, 11, func(row Row) cell { return textCell(row.BasePeriod, centerLook) }},
		{columnBase, r.text("column.base"), 9, 14, value},
	}
}

// valueCell shows a value of the row's indicator.
func valueCell(row Row, value decimal.NullDecimal, look style) cell {
	content := numberCell(value, shownDecimals(row.Decimals, value), look)
	if row.Format != "" && content.style.format != "" {
		content.style.format = row.Format
	}
	return content
}

func (r Report) sharedBasePeriod() string {
	shared := ""
	for _, row := range r.Rows {
		if !row.BaseValue.Valid {
			continue
		}
		if shared != "" && shared != row.BasePeriod {
			return ""
		}
		shared = row.BasePeriod
	}
	return shared
}

// targetColumns has one column for each period that a target names, earliest first;
// targets without a period come last.
func (r Report) targetColumns() []column {
	seen := map[string]bool{}
	var periods []string
	for _, row := range r.Rows {
		for _, target := range row.Targets {
			if !seen[target.Period] {
				seen[target.Period] = true
				periods = append(periods, target.Period)
			}
		}
	}
	slices.SortFunc(periods, func(x, y string) int {
		return cmp.Or(compareEmptyLast(x, y), strings.Compare(x, y))
	})
	columns := make([]column, 0, len(periods))
	for _, period := range periods {
		heading := r.text("column.target_of", "period", period)
		if period == "" {
			heading = r.text("column.target_standing")
		}
		columns = append(columns, column{targetColumn(period), heading, 9, 21, func(row Row) cell {
			return r.targetCell(row, targetOf(row, period))
		}})
	}
	return columns
}

func compareEmptyLast(x, y string) int {
	switch {
	case x == "" && y != "":
		return 1
	case x != "" && y == "":
		return -1
	}
	return 0
}

func targetOf(row Row, period string) *TargetValue {
	for i := range row.Targets {
		if row.Targets[i].Period == period {
			return &row.Targets[i]
		}
	}
	return nil
}

// targetCell is a number with its comparator as part of the number format. Only a
// range, which is two numbers, and a target in words are text.
func (r Report) targetCell(row Row, target *TargetValue) cell {
	look := bodyLook
	look.horizontal = "right"
	switch {
	case target == nil:
		return cell{style: look}
	case !target.Value.Valid:
		look.wrap = true
		return textCell(target.Text, look)
	}
	decimals := shownDecimals(row.Decimals, target.Value, target.ValueHigh)
	if target.Comparator == metrics.Between && target.ValueHigh.Valid {
		return textCell(target.Value.Decimal.StringFixed(int32(decimals))+" ～ "+
			target.ValueHigh.Decimal.StringFixed(int32(decimals)), look)
	}
	content := valueCell(row, target.Value, look)
	if content.style.format != "" && row.Format == "" {
		content.style.format = targetFormat(target.Comparator, decimals)
		if target.Stretch {
			content.style.format = stretchFormat(content.style.format, r.text("stretch"))
		}
	}
	return content
}

// stretchFormat adds the mark of a stretch target after the number.
func stretchFormat(format, mark string) string {
	parts := strings.Split(format, ";")
	for i := range parts {
		parts[i] += `" ` + mark + `"`
	}
	return strings.Join(parts, ";")
}

// resultColumns show what is reached and how it stands. Where every value is final
// there is no column for the status of the data.
func (r Report) resultColumns() []column {
	columns := []column{
		{columnLatest, r.text("column.latest"), 9, 14, func(row Row) cell {
			return valueCell(row, row.Latest, bodyLook)
		}},
		{"latest_period", r.text("column.latest_period"), 7, 12, func(row Row) cell { return textCell(row.LatestPeriod, centerLook) }},
	}
	if slices.ContainsFunc(r.Rows, func(row Row) bool { return row.ObservationStatusWord != "" }) {
		columns = append(columns, column{"observation_status", r.text("column.observation_status"), 6, 10, func(row Row) cell {
			return textCell(row.ObservationStatusWord, centerLook)
		}})
	}
	return append(columns, []column{
		{columnTargetRate, r.text("column.target_rate"), 7, 10, func(row Row) cell { return rateCell(row.TargetRate, bodyLook) }},
		{columnIncrementRate, r.text("column.increment_rate"), 7, 10, func(row Row) cell { return rateCell(row.IncrementRate, bodyLook) }},
		{columnTimeRate, r.text("column.time_rate"), 7, 10, func(row Row) cell { return rateCell(row.TimeRate, bodyLook) }},
		{columnGap, r.text("column.gap"), 9, 14, func(row Row) cell {
			return floatCell(row.Gap, signedFormat(differenceDecimals(row, row.Gap)), bodyLook)
		}},
		{columnRequired, r.text("column.required_per_year"), 9, 14, func(row Row) cell {
			return floatCell(row.RequiredPerYear, signedFormat(differenceDecimals(row, row.RequiredPerYear)), bodyLook)
		}},
		{columnStatus, r.text("column.status"), 12, 19, func(row Row) cell { return statusCell(row.Status, row.StatusWord) }},
	}...)
}

// differenceDecimals shows a difference with as many decimals as the values it comes
// from, and more where it would be shown as zero without being zero.
func differenceDecimals(row Row, difference *float64) int {
	decimals := shownDecimals(row.Decimals, row.Latest)
	if difference == nil || *difference == 0 {
		return decimals
	}
	for range 3 {
		if math.Abs(*difference)*math.Pow10(decimals) >= 0.5 {
			break
		}
		decimals++
	}
	return decimals
}

// responsibilityColumns say how binding it is, who answers and where it is written.
func (r Report) responsibilityColumns() []column {
	return []column{
		{"attribute", r.text("column.attribute"), 7, 10, func(row Row) cell { return textCell(row.AttributeWord, centerLook) }},
		{"organisation", r.text("column.organisation"), 12, 36, func(row Row) cell { return textCell(row.Organisation, wrapLook) }},
		{"source", r.text("column.source"), 8, 17, func(row Row) cell { return textCell(row.Source, wrapLook) }},
	}
}
