package metrics

import (
	"testing"

	"github.com/shopspring/decimal"
)

// The ways in which Chinese tables print periods, each with what it says, read from the
// words by hand; a text without a year stands below the year 2023.
func TestPublishedPeriods(t *testing.T) {
	for _, c := range []struct {
		text        string
		frequency   Frequency
		first, last Date
	}{
		{"2023年", Annual, NewDate(2023, 1, 1), NewDate(2023, 12, 31)},
		{"2023年底", Annual, NewDate(2023, 1, 1), NewDate(2023, 12, 31)},
		{"2023年1-8月", YearToDate, NewDate(2023, 1, 1), NewDate(2023, 8, 31)},
		{"1—8月", YearToDate, NewDate(2023, 1, 1), NewDate(2023, 8, 31)},
		{"上半年", HalfYear, NewDate(2023, 1, 1), NewDate(2023, 6, 30)},
		{"前三季度", YearToDate, NewDate(2023, 1, 1), NewDate(2023, 9, 30)},
		{"一季度", Quarter, NewDate(2023, 1, 1), NewDate(2023, 3, 31)},
		{"三季度末", Quarter, NewDate(2023, 7, 1), NewDate(2023, 9, 30)},
		{"8月", Month, NewDate(2023, 8, 1), NewDate(2023, 8, 31)},
		{"“十四五”末", Annual, NewDate(2025, 1, 1), NewDate(2025, 12, 31)},
		{"2023-Q2", Quarter, NewDate(2023, 4, 1), NewDate(2023, 6, 30)},
		{"2023-08", Month, NewDate(2023, 8, 1), NewDate(2023, 8, 31)},
		{"202308", Month, NewDate(2023, 8, 1), NewDate(2023, 8, 31)},
		{"２０２３年１－８月", YearToDate, NewDate(2023, 1, 1), NewDate(2023, 8, 31)},
		{"2023年2月", Month, NewDate(2023, 2, 1), NewDate(2023, 2, 28)},
		{"2024年2月", Month, NewDate(2024, 2, 1), NewDate(2024, 2, 29)},
	} {
		got, err := ReadPeriodIn(2023, "", c.text)
		if want := (Period{c.frequency, c.first, c.last}); err != nil || got != want {
			t.Errorf("%q: got %v, %v, want %v", c.text, got, err, want)
		}
	}
	// The year to date and the single month of the same name are never the same period.
	single, _ := ReadPeriod("", "2023年8月")
	upToDate, _ := ReadPeriod("", "2023年1-8月")
	january, _ := ReadPeriod("", "2023年1月")
	toJanuary, err := ReadPeriod(YearToDate, "2023年1月")
	if err != nil || single == upToDate || january == toJanuary {
		t.Errorf("%v and %v, %v and %v: %v", single, upToDate, january, toJanuary, err)
	}
	// A school year runs from September to August; of a budget year nobody says.
	school := Period{Annual, NewDate(2023, 9, 1), NewDate(2024, 8, 31)}
	for _, text := range []string{"2023/24", "2023/24学年", "2023-2024学年", "2023—2024 学年", "２０２３／２４"} {
		if got, err := ReadPeriodIn(2023, "", text); err != nil || got != school || got == Year(2023) {
			t.Errorf("%q: got %v, %v, want September 2023 to August 2024", text, got, err)
		}
	}
	if got, err := ReadPeriod(Annual, school.Chinese()); err != nil || got != school || school.Chinese() != "2023/24学年" {
		t.Errorf("%s is read as %v, %v", school.Chinese(), got, err)
	}
	for _, text := range []string{"2023-2024年度", "2023/24财年"} {
		if _, err := ReadPeriodIn(2023, "", text); AsProblem(err) == nil || AsProblem(err).Key != "period.split_year" {
			t.Errorf("%q: got %v, want period.split_year", text, err)
		}
	}
	if _, err := ReadPeriod(Month, "2023/24"); AsProblem(err) == nil || AsProblem(err).Key != "period.frequency" {
		t.Errorf("a school year as a month: %v", err)
	}
}

// The ways in which they print numbers, and that there is none.
func TestPublishedNumbers(t *testing.T) {
	for _, c := range []struct {
		text, unit, want string
		status           ObservationStatus
	}{
		{"１２３．４", "万吨", "123.4", ""}, {"1,234.5", "万吨", "1234.5", ""}, {"１，２３４", "人", "1234", ""},
		{"1.2万", "吨", "12000", ""}, {"3.5亿", "元", "350000000", ""}, {"3.5亿元", "万元", "35000", ""},
		{"12‰", "‰", "12", ""}, {"12‰", "%", "1.2", ""}, {"约500", "人", "500", ""}, {"≥70", "%", "70", ""}, {"－3.1", "%", "-3.1", ""},
		{"－", "人", "", StatusMissing}, {"—", "人", "", StatusMissing}, {"——", "人", "", StatusMissing}, {"…", "人", "", StatusMissing},
		{"……", "人", "", StatusMissing}, {"...", "人", "", StatusMissing}, {"", "人", "", StatusMissing},
		{"(D)", "人", "", StatusSuppressed}, {"（D）", "人", "", StatusSuppressed}, {"未公布", "人", "", StatusNotReported},
	} {
		number, err := ParseNumber(c.text)
		if err != nil {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		value, err := number.In(c.unit)
		if err != nil || value.Valid != (c.want != "") || number.Status != c.status ||
			value.Valid && !value.Decimal.Equal(decimal.RequireFromString(c.want)) {
			t.Errorf("%q in %s: %v %q %v, want %q %q", c.text, c.unit, value, number.Status, err, c.want, c.status)
		}
	}
	// What does not measure the same is refused.
	for text, unit := range map[string]string{"3万吨": "万元", "5千瓦": "千瓦时", "2%": "个百分点", "7人": "人次"} {
		number, err := ParseNumber(text)
		if err != nil {
			t.Fatal(text, err)
		}
		if _, err := number.In(unit); AsProblem(err) == nil || AsProblem(err).Key != "unit.incompatible" {
			t.Errorf("%s in %s: %v, want unit.incompatible", text, unit, err)
		}
	}
}

// The short way of reading a plain number gives what the long way gives.
func FuzzPlainNumber(f *testing.F) {
	for _, seed := range []string{"0", "-0.0", "67000.25", "100", "1.50", "123456789012345", "0.0000000001", "1.", ".5", "-", "--1", "1e3"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		short, plain := parsePlain(text)
		if !plain {
			return
		}
		long, err := parseWritten(text)
		if err != nil || !long.Value.Valid || long.Missing || long.Unit != "" || !long.Value.Decimal.Equal(short) ||
			long.Value.Decimal.Exponent() != short.Exponent() {
			t.Fatalf("%q: %s with exponent %d, the long way gives %+v, %v", text, short, short.Exponent(), long, err)
		}
	})
}

// A serial number of a spreadsheet and the day that it stands for lead to each other.
func FuzzSerialDay(f *testing.F) {
	f.Add(45169, false)
	f.Add(43707, true)
	f.Add(-1, false)
	f.Fuzz(func(t *testing.T, serial int, from1904 bool) {
		day, ok := SerialDay(serial, from1904)
		if !ok {
			return
		}
		first := NewDate(1899, 12, 30)
		if from1904 {
			first = NewDate(1904, 1, 1)
		}
		if int(day-first) != serial || day.Year() < FirstYear || day.Year() > LastYear {
			t.Fatalf("%d is %s", serial, day)
		}
	})
}
