package ingest

import (
	"net/url"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"zhibiao/ingest/layout"
	"zhibiao/metrics"
)

// readNames resolves indicator, area and dimension.
func (r *rowReading) readNames() *metrics.Indicator {
	indicator := r.readIndicator()
	r.readArea()
	r.result.observation.Dimension = r.dimension()
	return indicator
}

// readIndicator resolves the indicator; nil when there is none of that name.
func (r *rowReading) readIndicator() *metrics.Indicator {
	before := &r.reader.before
	asked := indicatorName{r.key(indicatorColumn), r.unit(), r.cell(scopeColumn)}
	if asked != before.name || before.indicator == nil {
		indicator, problem := r.reader.resolver.indicator(asked.name, asked.unit, asked.scope)
		if problem != nil {
			r.reject(indicatorColumn, asked.name, problem)
		}
		before.name, before.indicator = asked, indicator
	}
	if before.indicator != nil {
		r.result.observation.Indicator = before.indicator.Code
	}
	return before.indicator
}

// readArea resolves the area.
func (r *rowReading) readArea() {
	before := &r.reader.before
	if area := r.key(areaColumn); area != before.area || before.areaCode == "" {
		code, problem := r.reader.resolver.area(area)
		if problem != nil {
			r.reject(areaColumn, area, problem)
		}
		before.area, before.areaCode = area, code
	}
	r.result.observation.Area = before.areaCode
}

// noteBlankArea asks about a row without an area behind rows with one: blank is the city,
// but a table that names each area once would mean the one above.
func (r *rowReading) noteBlankArea() {
	if r.row.Places != nil || r.reader.header.sdmx != nil || r.reader.header.places[areaColumn] < 0 {
		return
	}
	if area := r.cell(areaColumn); area != "" {
		r.reader.named = area
	} else if r.reader.named != "" && r.reader.before.area == "" {
		r.flag(areaColumn, "", metrics.NewProblem("area.blank", "before", r.reader.named))
	}
}

// readScenario takes the row's scenario or that of the run. Demonstration values and
// others never come in one run.
func (r *rowReading) readScenario() {
	text, before := r.cell(scenarioColumn), &r.reader.before
	if text == before.scenarioText && before.scenario != "" {
		r.result.observation.Scenario = before.scenario
		return
	}
	before.scenarioText, before.scenario = text, ""
	scenario := metrics.Scenario(strings.ToUpper(text))
	if text == "" {
		scenario = r.reader.run.Scenario
	}
	switch scenario {
	case metrics.Actual, metrics.Benchmark, metrics.Forecast, metrics.Demonstration:
	default:
		r.reject(scenarioColumn, text, metrics.NewProblem("scenario.unknown", "value", text))
		return
	}
	if (scenario == metrics.Demonstration) != (r.reader.run.Scenario == metrics.Demonstration) {
		r.reject(scenarioColumn, text, metrics.NewProblem("scenario.mixed",
			"value", string(scenario), "feed", r.reader.run.Feed, "expected", string(r.reader.run.Scenario)))
	} else {
		before.scenario = scenario
	}
	r.result.observation.Scenario = scenario
}

// unit returns the unit of the row; the power of ten of SDMX's UNIT_MULT stands before it.
func (r *rowReading) unit() string {
	unit := r.cell(unitColumn)
	sdmx := r.reader.header.sdmx
	if sdmx == nil || sdmx.multiplier < 0 {
		return unit
	}
	text := placeText(r.row, sdmx.multiplier)
	multiple, known := sdmxMultiples[text]
	if !known {
		return text + unit // refused as an unknown unit
	}
	return multiple + unit
}

