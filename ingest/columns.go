package ingest

import (
	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// column is one of the documented columns of the tidy format.
type column int

const (
	indicatorColumn column = iota
	areaColumn
	dimensionColumn
	frequencyColumn
	periodColumn
	valueColumn
	unitColumn
	statusColumn
	scenarioColumn
	yearOnYearColumn
	scopeColumn
	sourceTitleColumn
	sourceURLColumn
	releasedColumn
	noteColumn
	organisationColumn
	columnCount
)

// columnDescription is what the template and the documentation say of a column.
type columnDescription struct {
	name     string   // header in files for machines
	nameZh   string   // header in files for people
	aliases  []string // other headers that are understood
	required bool
	helpZh   string
	helpEn   string
}

// describeColumns lists the columns in the order in which files are written.
func describeColumns() [columnCount]columnDescription {
	return [columnCount]columnDescription{
		indicatorColumn: {"indicator", "指标", []string{"指标名称", "指标代码", "指标编码", "指标编号", "indicator name", "indicator code"}, true,
			"指标的代码、中文名、英文名或别名", "Code, Chinese or English name, or alias of the indicator"},
		areaColumn: {"area", "区域", []string{"地区", "旗区", "地区名称", "区域名称", "旗区名称", "地区代码", "区域代码", "地区编码", "区域编码", "旗区代码",
			"area name", "area code", "region", "region name", "region code", "ref_area"}, false,
			"地区的代码、名称或简称；空白表示鄂尔多斯市", "Code, name or short name; blank means the city of Ordos"},
		dimensionColumn: {"dimension", "维度", []string{"分组", "dimensions"}, false,
			"分组，如 0—1岁；空白表示合计", "Breakdown such as an age group; blank means the total"},
		frequencyColumn: {"frequency", "频率", []string{"freq", "频度"}, false,
			"A 年，S 半年，Q 季，M 月，YTD 本年累计，D 时点；空白时由时期判断", "A year, S half-year, Q quarter, M month, YTD year to date, D day; read from the period when blank"},
		periodColumn: {"period", "时期", []string{"期间", "日期", "时间", "年月", "报告期", "统计期", "统计时间", "数据时间", "time", "time_period", "date"}, true,
			"如 2023、2023-08、2023-Q2、2023年1-8月、2023-09-30", "Such as 2023, 2023-08, 2023-Q2, 2023年1-8月, 2023-09-30"},
		valueColumn: {"value", "数值", []string{"值", "指标值", "数据", "数据值", "实际值", "观测值", "obs_value"}, true,
			"数字；空白、— 或“未公布”表示没有数值，绝不当作 0", "A number; blank, — or 未公布 means no value and never zero"},
		unitColumn: {"unit", "单位", []string{"计量单位", "unit_measure"}, false,
			"数值的单位；空白表示指标本来的单位；可换算的自动精确换算", "Unit of the value; blank means the indicator's own; converted exactly where possible"},
		statusColumn: {"status", "状态", []string{"数据状态", "obs_status"}, false,
			"A 正常，P 初步，E 估计，F 预测，B 口径中断，L 缺失，V 未核实；空白表示正常", "A normal, P provisional, E estimated, F forecast, B break, L missing, V unvalidated; blank means normal"},
		scenarioColumn: {"scenario", "口径场景", []string{"场景", "情景"}, false,
			"AC 实际，BM 标杆，FC 预测，DEMO 演示；空白时用数据源的场景", "AC actual, BM benchmark, FC forecast, DEMO demonstration; that of the feed when blank"},
		yearOnYearColumn: {"year_on_year", "同比", []string{"同比增长", "同比%", "同比(%)", "yoy"}, false,
			"来源所印的同比增长，百分数，如 4.2", "Growth on the year before as printed by the source, in per cent"},
		scopeColumn: {"scope", "统计口径", []string{"口径", "统计范围"}, false,
			"如 规模以上；同名指标按口径区分", "Statistical scope; tells indicators of one name apart"},
		sourceTitleColumn: {"source_title", "来源", []string{"来源名称", "资料来源", "source"}, false,
			"公布数值的文件或网页", "Publication that gives the value"},
		sourceURLColumn: {"source_url", "链接", []string{"来源链接", "网址", "url"}, false,
			"来源的地址", "Address of the source"},
		releasedColumn: {"released", "发布日期", []string{"公布日期", "发布时间", "published"}, false,
			"来源公布的日期，如 2024-02-28", "Day of publication, such as 2024-02-28"},
		noteColumn: {"note", "备注", []string{"说明", "注", "notes", "comment_obs", "obs_comment"}, false,
			"随数值保存的说明", "Remark that is kept with the value"},
		organisationColumn: {"organisation", "报送单位", []string{"报送单位名称", "填报单位", "填报单位名称", "报送部门", "填报部门", "reporting organisation"}, false,
			"报送数值的单位：代码、名称或当时的名称；没有写来源时作为来源", "Organisation that reports the value: its code or the name it had then; the source when none is given"},
	}
}

// ColumnNames returns the names that the columns of the tidy format have in files for
// machines: what a heading of a feed can mean.
func ColumnNames() []string {
	names := make([]string, 0, columnCount)
	for _, description := range describeColumns() {
		names = append(names, description.name)
	}
	return names
}

// TidyHeader returns the header with which observations are written. Who reported a value
// is read only: an observation keeps it as its source.
func TidyHeader() []string { return ColumnNames()[:organisationColumn] }

// frequencyNames are the texts that a frequency column may hold, besides the codes.
func frequencyNames() map[string]metrics.Frequency {
	return map[string]metrics.Frequency{
		"a": metrics.Annual, "年": metrics.Annual, "年度": metrics.Annual, "annual": metrics.Annual, "y": metrics.Annual,
		"s": metrics.HalfYear, "半年": metrics.HalfYear, "半年度": metrics.HalfYear, "h": metrics.HalfYear,
		"q": metrics.Quarter, "季": metrics.Quarter, "季度": metrics.Quarter, "quarterly": metrics.Quarter,
		"m": metrics.Month, "月": metrics.Month, "月度": metrics.Month, "monthly": metrics.Month,
		"ytd": metrics.YearToDate, "累计": metrics.YearToDate, "本年累计": metrics.YearToDate, "年初至今": metrics.YearToDate,
		"d": metrics.Day, "日": metrics.Day, "时点": metrics.Day, "daily": metrics.Day,
	}
}

// statusNames are the codes of SDMX CL_OBS_STATUS and the words for the usual ones.
func statusNames() map[string]metrics.ObservationStatus {
	names := map[string]metrics.ObservationStatus{
		"正常": metrics.StatusNormal, "正式": metrics.StatusNormal, "初步": metrics.StatusProvisional,
		"快报": metrics.StatusProvisional, "估计": metrics.StatusEstimated, "预测": metrics.StatusForecast,
		"中断": metrics.StatusBreak, "口径中断": metrics.StatusBreak, "缺失": metrics.StatusMissing, "未核实": metrics.StatusUnvalidated,
	}
	for _, code := range "ABDEFGHIJKLMNOPQSUVW" {
		names[string(code+'a'-'A')] = metrics.ObservationStatus(code)
	}
	return names
}

// TidyRow writes an observation in the order of TidyHeader. Reading the row gives the
// same observation; a missing value is an empty cell.
func TidyRow(observation metrics.Observation, unit string) []string {
	text := func(value decimal.NullDecimal) string {
		if !value.Valid {
			return ""
		}
		return value.Decimal.String()
	}
	return []string{
		indicatorColumn: observation.Indicator, areaColumn: observation.Area, dimensionColumn: observation.Dimension,
		frequencyColumn: string(observation.Period.Frequency), periodColumn: observation.Period.String(),
		valueColumn: text(observation.Value), unitColumn: unit, statusColumn: string(observation.Status),
		scenarioColumn: string(observation.Scenario), yearOnYearColumn: text(observation.YearOnYear), scopeColumn: "",
		sourceTitleColumn: observation.SourceTitle, sourceURLColumn: observation.SourceURL,
		releasedColumn: observation.Released.String(), noteColumn: observation.Note,
	}
}
