package metrics

import "testing"

func TestReadPeriod(t *testing.T) {
	for _, c := range []struct {
		hint      Frequency
		text      string
		frequency Frequency
		canonical string
	}{
		{"", "2023", Annual, "2023"},
		{"", "2024-S1", HalfYear, "2024-S1"},
		{"", "2024-Q3", Quarter, "2024-Q3"},
		{"", "2024q3", Quarter, "2024-Q3"},
		{"", "2024-03", Month, "2024-03"},
		{YearToDate, "2024-03", YearToDate, "2024-03"},
		{"", "2024-03-31", Day, "2024-03-31"},
		{"", "2023年", Annual, "2023"},
		{"", "２０２３年", Annual, "2023"},
		{"", "2023年度", Annual, "2023"},
		{"", "2023年全年", Annual, "2023"},
		{"", "2023年底", Annual, "2023"},
		{Annual, "2023年末", Annual, "2023"},
		{Day, "2023年末", Day, "2023-12-31"},
		{Month, "2023年底", Month, "2023-12"},
		{"", "2023年8月", Month, "2023-08"},
		{"", "2023年8月份", Month, "2023-08"},
		{YearToDate, "2023年8月", YearToDate, "2023-08"},
		{Day, "2023年2月底", Day, "2023-02-28"},
		{Day, "2024年2月末", Day, "2024-02-29"},
		{"", "2023年1-8月", YearToDate, "2023-08"},
		{"", "2023年1—8月", YearToDate, "2023-08"},
		{"", "2023年1～11月", YearToDate, "2023-11"},
		{"", "2023年1月至8月", YearToDate, "2023-08"},
		{"", "2023年 1 - 2 月", YearToDate, "2023-02"},
		{"", "2023年上半年", HalfYear, "2023-S1"},
		{YearToDate, "2023年上半年", YearToDate, "2023-06"},
		{"", "2023年下半年", HalfYear, "2023-S2"},
		{"", "2023年前三季度", YearToDate, "2023-09"},
		{"", "2023年前3季度", YearToDate, "2023-09"},
		{"", "2023年一至三季度", YearToDate, "2023-09"},
		{"", "2023年一季度", Quarter, "2023-Q1"},
		{"", "2023年第四季度", Quarter, "2023-Q4"},
		{YearToDate, "2023年一季度", YearToDate, "2023-03"},
		{"", "202308", Month, "2023-08"},
		{"", "2023/8", Month, "2023-08"},
		{"", "2023/8/31", Day, "2023-08-31"},
		{"", "2023年8月31日", Day, "2023-08-31"},
		{"", "20230831", Day, "2023-08-31"},
	} {
		got, err := ReadPeriod(c.hint, c.text)
		if err != nil || got.Frequency != c.frequency || got.String() != c.canonical {
			t.Errorf("%q as %q: got %s %s, %v, want %s %s", c.text, c.hint, got.Frequency, got, err, c.frequency, c.canonical)
		}
	}
	// 1 January and 31 August bound the year to date to August.
	period, err := ReadPeriod("", "2023年1-8月")
	if err != nil || period.Start() != NewDate(2023, 1, 1) || period.End() != NewDate(2023, 8, 31) {
		t.Errorf("year to date runs from %s to %s, %v", period.Start(), period.End(), err)
	}
}

func TestReadPeriodRefuses(t *testing.T) {
	for _, c := range []struct {
		hint Frequency
		text string
		key  string
	}{
		{"", "", "period.form"},
		{"", "去年", "period.form"},
		{"", "2023.8", "period.form"}, // as a number 2023.10 would be 2023.1
		{"", "2023年3-8月", "period.form"},
		{"", "2023年第5季度", "period.form"},
		{"", "20231", "period.form"},
		{"", "2023S", "period.form"},
		{"", "2023年3", "period.form"},
		{"", "2023-8/31", "period.form"},
		{"", "1960", "period.range"},
		{"", "1977年12月", "period.range"},
		{"", "9999年", "period.range"},
		{"", "2023年13月", "period.day"},
		{"", "2023-02-30", "period.day"},
		{"", "2023年1-13月", "period.day"},
		{Day, "2023年13月底", "period.day"},
		{Month, "2023年", "period.frequency"},
		{Annual, "2023年8月", "period.frequency"},
		{Month, "2023年1-8月", "period.frequency"},
		{"W", "2023", "period.frequency"},
	} {
		_, err := ReadPeriod(c.hint, c.text)
		problem := AsProblem(err)
		if problem == nil || problem.Key != c.key || problem.Arguments["value"] != c.text {
			t.Errorf("%q as %q: got %v, want %s", c.text, c.hint, err, c.key)
		}
	}
}

func TestPeriodChinese(t *testing.T) {
	for _, c := range []struct {
		frequency       Frequency
		canonical, want string
	}{
		{Annual, "2023", "2023年"}, {HalfYear, "2023-S1", "2023年上半年"}, {HalfYear, "2023-S2", "2023年下半年"},
		{Quarter, "2023-Q1", "2023年一季度"}, {Quarter, "2023-Q4", "2023年四季度"}, {Month, "2023-08", "2023年8月"},
		{YearToDate, "2023-08", "2023年1—8月"}, {YearToDate, "2023-01", "2023年1月"}, {Day, "2023-08-31", "2023年8月31日"},
	} {
		period, err := ParsePeriod(c.frequency, c.canonical)
		if err != nil || period.Chinese() != c.want {
			t.Errorf("%s %s: %s, %v, want %s", c.frequency, c.canonical, period.Chinese(), err, c.want)
		}
	}
}

// What is read has a canonical form that ParsePeriod reads as the same period.
func FuzzReadPeriod(f *testing.F) {
	for _, seed := range []string{"2023年1-8月", "2024-Q1", "202308", "2023年底", "1978/1/1", "2100S2", "年", "２０２３／８"} {
		f.Add("", seed)
		f.Add("YTD", seed)
	}
	f.Fuzz(func(t *testing.T, hint, text string) {
		period, err := ReadPeriod(Frequency(hint), text)
		if err != nil {
			if AsProblem(err) == nil {
				t.Fatalf("error without a sentence for people: %v", err)
			}
			return
		}
		if hint != "" && period.Frequency != Frequency(hint) {
			t.Fatalf("%q asked as %s is %s", text, hint, period.Frequency)
		}
		again, err := ParsePeriod(period.Frequency, period.String())
		if err != nil || again != period {
			t.Fatalf("%q became %v, whose form %s reads as %v, %v", text, period, period, again, err)
		}
		again, err = ReadPeriod(period.Frequency, period.Chinese())
		if err != nil || again != period {
			t.Fatalf("%q became %v, whose form %s reads as %v, %v", text, period, period.Chinese(), again, err)
		}
	})
}
