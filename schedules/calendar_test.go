package schedules_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"zhibiao/schedules"
)

func china(t *testing.T) *schedules.Calendar {
	t.Helper()
	calendar, err := schedules.ChinaCalendar()
	if err != nil {
		t.Fatal(err)
	}
	return calendar
}

// The days are those of the notices of the General Office of the State Council, read
// one by one from their texts.
func TestChinaCalendar(t *testing.T) {
	t.Parallel()
	calendar := china(t)
	if years := calendar.Years(); !slices.Equal(years, []int{2022, 2023, 2024, 2025, 2026}) {
		t.Errorf("covered years %v", years)
	}
	if calendar.Covers(2027) || calendar.Covers(2021) {
		t.Error("a year without a notice is covered")
	}
	tests := []struct {
		day     string
		working bool
		name    string
	}{
		{"2022-01-29", true, "春节"}, {"2022-01-31", false, "春节"}, {"2022-04-24", true, "劳动节"}, {"2022-10-09", true, "国庆节"},
		{"2022-12-31", false, "元旦"}, {"2023-01-02", false, "元旦"}, {"2023-01-28", true, "春节"}, {"2023-06-25", true, "端午节"},
		{"2023-10-06", false, "中秋节、国庆节"}, {"2023-10-08", true, "中秋节、国庆节"},
		{"2024-02-09", true, ""}, {"2024-02-17", false, "春节"}, {"2024-02-18", true, "春节"}, {"2024-05-11", true, "劳动节"}, {"2024-09-16", false, "中秋节"},
		{"2025-01-01", false, "元旦"}, {"2025-01-02", true, ""}, {"2025-02-04", false, "春节"}, {"2025-10-08", false, "国庆节、中秋节"}, {"2025-10-11", true, "国庆节、中秋节"},
		{"2026-01-04", true, "元旦"}, {"2026-02-28", true, "春节"}, {"2026-05-05", false, "劳动节"}, {"2026-09-20", true, "国庆节"}, {"2026-10-10", true, "国庆节"},
		{"2026-11-21", false, ""}, {"2026-11-23", true, ""}, // a Saturday and a Monday
		{"2027-10-01", true, ""}, // a Friday of which nothing is known
	}
	for _, test := range tests {
		day, err := time.Parse(time.DateOnly, test.day)
		if err != nil {
			t.Fatal(err)
		}
		if working, name := calendar.Working(day); working != test.working || name != test.name {
			t.Errorf("%s: working %v, %q; want %v, %q", test.day, working, name, test.working, test.name)
		}
	}
	// How many days off and make-up days the notices name, counted in their texts:
	// 2022: 3+7+3+5+3+3+7 and 7; 2023: 3+7+1+5+3+8 and 7; 2024: 1+8+3+5+1+3+7 and 8;
	// 2025: 1+8+3+5+3+8 and 5; 2026: 3+9+3+5+3+3+7 and 6.
	off, worked := 0, 0
	for day := time.Date(2022, 1, 1, 0, 0, 0, 0, time.UTC); day.Year() < 2027; day = day.AddDate(0, 0, 1) {
		working, name := calendar.Working(day)
		switch {
		case name != "" && working:
			worked++
		case name != "":
			off++
		}
	}
	if off != 31+27+28+28+33 || worked != 7+7+8+5+6 {
		t.Errorf("%d days off and %d make-up days", off, worked)
	}
}