// readValue reads the number and converts it into the indicator's unit.
func (r *rowReading) readValue(indicator *metrics.Indicator) {
	text, unit := r.number(valueColumn), r.unit()
	if r.reader.workbook && strings.HasPrefix(text, "=") {
		r.reject(valueColumn, text, metrics.NewProblem("value.formula", "value", shortened(text)))
		return
	}
	r.seeMarks(valueColumn, text)
	number, err := metrics.ParseNumber(text)
	if err != nil {
		unmarked, mark := layout.SplitMark(text)
		number, markedErr := metrics.ParseNumber(unmarked)
		if mark == "" || markedErr != nil || number.Missing {
			r.reject(valueColumn, text, err)
			return
		}
		r.takeNumber(indicator, text, unit, number)
		r.qualified = text
		r.flag(valueColumn, text, metrics.NewProblem("value.footnote", "value", text, "mark", mark))
		return
	}
	r.takeNumber(indicator, text, unit, number)
}

// takeNumber converts what was read from a text into the unit of the indicator.
func (r *rowReading) takeNumber(indicator *metrics.Indicator, text, unit string, number metrics.Number) {
	if indicator == nil {
		return
	}
	if unit == "" {
		unit = r.reader.feed.UnitOf(r.cell(indicatorColumn), indicator.Code, indicator.NameZh, indicator.NameEn)
	}
	if unit == "" {
		unit = indicator.Unit
	}
	value, err := number.In(unit)
	if err != nil {
		r.reject(valueColumn, text, err)
		return
	}
	if unit == "%" {
		r.reader.signs.see(r, valueColumn, text, number)
	}
	if number.Comparator != "" || number.Approximate {
		r.qualified = text
		r.flag(valueColumn, text, metrics.NewProblem("value.qualified", "value", text))
	}
	if !value.Valid {
		r.missing = number.Status
		return
	}
	converted, err := metrics.ConvertUnit(value.Decimal, unit, indicator.Unit)
	if err != nil {
		r.reject(unitColumn, unit, err)
		return
	}
	if err := checkStorable(converted); err != nil {
		r.reject(valueColumn, text, err)
		return
	}
	r.result.observation.Value = decimal.NewNullDecimal(converted)
}

// seeMarks takes note of the decimal mark of a number; SDMX-CSV says its own.
func (r *rowReading) seeMarks(at column, text string) {
	if r.reader.header.sdmx == nil {
		r.reader.marks.see(r, at, text)
	}
}

// number returns the text of a number; the marks with which the feed says that there is
// none are an empty text.
func (r *rowReading) number(at column) string {
	text := r.cell(at)
	if text != "" && slices.Contains(r.reader.feed.MissingMarks, text) {
		return ""
	}
	return text
}

// readStatus reads the status code, which must agree with the presence of a value.
func (r *rowReading) readStatus() {
	text := r.cell(statusColumn)
	before := &r.reader.before
	if text != before.statusText {
		before.status, before.statusKnown = r.reader.words.statuses[strings.ToLower(text)]
		before.statusText = text
	}
	status, known := before.status, before.statusKnown
	hasValue := r.result.observation.Value.Valid
	switch {
	case text == "" && hasValue:
		status = metrics.StatusNormal
	case text == "" && r.missing != "":
		status = r.missing
	case text == "":
		status = metrics.StatusMissing
	case !known:
		r.reject(statusColumn, text, metrics.NewProblem("status.unknown", "value", text))
	case r.result.rejected: // the value may be unread, so nothing can be said
	case saysMissing(status) && hasValue:
		r.reject(statusColumn, text, metrics.NewProblem("status.with_value", "status", string(status), "value", r.cell(valueColumn)))
	case r.result.action.keeps("value"): // the status of a value that stands
	case !saysMissing(status) && !hasValue && status != metrics.StatusUnvalidated:
		r.reject(statusColumn, text, metrics.NewProblem("status.without_value", "status", string(status), "value", r.cell(valueColumn)))
	}
	r.result.observation.Status = status
}

// saysMissing tells the status codes that stand for an absent value.
func saysMissing(status metrics.ObservationStatus) bool {
	switch status {
	case metrics.StatusMissing, metrics.StatusNotExisting, metrics.StatusNotReported, metrics.StatusSuppressed:
		return true
	}
	return false
}

