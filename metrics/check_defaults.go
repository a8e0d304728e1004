package metrics

import "github.com/shopspring/decimal"

// DefaultChecks is the set of rules that stands before any was saved. Each has its
// examples, which say in numbers what it is for.
func DefaultChecks() CheckSet {
	return CheckSet{Version: "default", Rules: append(rowChecks(), contextChecks()...)}
}

// rowChecks look at one row alone.
func rowChecks() []CheckRule {
	return []CheckRule{
		{Code: "duplicate", Kind: CheckDuplicate, Severity: CheckHard, Active: true,
			NameZh: "同一文件内重复", NameEn: "Twice in one file"},
		{Code: "unit", Kind: CheckUnit, Severity: CheckHard, Active: true,
			NameZh: "计量单位", NameEn: "Unit"},
		{Code: "missing", Kind: CheckMissing, Severity: CheckSoft, Active: true,
			NameZh: "缺数未注明状态", NameEn: "No value and no status",
			Examples: []CheckExample{{Value: "5", Flags: false}, {Value: "—", Flags: true}}},
		{Code: "not-negative", Kind: CheckRange, Severity: CheckSoft, Active: true,
			Scope:  CheckScope{Kinds: []Kind{KindStock, KindCumulative}},
			NameZh: "总量不为负", NameEn: "Amounts are not negative", Parameters: numbers("least", "0"),
			Examples: []CheckExample{{Value: "0"}, {Value: "12.5"}, {Value: "-0.1", Flags: true}}},
		{Code: "rank", Kind: CheckRange, Severity: CheckHard, Active: true, Scope: CheckScope{Kinds: []Kind{KindRank}},
			NameZh: "位次从1起", NameEn: "Ranks begin with 1", Parameters: numbers("least", "1"),
			Examples: []CheckExample{{Value: "1"}, {Value: "0", Flags: true}}},
		{Code: "event", Kind: CheckRange, Severity: CheckHard, Active: true, Scope: CheckScope{Kinds: []Kind{KindEvent}},
			NameZh: "是否类指标只填0或1之间", NameEn: "Events lie between 0 and 1", Parameters: numbers("least", "0", "most", "1"),
			Examples: []CheckExample{{Value: "0"}, {Value: "1"}, {Value: "2", Flags: true}}},
		{Code: "share", Kind: CheckShare, Severity: CheckSoft, Active: true,
			NameZh: "占比在0到100之间", NameEn: "Shares lie between 0 and 100",
			Examples: []CheckExample{{Value: "0"}, {Value: "100"}, {Value: "100.1", Flags: true}, {Value: "-1", Flags: true}}},
		{Code: "future", Kind: CheckFuture, Severity: CheckSoft, Active: true,
			NameZh: "时期尚未结束", NameEn: "The period is not over",
			Examples: []CheckExample{{Others: []string{"2024-06-01"}, Value: "2024-05-31"}, {Others: []string{"2024-06-01"}, Value: "2024-06-30", Flags: true}}},
		{Code: "release", Kind: CheckRelease, Severity: CheckSoft, Active: true,
			NameZh: "发布日期不合理", NameEn: "Unlikely day of release",
			Examples: []CheckExample{
				{Others: []string{"2024-05-31", "2024-06-30"}, Value: "2024-06-20"},
				{Others: []string{"2024-05-31", "2024-06-30"}, Value: "2024-05-20", Flags: true},
				{Others: []string{"2024-05-31", "2024-06-30"}, Value: "2024-07-01", Flags: true}}},
	}
}

// contextChecks hold a row against other values.
func contextChecks() []CheckRule {
	return []CheckRule{
		{Code: "year-to-date", Kind: CheckYearToDate, Severity: CheckSoft, Active: true,
			Scope:  CheckScope{Kinds: []Kind{KindFlow, KindCumulative}},
			NameZh: "本年累计不回落", NameEn: "The year to date does not fall", Parameters: numbers("tolerance_percent", "0"),
			Examples: []CheckExample{{Others: []string{"700"}, Value: "800"}, {Others: []string{"700"}, Value: "700"},
				{Others: []string{"700"}, Value: "69", Flags: true}}},
		// A change is unusual when it lies further from the usual change than 5 times its
		// usual spread; but a fifth (10 points for rates) is never unusual by itself. With
		// fewer than five earlier values a factor of ten is all that can be judged: it is
		// what a wrong unit (千, 万, 亿, 0.95 for 95 %) leaves at least.
		{Code: "jump", Kind: CheckJump, Severity: CheckSoft, Active: true,
			Scope:  CheckScope{Kinds: []Kind{KindStock, KindFlow, KindCumulative, KindRatio}},
			NameZh: "与历年同期相比突变", NameEn: "Unlike the same period of earlier years",
			Parameters: numbers("multiple", "5", "floor_percent", "20", "floor_points", "10", "factor", "10"),
			Examples: []CheckExample{
				{Others: []string{"100", "105", "110", "116", "121"}, Value: "127"},
				{Others: []string{"100", "105", "110", "116", "121"}, Value: "160", Flags: true},
				{Others: []string{"100", "160", "90", "150", "100"}, Value: "170"},
				{Others: []string{"100", "104"}, Value: "150"},
				{Others: []string{"100", "104"}, Value: "10400", Flags: true},
				{Others: []string{"30%", "31%", "33%", "34%", "35%"}, Value: "44%"},
				{Others: []string{"30%", "31%", "33%", "34%", "35%"}, Value: "0.36%", Flags: true}}},
		// Each printed number may be off by half a unit of its last digit; beyond that one
		// per cent is allowed, because banners and city may revise at different times.
		{Code: "parts", Kind: CheckParts, Severity: CheckSoft, Active: true,
			NameZh: "分旗区之和与全市", NameEn: "Banners against the city", Parameters: numbers("tolerance_percent", "1"),
			Examples: []CheckExample{
				{Others: []string{"30", "70"}, Value: "100"}, {Others: []string{"30", "70"}, Value: "110", Flags: true},
				{Others: []string{"30", "…"}, Value: "100"}, {Others: []string{"130", "…"}, Value: "100", Flags: true}}},
		{Code: "derived", Kind: CheckDerived, Severity: CheckSoft, Active: true,
			NameZh: "所印数值与公式", NameEn: "Printed value against its formula", Parameters: numbers("tolerance_percent", "1"),
			Examples: []CheckExample{{Others: []string{"35.294"}, Value: "35.3"}, {Others: []string{"35.294"}, Value: "35"},
				{Others: []string{"52.83"}, Value: "62", Flags: true}}},
		{Code: "growth", Kind: CheckGrowth, Severity: CheckSoft, Active: true,
			NameZh: "所印同比与两年数值", NameEn: "Printed growth against the two values", Parameters: numbers("tolerance_points", "2"),
			Examples: []CheckExample{{Others: []string{"100"}, Growth: "5", Value: "105"}, {Others: []string{"100"}, Growth: "6.5", Value: "105"},
				{Others: []string{"100"}, Growth: "-5", Value: "105", Flags: true}}},
	}
}

func numbers(pairs ...string) map[string]decimal.Decimal {
	named := map[string]decimal.Decimal{}
	for i := 0; i+1 < len(pairs); i += 2 {
		named[pairs[i]], _ = decimal.NewFromString(pairs[i+1])
	}
	return named
}
