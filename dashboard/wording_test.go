package dashboard

import (
	"math"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"zhibiao/dashboard/locale"
	"zhibiao/metrics"
)

func words(t *testing.T, language locale.Language) wording {
	t.Helper()
	texts, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	return wording{texts: texts, language: language, zone: time.FixedZone("Asia/Shanghai", 8*3600)}
}

func TestNumbers(t *testing.T) {
	w := words(t, locale.Chinese)
	exact := func(text string) decimal.NullDecimal {
		return decimal.NewNullDecimal(decimal.RequireFromString(text))
	}
	cases := []struct{ got, want string }{
		{w.exact(decimal.NullDecimal{}, 2), "—"},
		{w.exact(exact("0"), 1), "0.0"},
		{w.exact(exact("22380"), 0), "22,380"},
		{w.exact(exact("2.565"), 2), "2.57"},
		{w.number(nil, 1), "—"},
		{w.number(rate(math.NaN()), 1), "—"},
		{w.number(rate(-0.04), 1), "0.0"}, // no minus before a rounded zero
		{w.number(rate(-1234.5), 1), "−1,234.5"},
		{w.signed(rate(0.64), 2), "+0.64"},
		{w.signed(rate(0.001), 2), "0.00"},
		{w.percent(rate(0.2851851)), "28.5%"},
		{w.percent(nil), "—"},
		{w.points(rate(0.285), rate(0.4)), "−11.5"},
		{w.step(metrics.ExplanationStep{Name: "time_rate", Result: 0.4}), "40.0%"},
		{w.step(metrics.ExplanationStep{Name: "pace", Result: 0.7125}), "0.713"},
	}
	for i, c := range cases {
		if c.got != c.want {
			t.Errorf("case %d: %q, want %q", i, c.got, c.want)
		}
	}
}

func TestTargetValues(t *testing.T) {
	w := words(t, locale.Chinese)
	share := &metrics.Indicator{Kind: metrics.KindRatio, Decimals: 1}
	event := &metrics.Indicator{Kind: metrics.KindEvent}
	one, two := decimal.NewNullDecimal(decimal.NewFromInt(1)), decimal.NewNullDecimal(decimal.NewFromInt(2))
	cases := []struct {
		indicator *metrics.Indicator
		target    metrics.Target
		want      string
	}{
		{share, metrics.Target{Comparator: metrics.AtLeast, Value: one}, "≥ 1.0"},
		{share, metrics.Target{Comparator: metrics.Approximately, Value: one}, "≈ 1.0"},
		{share, metrics.Target{Comparator: metrics.Equal, Value: one}, "1.0"},
		{share, metrics.Target{Comparator: metrics.Between, Value: one, ValueHigh: two}, "1.0–2.0"},
		{share, metrics.Target{Comparator: metrics.AtLeast}, "定性目标"},
		{event, metrics.Target{Comparator: metrics.AtLeast, Value: one}, "已完成"},
	}
	for _, c := range cases {
		if got := w.targetValue(c.indicator, &c.target); got != c.want {
			t.Errorf("%+v: %q, want %q", c.target, got, c.want)
		}
	}
}

func TestPeriods(t *testing.T) {
	toDate, err := metrics.ParsePeriod(metrics.YearToDate, "2023-08")
	if err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		period  any
		zh, eng string
	}{
		{"2023", "2023年", "2023"},
		{"2023-S1", "2023年上半年", "H1 2023"},
		{"2023-Q4", "2023年四季度", "Q4 2023"},
		{"2023-08", "2023年8月", "Aug 2023"},
		{toDate, "2023年1—8月", "Jan–Aug 2023"},
		{metrics.MonthOf(2023, 8), "2023年8月", "Aug 2023"},
		{"2023-12-31", "2023年12月31日", "31 Dec 2023"},
		{metrics.SchoolYear(2023), "2023/24学年", "school year 2023/24"},
		{"2023/24", "2023/24学年", "school year 2023/24"},
		{"某年", "某年", "某年"},
	}
	for _, c := range cases {
		if got := words(t, locale.Chinese).period(c.period); got != c.zh {
			t.Errorf("%v: %q, want %q", c.period, got, c.zh)
		}
		if got := words(t, locale.English).period(c.period); got != c.eng {
			t.Errorf("%v: %q, want %q", c.period, got, c.eng)
		}
	}
}

// The path from 0 in 2021 over 10 in 2023 to 40 in 2025: 2022 lies halfway at 5, 2024
// at 10 + 30 ÷ 2 = 25; nothing is known before and after.
func TestGoalOfYear(t *testing.T) {
	at := func(number int64) decimal.NullDecimal { return decimal.NewNullDecimal(decimal.NewFromInt(number)) }
	item := Item{
		Indicator: &metrics.Indicator{},
		Target:    &metrics.Target{Period: "2023", Value: at(10), BasePeriod: "2021", BaseValue: at(0)},
		Later:     []*metrics.Target{{Period: "2025", Value: at(40)}},
	}
	for year, want := range map[int]float64{2021: 0, 2022: 5, 2023: 10, 2024: 25, 2025: 40} {
		if got := goalOfYear(item, year); got == nil || *got != want {
			t.Errorf("%d: %v, want %v", year, got, want)
		}
	}
	for _, year := range []int{2020, 2026} {
		if got := goalOfYear(item, year); got != nil {
			t.Errorf("%d: %v, want none", year, *got)
		}
	}
}

// Two yearly values make the line; a single one gives way to months; frequencies never
// share a line.
func TestOneFrequency(t *testing.T) {
	value := func(period metrics.Period) metrics.Observation {
		return metrics.Observation{ObservationKey: metrics.ObservationKey{Period: period},
			Value: decimal.NewNullDecimal(decimal.NewFromInt(1))}
	}
	yearly := []metrics.Observation{value(metrics.Year(2022)), value(metrics.Year(2021))}
	monthly := []metrics.Observation{value(metrics.MonthOf(2023, 2)), value(metrics.MonthOf(2023, 1)), value(metrics.MonthOf(2023, 3))}
	got := oneFrequency(append(append([]metrics.Observation{}, yearly...), monthly...))
	if len(got) != 2 || got[0].Period != metrics.Year(2021) {
		t.Errorf("two years and three months give %v", got)
	}
	got = oneFrequency(append(append([]metrics.Observation{}, yearly[:1]...), monthly...))
	if len(got) != 3 || got[0].Period != metrics.MonthOf(2023, 1) {
		t.Errorf("one year and three months give %v", got)
	}
}

func TestToldWritesPeriodsUnitsAndNumbers(t *testing.T) {
	problem := metrics.NewProblem("assess.reason.missed", "deadline", "2025", "latest_period", "2025-10", "latest", "104010",
		"unit", "万吨", "goal", "≥110000.5", "shortfall", "5990.123", "change_unit", "万吨")
	got := words(t, locale.Chinese).told(problem)
	want := "期限2025年已到，2025年10月为104,010万吨，未达到目标（≥110,000.5万吨），差5,990.123万吨。"
	if got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	if got := words(t, locale.Chinese).told(nil); got != "" {
		t.Errorf("nothing told as %q", got)
	}
	for text, want := range map[string]string{"(104010 − 98000) ÷ 3": "(104,010 − 98,000) ÷ 3", "0.123456": "0.123456", "2025": "2025", "": ""} {
		if got := grouped(text); got != want {
			t.Errorf("grouped(%q) = %q, want %q", text, got, want)
		}
	}
}
