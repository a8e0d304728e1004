package metrics

import "testing"

func TestReadPeriodMoreForms(t *testing.T) {
	for _, c := range []struct {
		hint      Frequency
		text      string
		frequency Frequency
		canonical string
	}{
		{"", "“十四五”末", Annual, "2025"}, // 2021 to 2025
		{"", "“十三五”期末", Annual, "2020"},
		{"", "十五五末", Annual, "2030"},
		{"", "2023年三季度末", Quarter, "2023-Q3"},
		{Day, "2023年三季度末", Day, "2023-09-30"},
		{Month, "2023年一季度末", Month, "2023-03"},
		{"", "2023年8月累计", YearToDate, "2023-08"},
		{"", "2023年8月当月", Month, "2023-08"},
		{"", "2024-A1", Annual, "2024"},
		{"", "2024-M03", Month, "2024-03"},
		{YearToDate, "2024-M03", YearToDate, "2024-03"},
		{"", "2024-03-31T00:00:00", Day, "2024-03-31"},
		{"", "2011/12", Month, "2011-12"}, // may be a month, so it is one
		{"", "2011/12学年", Annual, "2011/12"},
		{"", "2023/24", Annual, "2023/24"},
		{Annual, "2023-2024学年", Annual, "2023/24"},
		{"", "1999/00", Annual, "1999/00"},
	} {
		got, err := ReadPeriod(c.hint, c.text)
		if err != nil || got.Frequency != c.frequency || got.String() != c.canonical {
			t.Errorf("%q as %q: got %s %s, %v, want %s %s", c.text, c.hint, got.Frequency, got, err, c.frequency, c.canonical)
		}
	}
	for text, key := range map[string]string{"2023/24年度": "period.split_year", "2023-2024财年": "period.split_year", "1901/02学年": "period.range",
		"2023/25": "period.day", "“一五”末": "period.form", "2024-M13": "period.day", "2024-03-31T12:30:00": "period.form"} {
		if _, err := ReadPeriod("", text); AsProblem(err) == nil || AsProblem(err).Key != key {
			t.Errorf("%q: got %v, want %s", text, err, key)
		}
	}
}

func TestReadPeriodIn(t *testing.T) {
	for _, c := range []struct {
		hint      Frequency
		text      string
		frequency Frequency
		canonical string
	}{
		{"", "8月", Month, "2023-08"}, {YearToDate, "8月", YearToDate, "2023-08"}, {"", "１—８月", YearToDate, "2023-08"},
		{"", "上半年", HalfYear, "2023-S1"}, {"", "前三季度", YearToDate, "2023-09"}, {"", "一季度", Quarter, "2023-Q1"},
		{"", "三季度末", Quarter, "2023-Q3"}, {"", "全年", Annual, "2023"}, {Day, "8月31日", Day, "2023-08-31"},
		{"", "2021年8月", Month, "2021-08"}, {"", "Q2", Quarter, "2023-Q2"}, {"", "年底", Annual, "2023"},
		{"", "前八个月", YearToDate, "2023-08"}, {"", "一至八月", YearToDate, "2023-08"}, {"", "4-6月", Quarter, "2023-Q2"},
		{"", "Ⅲ季度", Quarter, "2023-Q3"}, {"", "截至8月末", Month, "2023-08"}, {"", "8月末累计", YearToDate, "2023-08"},
		{"", "上半年末", HalfYear, "2023-S1"}, {"", "H2", HalfYear, "2023-S2"}, {"", "十二月", Month, "2023-12"},
	} {
		got, err := ReadPeriodIn(2023, c.hint, c.text)
		if err != nil || got.Frequency != c.frequency || got.String() != c.canonical {
			t.Errorf("%q as %q: got %s %s, %v, want %s %s", c.text, c.hint, got.Frequency, got, err, c.frequency, c.canonical)
		}
	}
	if _, err := ReadPeriodIn(0, "", "8月"); AsProblem(err) == nil || AsProblem(err).Key != "period.no_year" {
		t.Errorf("got %v, want period.no_year", err)
	}
	if _, err := ReadPeriodIn(2023, "", "13月"); AsProblem(err) == nil || AsProblem(err).Key != "period.day" || AsProblem(err).Arguments["value"] != "13月" {
		t.Errorf("got %v, want period.day of 13月", err)
	}
}

// 45169 is 31 August 2023: 45292 is 1 January 2024, 123 days later. The count from 1904
// is 1462 smaller. 28491 is 1 January 1978: 45292 less 46 years of 365 days and 11 leap
// days (1980 to 2020), which are 16801 days.
func TestSerialDay(t *testing.T) {
	for _, c := range []struct {
		serial int
		from   bool
		want   Date
		ok     bool
	}{
		{45169, false, NewDate(2023, 8, 31), true}, {43707, true, NewDate(2023, 8, 31), true}, {28491, false, NewDate(1978, 1, 1), true},
		{28490, false, 0, false}, {-1, false, 0, false}, {1 << 40, false, 0, false}, {73415, false, NewDate(2100, 12, 31), true}, {73416, false, 0, false},
	} {
		got, ok := SerialDay(c.serial, c.from)
		if ok != c.ok || ok && got != c.want {
			t.Errorf("%d: got %s, %v, want %s, %v", c.serial, got, ok, c.want, c.ok)
		}
	}
}

// A text without a year means the same as the text with it, and needs one.
func FuzzReadPeriodIn(f *testing.F) {
	for _, seed := range []string{"8月", "1-8月", "上半年", "三季度末", "2023", "十四五末", "Q5", "前八个月", "10月至12月", "23年8月", "截至八月末", "H1"} {
		f.Add(2023, "", seed)
		f.Add(0, "YTD", seed)
	}
	f.Fuzz(func(t *testing.T, year int, hint, text string) {
		period, err := ReadPeriodIn(year, Frequency(hint), text)
		if err != nil {
			if AsProblem(err) == nil {
				t.Fatalf("error without a sentence for people: %v", err)
			}
			return
		}
		if NeedsYear(text) && period.Last.Year() != year {
			t.Fatalf("%q in %d is %v", text, year, period)
		}
		if again, err := ParsePeriod(period.Frequency, period.String()); err != nil || again != period {
			t.Fatalf("%q became %v, whose form %s reads as %v, %v", text, period, period, again, err)
		}
	})
}