func TestParseCalendarRefuses(t *testing.T) {
	t.Parallel()
	const header = "date,kind,name\n"
	tests := []struct{ name, text, want string }{ // line and key of every problem
		{"not a date", header + "2027-02-30,holiday,x\n", "2 schedule.calendar.date"},
		{"another order", header + "01/02/2027,holiday,x\n", "2 schedule.calendar.date"},
		{"not a kind", header + "2027-01-01,off,x\n", "2 schedule.calendar.kind"},
		{"too few columns", header + "2027-01-01\n", "2 schedule.calendar.fields"},
		{"twice", header + "# a comment\n2027-01-01,holiday,x\n2027-01-01,workday,x\n", "4 schedule.calendar.repeated"},
		{"broken", header + "2027-01-01,\"holiday\n", "2 schedule.calendar.syntax"},
		{"all of them", "2027-13-01,holiday,x\n2027-01-01,no,x\n", "1 schedule.calendar.date|2 schedule.calendar.kind"},
	}
	texts := readTexts(t)
	for _, test := range tests {
		_, err := schedules.ParseCalendar(strings.NewReader(test.text))
		var problems schedules.Problems
		if !errors.As(err, &problems) {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		var found []string
		for _, problem := range problems {
			found = append(found, fmt.Sprintf("%d %s", problem.Line, problem.Reason.Key))
			texts.check(t, problem.Reason)
		}
		if got := strings.Join(found, "|"); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}

// A file of an administrator is put over the days that the program carries.
func TestOwnCalendarGoesOverTheOther(t *testing.T) {
	t.Parallel()
	own, err := schedules.ParseCalendar(strings.NewReader("\ufeffdate,kind,name\r\n2026-01-04,holiday,\n2027-01-01, holiday ,元旦\n2027-05-04,holiday,停电\n"))
	if err != nil {
		t.Fatal(err)
	}
	both := china(t).Over(own)
	if working, _ := both.Working(time.Date(2026, 1, 4, 12, 0, 0, 0, time.UTC)); working {
		t.Error("the day of the later file does not prevail")
	}
	if both.Covers(2027) {
		t.Error("1 January alone does not make the arrangements of a year known")
	}
	if !both.Covers(2026) || own.Covers(2026) {
		t.Error("the years covered are wrong")
	}
	none := (*schedules.Calendar)(nil)
	if working, _ := none.Working(time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC)); !working || none.Over(own) != own || own.Over(nil) != own {
		t.Error("the nil calendar knows more than weekends")
	}
}

// The expected days are counted by hand in the notices. October 2026: 1 to 7 off, so
// 8, 9, 10 (a Saturday that is worked) and 12 are the first four working days.
// February 2026: 15 to 23 off, the Saturdays 14 and 28 worked. 2027 is unknown.
func TestNextOnWorkingDays(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, spec string
		daysOff    schedules.DaysOff
		from, want string // in Beijing
	}{
		{"third working day", "@workday 3 08:30", "", "2026-09-30 23:00", "2026-10-10 08:30,2026-11-04 08:30"},
		{"first working day on a worked Sunday", "@workday 1 09:00", "", "2025-12-31 00:00", "2026-01-04 09:00,2026-02-02 09:00"},
		{"last working day on a worked Saturday", "@workday last 17:00", "", "2026-02-01 00:00", "2026-02-28 17:00,2026-03-31 17:00"},
		{"last but one", "@workday -2 17:00", "", "2026-02-01 00:00", "2026-02-27 17:00,2026-03-30 17:00"},
		{"same day, later", "@workday 3 08:30", "", "2026-10-10 08:29", "2026-10-10 08:30"},
		{"same day, over", "@workday 3 08:30", "", "2026-10-10 08:30", "2026-11-04 08:30"},
		{"quarters", "@workday 1 09:00 1,4,7,10", "", "2026-02-01 00:00", "2026-04-01 09:00,2026-07-01 09:00,2026-10-08 09:00"},
		{"no calendar: weekends only", "@workday 1 09:00", "", "2027-04-30 12:00", "2027-05-03 09:00"},

		{"the first of the month, later", "0 9 1 * *", schedules.DaysOffAfter, "2026-04-15 00:00",
			"2026-05-06 09:00,2026-06-01 09:00,2026-07-01 09:00,2026-08-03 09:00,2026-09-01 09:00,2026-10-08 09:00"},
		{"the first of the month, before", "0 9 1 * *", schedules.DaysOffBefore, "2026-04-15 00:00",
			"2026-04-30 09:00,2026-06-01 09:00,2026-07-01 09:00,2026-07-31 09:00,2026-09-01 09:00,2026-09-30 09:00"},
		{"asked on the very day", "0 9 1 * *", schedules.DaysOffAfter, "2026-10-08 08:59", "2026-10-08 09:00"},
		{"asked in the middle of the holiday", "0 9 1 * *", schedules.DaysOffAfter, "2026-10-04 00:00", "2026-10-08 09:00"},
		{"asked after the move", "0 9 1 * *", schedules.DaysOffBefore, "2026-09-30 09:00", "2026-10-30 09:00"}, // 1 November is a Sunday
		{"every day, later: together once", "0 9 * * *", schedules.DaysOffAfter, "2026-09-30 10:00",
			"2026-10-08 09:00,2026-10-09 09:00,2026-10-10 09:00,2026-10-12 09:00"},
		{"every day, before: together once", "0 9 * * *", schedules.DaysOffBefore, "2026-09-29 10:00",
			"2026-09-30 09:00,2026-10-08 09:00,2026-10-09 09:00,2026-10-10 09:00,2026-10-12 09:00"},
		{"different clocks stay different", "0 9 1,2 10 *", schedules.DaysOffAfter, "2026-09-01 00:00", "2026-10-08 09:00,2027-10-01 09:00,2027-10-04 09:00"},
		{"skipped days are not shown", "30 8 * * *", schedules.DaysOffSkip, "2026-09-30 09:00", "2026-10-08 08:30,2026-10-09 08:30,2026-10-10 08:30,2026-10-12 08:30"},
		{"intervals can be skipped too", "@every 24h", schedules.DaysOffSkip, "2026-09-30 12:00", "2026-10-08 08:00"},
		{"working days are worked", "@workday 1 09:00", schedules.DaysOffSkip, "2026-09-30 12:00", "2026-10-08 09:00"},
	}
	zone := mustZone(t, "Asia/Shanghai")
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			const form = "2006-01-02 15:04"
			from, err := time.ParseInLocation(form, test.from, zone)
			if err != nil {
				t.Fatal(err)
			}
			want := strings.Split(test.want, ",")
			got, err := schedules.Next(schedules.Schedule{Name: "x", Job: "x", Spec: test.spec, DaysOff: test.daysOff}, china(t), from, len(want))
			if err != nil {
				t.Fatal(err)
			}
			var shown []string
			for _, due := range got {
				shown = append(shown, due.Format(form))
			}
			if !slices.Equal(shown, want) {
				t.Errorf("got  %v\nwant %v", shown, want)
			}
		})
	}
}

