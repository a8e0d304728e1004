package metrics_test

import (
	"slices"
	"testing"

	"zhibiao/metrics"
)

func series(indicator string) metrics.SeriesKey {
	return metrics.SeriesKey{Indicator: indicator, Area: metrics.CityArea, Scenario: metrics.Actual}
}

func asks(form *metrics.Form) (numbers []int, texts []string) {
	for _, row := range form.Rows {
		numbers = append(numbers, row.Number)
		texts = append(texts, row.Organisation+" "+row.Indicator+" "+row.Period.String())
	}
	return numbers, texts
}

// A asks for coal in 2024 and 2025 and gas in 2025, B for beds in 2025. Gas moves up, coal
// of 2024 goes, beds are asked for in 2026 too; what A has is not asked of B. Rows that
// stay keep their numbers, and a number that went is given to nobody else.
func TestFormIsChanged(t *testing.T) {
	var form metrics.Form
	years := func(years ...int) (periods []metrics.Period) {
		for _, year := range years {
			periods = append(periods, metrics.Year(year))
		}
		return periods
	}
	added := form.Add([]metrics.FormQuestion{{Organisation: "A", SeriesKey: series("COAL"), Periods: years(2024, 2025)},
		{Organisation: "B", SeriesKey: series("BEDS"), Periods: years(2025)}, {Organisation: "A", SeriesKey: series("GAS"), Periods: years(2025)}})
	if numbers, texts := asks(&form); added != 4 || !slices.Equal(numbers, []int{1, 2, 3, 4}) ||
		!slices.Equal(texts, []string{"A COAL 2024", "A COAL 2025", "A GAS 2025", "B BEDS 2025"}) {
		t.Fatalf("added %d: %v %v", added, numbers, texts)
	}
	first := form
	questions := form.Questions()
	if metrics.MoveQuestion(questions, 4, true) { // the only one of B
		t.Error("a question moved past its organisation")
	}
	if !metrics.MoveQuestion(questions, 3, true) {
		t.Error("gas does not move")
	}
	questions[1].Periods = years(2025)
	questions[1].Optional = true
	form.Ask(questions)
	if added := form.Add([]metrics.FormQuestion{{Organisation: "B", SeriesKey: series("BEDS"), Periods: years(2025, 2026)},
		{Organisation: "B", SeriesKey: series("GAS"), Periods: years(2025)}}); added != 1 {
		t.Errorf("%d rows added, want beds of 2026 alone", added)
	}
	numbers, texts := asks(&form)
	if !slices.Equal(numbers, []int{3, 2, 4, 5}) || !slices.Equal(texts, []string{"A GAS 2025", "A COAL 2025", "B BEDS 2025", "B BEDS 2026"}) {
		t.Errorf("%v %v", numbers, texts)
	}
	if got, want := form.Since(&first), (metrics.FormDifference{Added: 1, Removed: 1, Changed: 1, Reordered: true}); got != want {
		t.Errorf("difference %+v, want %+v", got, want)
	}
	form.Rows = form.Rows[:3]
	form.Add([]metrics.FormQuestion{{Organisation: "B", SeriesKey: series("BEDS"), Periods: years(2027)}})
	if numbers, _ := asks(&form); !slices.Equal(numbers, []int{3, 2, 4, 6}) {
		t.Errorf("numbers %v, want 6 after 5 was removed", numbers)
	}
}

// A unit that the form sets is part of the key of a row: a sheet that was filled in before
// is not read under another unit.
func TestFormKeyHoldsTheUnit(t *testing.T) {
	form := metrics.Form{Code: "F"}
	form.Add([]metrics.FormQuestion{{Organisation: "A", SeriesKey: series("COAL"), Periods: []metrics.Period{metrics.Year(2025)}}})
	key, _ := metrics.ReadFormRowKey(form.RowKey(&form.Rows[0]))
	form.Rows[0].Unit = "亿吨"
	if _, genuine := form.Keyed(key); genuine {
		t.Error("the key is good under another unit")
	}
}

// On 22 November 2026: after the years 2023 to 2025 comes 2026; 2027 and 2028 have not
// begun. After the four quarters of 2025 come those of 2026, all of which have begun.
// January to September is followed by January to October, 2025/26 by 2026/27, and
// December 2026, which has not begun, comes after November because nothing else would.
func TestNextPeriods(t *testing.T) {
	read := func(texts ...string) (periods []metrics.Period) {
		for _, text := range texts {
			period, err := metrics.ReadPeriod("", text)
			if err != nil {
				t.Fatal(err)
			}
			periods = append(periods, period)
		}
		return periods
	}
	for _, c := range []struct{ given, want []metrics.Period }{
		{read("2023", "2024", "2025"), read("2026")},
		{read("2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"), read("2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4")},
		{read("2026年1-9月"), read("2026年1-10月")},
		{read("2026年上半年", "2025"), read("2026年下半年", "2026")},
		{read("2025/26"), read("2026/27")},
		{read("2026-11"), read("2026-12")},
	} {
		if got := metrics.NextPeriods(c.given, metrics.NewDate(2026, 11, 22)); !slices.Equal(got, c.want) {
			t.Errorf("after %v come %v, want %v", c.given, got, c.want)
		}
	}
}

// Coal is asked by the month and by the year, beds by the year: for October and 2026 coal
// is asked twice and beds once, in the unit and with the note of before.
func TestFormIsRepeated(t *testing.T) {
	var form metrics.Form
	form.Add([]metrics.FormQuestion{{Organisation: "A", SeriesKey: series("COAL"), Periods: []metrics.Period{metrics.MonthOf(2026, 9), metrics.Year(2025)},
		FormSettings: metrics.FormSettings{Unit: "亿吨", Note: "含露天"}}, {Organisation: "B", SeriesKey: series("BEDS"), Periods: []metrics.Period{metrics.Year(2025)}}})
	again := metrics.Form{}
	again.Add(form.Repeat([]metrics.Period{metrics.MonthOf(2026, 10), metrics.Year(2026)}))
	if _, texts := asks(&again); !slices.Equal(texts, []string{"A COAL 2026-10", "A COAL 2026", "B BEDS 2026"}) || again.Rows[0].Unit != "亿吨" || again.Rows[1].Note != "含露天" {
		t.Errorf("%v %+v", texts, again.Rows)
	}
}
