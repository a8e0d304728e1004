package reports

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"zhibiao/dashboard/locale"
	"zhibiao/metrics"
)

func number(text string) decimal.NullDecimal {
	return decimal.NullDecimal{Decimal: decimal.RequireFromString(text), Valid: true}
}

func fraction(value float64) *float64 { return &value }

// sampleReport is a plan with four rows: one behind with a series, one lower-is-better,
// one range without a value, and one whose texts look like formulas.
func sampleReport(t testing.TB, language locale.Language) Report {
	t.Helper()
	texts, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	points := func(values ...string) []Point {
		var result []Point
		for i, value := range values {
			result = append(result, Point{Period: metrics.Year(2020 + i), Value: number(value), Status: metrics.StatusNormal,
				Scenario: metrics.Actual, Source: "统计公报", Run: "018f0000-0000-7000-8000-000000000001"})
		}
		return result
	}
	return Report{
		Title: "“一老一小”整体解决方案监测表", Subtitle: "市人民政府 2022年8月印发", DocumentNumber: "鄂府发〔2022〕169号",
		AreaName: "鄂尔多斯市", AsOf: metrics.NewDate(2024, 6, 30),
		KnownAt: time.Date(2024, 7, 1, 1, 30, 0, 0, time.UTC), Zone: time.FixedZone("UTC+8", 8*3600),
		FilterText: "属性：约束性", Language: language, Texts: texts,
		StatusWords: map[metrics.AssessmentStatus]string{metrics.AchievedEarly: "提前实现", metrics.Achieved: "如期实现",
			metrics.Held: "保持", metrics.AheadOfSchedule: "快于预期", metrics.OnSchedule: "基本符合预期", metrics.Behind: "滞后",
			metrics.FarBehind: "严重滞后", metrics.NotHeld: "未保持", metrics.Missed: "未达标", metrics.Pending: "未到期", metrics.NotAssessable: "无法评价"},
		Rows: []Row{
			{
				Section: "托育服务", Item: "1", IndicatorCode: "CHILDCARE-PLACES-PER-1000", IndicatorName: "每千人口拥有3岁以下婴幼儿托位数",
				Unit: "个", Decimals: 2, BasePeriod: "2020", BaseValue: number("1.8"),
				Targets: []TargetValue{{Period: "2023", Comparator: metrics.AtLeast, Value: number("3.5")},
					{Period: "2025", Comparator: metrics.AtLeast, Value: number("4.5"), Stretch: true}},
				Latest: number("2.57"), LatestPeriod: "2022", ObservationStatus: metrics.StatusProvisional, ObservationStatusWord: "初步数",
				// 2.57/4.5; (2.57−1.8)/(4.5−1.8); 2 of 5 years
				TargetRate: fraction(2.57 / 4.5), IncrementRate: fraction(0.77 / 2.7), TimeRate: fraction(0.4),
				Gap: fraction(-0.31), RequiredPerYear: fraction(1.93 / 3), Status: metrics.Behind, StatusWord: "滞后",
				Reason: "2022年为2.57个，时序进度40%，增量完成率28.5%，滞后11.5个百分点。", Binding: true,
				Theme: "儿童", Lead: "市卫生健康委",
				// 1.8 + 2.7 × 0.4
				Live: &Live{Goal: "2025", Required: fraction(2.88), Ahead: 1.05, OnTime: 0.95, Behind: 0.60},
				Explain: func() RowExplanation {
					return RowExplanation{Method: "直线路径（linear/1）",
						Steps: []StepNote{{Name: "增量完成率", Formula: "(2.57 − 1.8) ÷ (4.5 − 1.8)", Result: 0.77 / 2.7, Format: "0.0%"},
							{Name: "进度比", Formula: "0.77 ÷ 1.08", Result: 0.77 / 1.08}},
						CutOffs: "快于预期 1.05、基本符合预期 0.95（规则版本 default-1）", Required: "今后每年需增加 0.64 个",
						Landing: "预计2025年12月31日达到 3.41 个，80%区间 3.10 至 3.72；达标概率 2.0%。",
						Group:   "托育目标（一项达到即可）：滞后。", Members: []string{"每千人口托位数 ≥ 4.5 个：滞后。"}, Remarks: []string{"2022年为初步数。"}}
				},
				AttributeWord: "约束性", Organisation: "市卫生健康委、市发展改革委", Source: "鄂府发〔2022〕169号 第120行",
				Actual: points("1.8", "2.1", "2.57"), Path: []PathPoint{{2020, 1.8}, {2021, 2.34}, {2022, 2.88}, {2023, 3.42}, {2024, 3.96}, {2025, 4.5}},
			},
			{
				Section: "托育服务", Item: "2", IndicatorCode: "ENERGY-INTENSITY", IndicatorName: "单位产品能耗", Unit: "千克", Decimals: 0,
				BasePeriod: "2020", BaseValue: number("1500"),
				Targets: []TargetValue{{Period: "2025", Comparator: metrics.AtMost, Value: number("1200.5")}},
				Latest:  number("1380"), LatestPeriod: "2022", Status: metrics.OnSchedule, StatusWord: "基本符合预期",
				// 1500 − 299.5 × 0.4; the gap comes from elsewhere and no formula would give it
				Theme: "能源", Live: &Live{Goal: "2025", Lower: true, Required: fraction(1380.2), Ahead: 1.05, OnTime: 0.95, Behind: 0.60},
				TimeRate: fraction(0.4), Gap: fraction(0.4), Actual: points("1500", "1440", "1380"),
			},
			{
				Section: "养老服务", Item: "3", IndicatorCode: "BED-SHARE", IndicatorName: "护理型床位占比", Unit: "%", Decimals: 1,
				Targets: []TargetValue{{Period: "2025", Comparator: metrics.Between, Value: number("50"), ValueHigh: number("60")},
					{Period: "", Text: "明显提高"}},
				Status: metrics.NotAssessable, StatusWord: "无法评价",
			},
			{
				Section: "=cmd|'/c calc'!A1", Item: "+4", IndicatorCode: "INERT", IndicatorName: "=1+1", Unit: "@单位", Decimals: 3,
				BasePeriod: "2020", BaseValue: number("0.125"), Organisation: "-2+3", Source: "<script>&\x02",
				Status: metrics.AchievedEarly, StatusWord: "提前实现",
			},
		},
		Notes: Notes{
			Method:   []string{"要求路径为从基期到目标期限的直线。"},
			CutOffs:  []CutOff{{"快于预期", 1.05}, {"基本符合预期", 0.95}},
			Statuses: []StatusMeaning{{metrics.Behind, "滞后", "进度低于要求的95%"}, {metrics.NotAssessable, "无法评价", "没有可用的数值"}},
			Policy:   "系统自带规则，版本 default-1",
			Sources:  []string{"鄂府发〔2022〕169号"},
			Runs: []RunNote{{ID: "018f0000-0000-7000-8000-000000000001", Feed: "公报", File: "公报.csv",
				Started: time.Date(2024, 6, 1, 0, 0, 0, 0, time.UTC)}},
			Conflicts:  []string{"甲文件 3.5，乙文件 3.6：采用前者。"},
			ReportName: "监测表_2024-06-30.xlsx",
		},
	}
}