// readYearOnYear reads the printed growth in per cent; a percent sign and words such as
// 增长 and 下降 may stand. A growth in percentage points is another thing: it is kept as a
// note, with a remark; so is what stands in the place of a growth and is none.
func (r *rowReading) readYearOnYear() {
	text := r.number(yearOnYearColumn)
	if text == "" {
		return
	}
	if strings.Contains(text, "百分点") {
		r.points = text
		r.flag(yearOnYearColumn, text, metrics.NewProblem("year_on_year.points", "value", shortened(text)))
		return
	}
	r.seeMarks(yearOnYearColumn, text)
	number, err := metrics.ParseGrowth(text)
	if err == nil {
		r.reader.signs.see(r, yearOnYearColumn, text, number)
		r.result.observation.YearOnYear, err = number.In("%")
	}
	if err != nil && saysNoGrowth(text) {
		r.points = text
		r.flag(yearOnYearColumn, text, metrics.NewProblem("year_on_year.unread", "value", shortened(text)))
		return
	}
	if err != nil {
		r.reject(yearOnYearColumn, text, err)
	}
}

// saysNoGrowth tells texts that stand where no growth in per cent can: the error of a
// formula over a missing year, 扭亏为盈, 1.2倍. They are no reason to lose the value.
func saysNoGrowth(text string) bool {
	return strings.HasPrefix(text, "#") || strings.HasSuffix(text, "倍") || !strings.ContainsAny(text, "0123456789０１２３４５６７８９=")
}

// readSource reads where and when the value was published, and the note.
func (r *rowReading) readSource() {
	observation := &r.result.observation
	observation.SourceTitle = r.cell(sourceTitleColumn)
	if organisation := r.readOrganisation(); organisation != nil && observation.SourceTitle == "" {
		observation.SourceTitle = organisation.NameZh
	}
	observation.SourceURL = r.cell(sourceURLColumn)
	observation.Note = r.note()
	before := &r.reader.before
	if observation.SourceURL != before.address {
		if address, err := url.Parse(observation.SourceURL); err != nil ||
			address.Scheme != "" && address.Scheme != "http" && address.Scheme != "https" {
			r.reject(sourceURLColumn, observation.SourceURL, metrics.NewProblem("source_url.form", "value", shortened(observation.SourceURL)))
		} else {
			before.address = observation.SourceURL
		}
	}
	text := r.cell(releasedColumn)
	if text == "" {
		return
	}
	if text == before.releasedText {
		observation.Released = before.released
		return
	}
	released, err := metrics.ReadPeriod(metrics.Day, text)
	if problem := metrics.AsProblem(err); problem != nil {
		key := "released.form"
		if problem.Key == "period.range" {
			key = "released.range"
		}
		r.reject(releasedColumn, text, metrics.NewProblem(key, "value", text,
			"first", problem.Arguments["first"], "last", problem.Arguments["last"]))
		return
	}
	observation.Released = released.Last
	before.releasedText, before.released = text, released.Last
}

// note joins what the row says beside its value: the scope, the value as written when
// it is more than a number, and the remark.
func (r *rowReading) note() string {
	if r.cell(scopeColumn) == "" && r.qualified == "" && r.row.Within == "" && r.points == "" {
		return r.cell(noteColumn)
	}
	var parts []string
	if scope := r.cell(scopeColumn); scope != "" {
		parts = append(parts, "统计口径："+scope)
	}
	if r.qualified != "" {
		parts = append(parts, "原文："+r.qualified)
	}
	if r.row.Within != "" {
		parts = append(parts, "其中项，上级："+r.row.Within)
	}
	if r.points != "" {
		parts = append(parts, "同比："+r.points)
	}
	if note := r.cell(noteColumn); note != "" {
		parts = append(parts, note)
	}
	return strings.Join(parts, "；")
}