func TestUnknownYearsAreTold(t *testing.T) {
	t.Parallel()
	from := time.Date(2026, 12, 30, 0, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		daysOff schedules.DaysOff
		want    []int
	}{{schedules.DaysOffRun, nil}, {schedules.DaysOffSkip, []int{2027}}} {
		schedule := schedules.Schedule{Spec: "0 9 * * *", DaysOff: test.daysOff}
		times, err := schedules.Next(schedule, china(t), from, 5)
		if err != nil {
			t.Fatal(err)
		}
		if years := schedules.UnknownYears(schedule, china(t), times); !slices.Equal(years, test.want) {
			t.Errorf("%s: %v, want %v", test.daysOff, years, test.want)
		}
	}
}

// Day by day, an independent walk decides what is due when the days off are moved.
func FuzzMovedTimes(f *testing.F) {
	f.Add(uint64(1), 28, 9, true)
	f.Add(uint64(9), 1, 23, false)
	f.Fuzz(func(t *testing.T, pattern uint64, day, hour int, back bool) {
		day, hour = 1+((day%31)+31)%31, ((hour%24)+24)%24
		// The bits of the pattern are days off of a month of 64 days, after a month of work.
		start := time.Date(2027, 3, 1, 0, 0, 0, 0, time.UTC)
		var file strings.Builder
		file.WriteString("date,kind,name\n")
		off := map[string]bool{}
		for i := range 400 {
			date := start.AddDate(0, 0, i-100)
			kind := "workday"
			if i >= 100 && i < 164 && pattern&(1<<(i-100)) != 0 {
				kind, off[date.Format(time.DateOnly)] = "holiday", true
			}
			fmt.Fprintf(&file, "%s,%s,\n", date.Format(time.DateOnly), kind)
		}
		calendar, err := schedules.ParseCalendar(strings.NewReader(file.String()))
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]bool{}
		for i := range 200 {
			date := start.AddDate(0, 0, i-50)
			if date.Day() != day && date.Day() != 15 {
				continue
			}
			for off[date.Format(time.DateOnly)] {
				if back {
					date = date.AddDate(0, 0, -1)
				} else {
					date = date.AddDate(0, 0, 1)
				}
			}
			want[date.Add(time.Duration(hour)*time.Hour).Format(time.RFC3339)] = true
		}
		rule := schedules.DaysOffAfter
		if back {
			rule = schedules.DaysOffBefore
		}
		schedule := schedules.Schedule{Name: "x", Job: "x", Zone: "UTC", DaysOff: rule, Spec: fmt.Sprintf("0 %d %d,15 * *", hour, day)}
		got, err := schedules.Next(schedule, calendar, start.AddDate(0, 0, -20), 8)
		if err != nil {
			t.Fatal(err)
		}
		until := start.AddDate(0, 0, 100)
		found := map[string]bool{}
		for _, due := range got {
			if due.Before(until) {
				found[due.Format(time.RFC3339)] = true
			}
		}
		for at := range want {
			moment, _ := time.Parse(time.RFC3339, at)
			if moment.After(start.AddDate(0, 0, -20)) && !moment.After(got[len(got)-1]) && moment.Before(until) && !found[at] {
				t.Errorf("due at %s is not found; found %v", at, found)
			}
		}
		for at := range found {
			if !want[at] {
				t.Errorf("found %s, which is not due; want %v", at, want)
			}
		}
	})
}
