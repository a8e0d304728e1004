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
		{"", "2023.08", Month, "2023-08"},
		{"", "2023.8", Month, "2023-08"},
		{"", "2023.10", Month, "2023-10"},
		{"", "2023.08.31", Day, "2023-08-31"},
		{"", "二〇二三年", Annual, "2023"},
		{"", "二零二三年十二月", Month, "2023-12"},
		{"", "二○二三年一至八月", YearToDate, "2023-08"},
		{"", "二〇二三年八月三十一日", Day, "2023-08-31"},
		{"", "2023年1〜8月", YearToDate, "2023-08"},
		{"", "2023年1――8月", YearToDate, "2023-08"},
		{"", "2023年1─8月", YearToDate, "2023-08"},
		{"", "2023年前8个月", YearToDate, "2023-08"},
		{"", "2023年前两个月", YearToDate, "2023-02"},
		{"", "2023年1-8月（累计）", YearToDate, "2023-08"},
		{"", "2023年8月（当月）", Month, "2023-08"},
		{"", "2023年8月单月", Month, "2023-08"},
		{"", "2023年8月末累计", YearToDate, "2023-08"},
		{"", "2023年1月—2023年8月", YearToDate, "2023-08"},
		{"", "2023-01—2023-08", YearToDate, "2023-08"},
		{"", "截至2023年8月底", Month, "2023-08"},
		{"", "23年8月", Month, "2023-08"},
		{"", "98年1-8月", YearToDate, "1998-08"},
		{"", "2023年4-6月", Quarter, "2023-Q2"},
		{"", "2023年7—9月", Quarter, "2023-Q3"},
		{"", "2023年10月至12月", Quarter, "2023-Q4"},
		{"", "2023年7-12月", HalfYear, "2023-S2"},
		{Quarter, "2023年1-3月", Quarter, "2023-Q1"},
		{HalfYear, "2023年1-6月", HalfYear, "2023-S1"},
		{Annual, "2023年1-12月", Annual, "2023"},
		{"", "2023年1-12月", YearToDate, "2023-12"},
		{"", "2023年上半年末", HalfYear, "2023-S1"},
		{Day, "2023年上半年末", Day, "2023-06-30"},
		{"", "2023年上半年累计", YearToDate, "2023-06"},
		{"", "2023年Ⅲ季度", Quarter, "2023-Q3"},
		{"", "2023年IV季度", Quarter, "2023-Q4"},
		{"", "2023年三季度累计", YearToDate, "2023-09"},
		{"", "2023年第一至第三季度", YearToDate, "2023-09"},
		{"", "“十四五”时期末", Annual, "2025"},
		{"", "2023M8", Month, "2023-08"},
		{"", "Aug 2023", Month, "2023-08"},
		{"", "Sept. 2023", Month, "2023-09"},
		{"", "2023 August", Month, "2023-08"},
		{"", "Jan–Aug 2023", YearToDate, "2023-08"},
		{"", "January to August 2023", YearToDate, "2023-08"},
		{"", "31 Aug 2023", Day, "2023-08-31"},
		{"", "Q3 2023", Quarter, "2023-Q3"},
		{"", "3Q2023", Quarter, "2023-Q3"},
		{"", "2023H1", HalfYear, "2023-S1"},
		{"", "H2 2023", HalfYear, "2023-S2"},
		{"", "2023-08-31 00:00:00", Day, "2023-08-31"},
		{"", "2023/8/31 0:00", Day, "2023-08-31"},
		{"", "2023-08-31T00:00:00.000Z", Day, "2023-08-31"},
		{"", "2023-08-31T00:00:00+08:00", Day, "2023-08-31"},
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
		{"", "2023.1", "period.lost_zero"}, // as a number 2023.10 would be 2023.1
		{"", "2023年4-8月", "period.form"},
		{"", "2023年10-6月", "period.form"},
		{"", "Aug-23", "period.form"}, // a month to some, 23 August to others
		{"", "23年", "period.form"},
		{"", "2022年1月—2023年8月", "period.form"},
		{"", "2023-08-31 15:30:00", "period.form"},
		{"", "2023年十三月", "period.day"},
		{Annual, "2023年1-6月", "period.frequency"},
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
	for _, seed := range []string{"2023年1-8月", "2024-Q1", "202308", "2023年底", "1978/1/1", "2100S2", "年", "２０２３／８", "二〇二三年十二月",
		"2023.1", "Jan–Aug 2023", "3Q2023", "2023-08-31 00:00:00", "23年8月", "2023年1月—2023年8月", "2023年IV季度", "2023年上半年末", "截至2023年前两个月"} {
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
