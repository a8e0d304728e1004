package dashboardtest

import (
	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// HostileScript and HostileMarker are names that would run as code on a careless
// page.
const (
	HostileScript = `</script><script>alert(1)</script>`
	HostileMarker = `__f__alert(1)__f__`
)

func value(text string) decimal.NullDecimal {
	return decimal.NewNullDecimal(decimal.RequireFromString(text))
}

// Catalogue returns three plans, seven indicators and one conflict.
func Catalogue() *metrics.Catalogue {
	catalogue := &metrics.Catalogue{
		Plans: []metrics.Plan{
			{Code: "PB2022-194", Number: "鄂府办发〔2022〕194号", TitleZh: "“一老一小”整体解决方案", TitleEn: "Plan for the old and the young",
				IssuerZh: "市人民政府办公室", IssuerEn: "General Office", Issued: metrics.NewDate(2022, 12, 30),
				HorizonFrom: "2021", HorizonTo: "2025", Kind: "plan", Scored: true},
			{Code: "P2022-168", Number: "鄂府发〔2022〕168号", TitleZh: "新能源产业实施方案", TitleEn: "New-energy industry plan",
				Issued: metrics.NewDate(2022, 12, 30), HorizonFrom: "2022", HorizonTo: "2025", Kind: "plan", Scored: true},
			{Code: "P2022-151", Number: "鄂府发〔2022〕151号", TitleZh: "名录", TitleEn: "Register",
				Issued: metrics.NewDate(2022, 11, 28), Kind: "register"},
		},
		Themes: []metrics.Theme{
			{Code: "CHILDREN", NameZh: "托育与儿童", NameEn: "Childcare and children", Position: 1},
			{Code: "ENERGY", NameZh: "新能源与储能", NameEn: "New energy and storage", Position: 2},
		},
		Areas: []metrics.Area{
			{Code: "150600", NameZh: "鄂尔多斯市", NameEn: "Ordos City", Level: "city"},
			{Code: "150602", NameZh: "东胜区", NameEn: "Dongsheng District", Level: "banner", Parent: "150600"},
			{Code: "150600-EACH", NameZh: "各旗区（每个）", NameEn: "Each banner and district", Level: "group", Parent: "150600"},
		},
		Organisations: []metrics.Organisation{
			{Code: "O-HEALTH", NameZh: "市卫生健康委员会", NameEn: "Health Commission", Kind: "department"},
			{Code: "O-ENERGY", NameZh: "市能源局", NameEn: "Energy Bureau", Kind: "department"},
		},
		Indicators: indicators(),
		IndicatorAliases: []metrics.IndicatorAlias{
			{Indicator: "CHILDCARE-PLACES-PER-1000", Alias: "每千人口托位数"},
		},
		Targets: targets(),
		Benchmarks: []metrics.BenchmarkValue{
			{Code: "B-1", Indicator: "HOSTILE", LabelZh: HostileMarker, LabelEn: HostileMarker, Value: decimal.NewFromInt(90), Unit: "%"},
		},
		Conflicts: []metrics.Conflict{{
			Code: "CF-168-1", Kind: "value", TitleZh: "新能源装机规模两处不同", TitleEn: "Two figures for installed capacity",
			InForceZh: "5000万千瓦", InForceEn: "50 GW", ReasonZh: "专项方案优先", ReasonEn: "The special plan comes first",
			DecidedBy: "编目规则", DecidedOn: metrics.NewDate(2026, 11, 22), Status: "settled",
			Sides: []metrics.ConflictSide{
				{Conflict: "CF-168-1", Position: 1, Plan: "P2022-168", SourceFile: "000.txt", SourceLine: "1073",
					Target: "P2022-168-T001", Statement: "C-003", ValueZh: "5000万千瓦", ValueEn: "50 GW", InForce: true},
				{Conflict: "CF-168-1", Position: 2, Plan: "P2022-168", SourceFile: "000.txt", SourceLine: "1116",
					Target: "P2022-168-T002", ValueZh: "5100万千瓦", ValueEn: "51 GW"},
			},
		}},
		Statements: []metrics.Statement{{ID: "C-003", DocNumber: "鄂府发〔2022〕168号", Section: "发展目标", IndicatorZh: "新能源装机规模",
			Unit: "万千瓦", Role: "target", Period: "2025", Value: "5000", SourceFile: "000.txt", SourceLine: "1073", Outcome: "target"}},
		Tasks: []metrics.Task{
			{Code: "T-1", Plan: "PB2022-194", Number: "1", Level1: "一、健全服务", TaskZh: "新建一批托育机构",
				Deadline: metrics.NewDate(2023, 6, 30), LeadOrganisations: []string{"O-HEALTH"}},
			{Code: "T-2", Plan: "PB2022-194", Number: "2", Level1: "一、健全服务", TaskZh: "培训从业人员"},
		},
		Projects: []metrics.Project{
			{Code: "J-1", Plan: "P2022-168", TableTitle: "专栏1", Number: "1", NameZh: "甲项目", Capacity: value("400"), Unit: "万千瓦", Product: "光伏", Counted: true},
			{Code: "J-2", Plan: "P2022-168", TableTitle: "专栏1", Number: "2", NameZh: "乙项目", Capacity: value("100.5"), Unit: "万千瓦", Product: "光伏", Counted: true},
			{Code: "J-3", Plan: "P2022-168", TableTitle: "专栏1", Number: "3", NameZh: "丙项目", Capacity: value("70"), Unit: "万千瓦", Product: "光伏"},
		},
		PipelineLinks: []metrics.PipelineLink{
			{Code: "PL-1", Indicator: "NEW-ENERGY-CAPACITY", Plans: []string{"P2022-168"}, Tables: []string{"专栏1"}},
		},
		Feeds: []metrics.Feed{{Code: "published-actuals", NameZh: "公开发布的实际值", NameEn: "Published actual values", Scenario: metrics.Actual}},
	}
	return catalogue.Index()
}

func indicators() []metrics.Indicator {
	return []metrics.Indicator{
		{Code: "CHILDCARE-PLACES-PER-1000", NameZh: "每千常住人口托位数", NameEn: "Childcare places per 1,000 residents", Unit: "个", Decimals: 2,
			Kind: metrics.KindRatio, Direction: metrics.HigherIsBetter, Theme: "CHILDREN", Numerator: "托位数", Denominator: "常住人口"},
		{Code: "HOSTILE", NameZh: HostileScript, NameEn: HostileScript, Unit: "%", Decimals: 1, Kind: metrics.KindRatio,
			Direction: metrics.HigherIsBetter, Theme: "CHILDREN"},
		{Code: "NEW-ENERGY-CAPACITY", NameZh: "新能源装机规模", NameEn: "Installed new-energy capacity", Unit: "万千瓦",
			Kind: metrics.KindStock, Direction: metrics.HigherIsBetter, Theme: "ENERGY"},
		{Code: "HYDROGEN-OUTPUT", NameZh: "绿氢产量", NameEn: "Green hydrogen output", Unit: "万吨", Decimals: 1,
			Kind: metrics.KindFlow, Direction: metrics.HigherIsBetter, Theme: "ENERGY"},
		{Code: "TRADE-RANK", NameZh: "装机规模自治区位次", NameEn: "Rank in the region by capacity", Unit: "位次",
			Kind: metrics.KindRank, Direction: metrics.LowerIsBetter, Theme: "ENERGY"},
		{Code: "PARK-BUILT", NameZh: "零碳产业园建成", NameEn: "Zero-carbon park completed", Unit: "是否",
			Kind: metrics.KindEvent, Direction: metrics.HigherIsBetter, Theme: "ENERGY"},
		{Code: "CURTAILMENT", NameZh: "弃风率", NameEn: "Wind curtailment rate", Unit: "%", Decimals: 1,
			Kind: metrics.KindRatio, Direction: metrics.LowerIsBetter, Theme: "ENERGY"},
	}
}

func targets() []metrics.Target {
	base := metrics.Target{Area: "150600", Comparator: metrics.AtLeast, BaseComparable: true, Path: metrics.PathLinear,
		Recurrence: metrics.Once, InForce: true, Scored: true}
	with := func(change func(*metrics.Target)) metrics.Target {
		target := base
		change(&target)
		return target
	}
	return []metrics.Target{
		with(func(t *metrics.Target) {
			t.Code, t.Plan, t.Indicator, t.Item, t.Position = "PB2022-194-T001", "PB2022-194", "CHILDCARE-PLACES-PER-1000", "7", 1
			t.Section, t.Period, t.Value, t.Unit, t.Attribute = "“一小”服务", "2025", value("4.5"), "个", metrics.Binding
			t.BasePeriod, t.BaseValue, t.LeadOrganisation = "2020", value("1.8"), "O-HEALTH"
		}),
		with(func(t *metrics.Target) {
			t.Code, t.Plan, t.Indicator, t.Item, t.Position = "PB2022-194-T002", "PB2022-194", "HOSTILE", "8", 2
			t.Section, t.Period, t.Value, t.Unit = "“一小”服务", "2025", value("80"), "%"
			t.BasePeriod, t.BaseValue = "2021", value("70")
		}),
		with(func(t *metrics.Target) {
			t.Code, t.Plan, t.Indicator, t.Position = "P2022-168-T001", "P2022-168", "NEW-ENERGY-CAPACITY", 1
			t.Section, t.Period, t.Value, t.Unit, t.Attribute = "发展目标", "2025", value("5000"), "万千瓦", metrics.Expected
			t.BasePeriod, t.BaseValue, t.LeadOrganisation, t.Conflict = "2021", value("600"), "O-ENERGY", "CF-168-1"
			t.Statements = []string{"C-003"}
		}),
		with(func(t *metrics.Target) {
			t.Code, t.Plan, t.Indicator, t.Position = "P2022-168-T002", "P2022-168", "NEW-ENERGY-CAPACITY", 2
			t.Section, t.Period, t.Value, t.Unit = "发展目标", "2025", value("5100"), "万千瓦"
			t.InForce, t.Conflict = false, "CF-168-1"
		}),
		with(func(t *metrics.Target) {
			t.Code, t.Plan, t.Indicator, t.Position = "P2022-168-T003", "P2022-168", "HYDROGEN-OUTPUT", 3
			t.Section, t.Period, t.Value, t.Unit, t.Path = "发展目标", "2023", value("10"), "万吨", metrics.PathMilestones
			t.BasePeriod, t.BaseValue, t.LeadOrganisation = "2021", value("0"), "O-ENERGY"
		}),
		with(func(t *metrics.Target) {
			t.Code, t.Plan, t.Indicator, t.Position = "P2022-168-T004", "P2022-168", "HYDROGEN-OUTPUT", 4
			t.Section, t.Period, t.Value, t.Unit, t.Path = "发展目标", "2025", value("40"), "万吨", metrics.PathMilestones
			t.BasePeriod, t.BaseValue, t.LeadOrganisation = "2021", value("0"), "O-ENERGY"
		}),
		with(func(t *metrics.Target) {
			t.Code, t.Plan, t.Indicator, t.Position = "P2022-168-T005", "P2022-168", "TRADE-RANK", 5
			t.Section, t.Period, t.Value, t.Unit, t.Comparator = "发展目标", "2025", value("1"), "位次", metrics.AtMost
			t.BasePeriod, t.BaseValue = "2021", value("4")
		}),
		with(func(t *metrics.Target) {
			t.Code, t.Plan, t.Indicator, t.Position = "P2022-168-T006", "P2022-168", "PARK-BUILT", 6
			t.Section, t.Period, t.Value, t.Unit, t.Comparator = "发展目标", "2025-12-31", value("1"), "是否", metrics.Equal
			t.Path = metrics.PathEvent
		}),
	}
}
