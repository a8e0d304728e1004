package metrics

import (
	"testing"

	"github.com/shopspring/decimal"
)

// reported is a value of a period, released so many days after its end; -1: unknown.
func reported(frequency Frequency, period string, lag int) Observation {
	read, err := ParsePeriod(frequency, period)
	if err != nil {
		panic(err)
	}
	observation := Observation{ObservationKey: ObservationKey{Period: read}, Value: decimal.NewNullDecimal(decimal.NewFromInt(1))}
	if lag >= 0 {
		observation.Released = read.Last.AddDays(lag)
	}
	return observation
}

func TestWhatAHabitWouldHaveBrought(t *testing.T) {
	monthly := []Observation{reported(Month, "2024-01", 20), reported(Month, "2024-02", 25), reported(Month, "2024-03", 18)}
	annual := []Observation{reported(Annual, "2020", 100), reported(Annual, "2021", 110), reported(Annual, "2022", 90)}
	// Four years of the year so far, always from February on.
	var yearToDate []Observation
	for _, year := range []string{"2022", "2023"} {
		for _, month := range []string{"02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"} {
			yearToDate = append(yearToDate, reported(YearToDate, year+"-"+month, 15))
		}
	}
	for name, c := range map[string]struct {
		values     []Observation
		day, until Date
		want       string // empty: nothing is overdue
	}{
		// April ends on the 30th; its value may take 25 days, to 25 May.
		"on the last day of the habit": {monthly, NewDate(2024, 5, 25), 0, ""},
		"the day after":                {monthly, NewDate(2024, 5, 26), 0, "2024-04"},
		// May would be due by 25 June, so on 1 July it is the last one expected.
		"two periods on":         {monthly, NewDate(2024, 7, 1), 0, "2024-05"},
		"after the deadline":     {monthly, NewDate(2024, 7, 1), NewDate(2024, 4, 30), "2024-04"},
		"deadline reached":       {monthly, NewDate(2024, 7, 1), NewDate(2024, 3, 31), ""},
		"two values":             {monthly[:2], NewDate(2024, 7, 1), 0, ""},
		"annual in time":         {annual, NewDate(2024, 4, 19), 0, ""}, // 2023-12-31 and 110 days; 2024 is a leap year
		"annual late":            {annual, NewDate(2024, 4, 20), 0, "2023"},
		"release unknown":        {[]Observation{reported(Annual, "2020", -1), reported(Annual, "2021", -1), reported(Annual, "2022", -1)}, NewDate(2024, 4, 30), 0, "2023"}, // 120 days
		"January never comes":    {yearToDate, NewDate(2024, 3, 1), 0, ""},
		"February does":          {yearToDate, NewDate(2024, 3, 16), 0, "2024-02"}, // 29 February and 15 days
		"habit of the latest":    {append(monthly[:3:3], annual...), NewDate(2024, 5, 26), 0, "2024-04"},
		"latest has no habit":    {append(annual[:3:3], reported(Month, "2024-03", 5)), NewDate(2026, 1, 1), 0, ""},
		"quarters":               {[]Observation{reported(Quarter, "2023-Q2", 30), reported(Quarter, "2023-Q3", 30), reported(Quarter, "2023-Q4", 20)}, NewDate(2024, 5, 1), 0, "2024-Q1"},
		"a very late release":    {[]Observation{reported(Annual, "2020", 2000), reported(Annual, "2021", 90), reported(Annual, "2022", 90)}, NewDate(2025, 1, 1), 0, "2023"},
		"days are no habit":      {[]Observation{reported(Day, "2024-01-01", 0), reported(Day, "2024-01-02", 0), reported(Day, "2024-01-03", 0)}, NewDate(2025, 1, 1), 0, ""},
		"nothing was reported":   {nil, NewDate(2025, 1, 1), 0, ""},
		"the day lies before it": {monthly, NewDate(2020, 1, 1), 0, ""},
	} {
		got := ""
		if habit, any := HabitOf(c.values); any {
			if period, overdue := habit.Overdue(c.day, c.until); overdue {
				got = period.String()
			}
		}
		if got != c.want {
			t.Errorf("%s: %q is overdue, want %q", name, got, c.want)
		}
	}
}
