package schedules_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"zhibiao/schedules"
)

func TestRhythms(t *testing.T) {
	t.Parallel()
	tests := []struct {
		spec, again string // again: how it is written when it was read; empty: the same
		kind        schedules.RhythmKind
		change      func(*schedules.Rhythm) // from the values of a form that nobody has touched
	}{
		{"30 8 * * *", "", schedules.RhythmDaily, func(*schedules.Rhythm) {}},
		{"5 0 * * *", "", schedules.RhythmDaily, func(r *schedules.Rhythm) { r.Time = "00:05" }},
		{"0 9 * * 1,3", "", schedules.RhythmWeekly, func(r *schedules.Rhythm) { r.Time, r.Weekdays = "09:00", []int{1, 3} }},
		{"0 9 * * 1-5", "0 9 * * 1,2,3,4,5", schedules.RhythmWeekly, func(r *schedules.Rhythm) { r.Time, r.Weekdays = "09:00", []int{1, 2, 3, 4, 5} }},
		{"0 9 10 * *", "", schedules.RhythmMonthly, func(r *schedules.Rhythm) { r.Time = "09:00" }},
		{"@workday 5 09:00", "", schedules.RhythmWorkingDay, func(r *schedules.Rhythm) { r.Time, r.Number = "09:00", 5 }},
		{"@workday last 17:00", "", schedules.RhythmWorkingDay, func(r *schedules.Rhythm) { r.Time, r.Number = "17:00", -1 }},
		{"@workday -2 17:00", "", schedules.RhythmWorkingDay, func(r *schedules.Rhythm) { r.Time, r.Number = "17:00", -2 }},
		{"0 9 18 2,5,8,11 *", "", schedules.RhythmQuarterly, func(r *schedules.Rhythm) { r.Time, r.Day, r.Month = "09:00", 18, 2 }},
		{"0 9 5 3 *", "", schedules.RhythmYearly, func(r *schedules.Rhythm) { r.Time, r.Day, r.Month = "09:00", 5, 3 }},
		{"*/10 * * * *", "", schedules.RhythmCustom, func(*schedules.Rhythm) {}},
		{"0 9 * * mon", "", schedules.RhythmCustom, func(*schedules.Rhythm) {}},
		{"0 9 1,15 * *", "", schedules.RhythmCustom, func(*schedules.Rhythm) {}},
		{"0 9 13 * 5", "", schedules.RhythmCustom, func(*schedules.Rhythm) {}},
		{"@workday 5 09:00 1,4,7,10", "", schedules.RhythmCustom, func(*schedules.Rhythm) {}},
		{"@every 90m", "", schedules.RhythmCustom, func(*schedules.Rhythm) {}},
		{"nonsense", "", schedules.RhythmCustom, func(*schedules.Rhythm) {}},
	}
	for _, test := range tests {
		want := schedules.Rhythm{Kind: test.kind, Time: "08:30", Weekdays: []int{1}, Day: 10, Number: 3, Month: 1, Spec: test.spec}
		test.change(&want)
		got := schedules.RhythmOf(test.spec)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.spec, diff)
		}
		again := test.again
		if again == "" {
			again = test.spec
		}
		if written := got.Write(); written != again {
			t.Errorf("%s is written %s", test.spec, written)
		}
	}
}

// What a form can hold that is wrong gives a spec that is refused, never one that runs
// at another time.
func TestWrongRhythmsAreRefused(t *testing.T) {
	t.Parallel()
	for _, rhythm := range []schedules.Rhythm{
		{Kind: schedules.RhythmDaily, Time: ""}, {Kind: schedules.RhythmDaily, Time: "8"}, {Kind: schedules.RhythmDaily, Time: "25:00"},
		{Kind: schedules.RhythmDaily, Time: "08:60"}, {Kind: schedules.RhythmDaily, Time: "08:30 1"}, {Kind: schedules.RhythmWeekly, Time: "08:30"},
		{Kind: schedules.RhythmWeekly, Time: "08:30", Weekdays: []int{7}}, {Kind: schedules.RhythmMonthly, Time: "08:30", Day: 0},
		{Kind: schedules.RhythmMonthly, Time: "08:30", Day: 32}, {Kind: schedules.RhythmWorkingDay, Time: "08:30", Number: 0},
		{Kind: schedules.RhythmWorkingDay, Time: "08:30", Number: 16}, {Kind: schedules.RhythmYearly, Time: "08:30", Day: 30, Month: 2},
		{Kind: schedules.RhythmQuarterly, Time: "08:30", Day: 1, Month: 4}, {Kind: "fortnightly", Time: "08:30"},
	} {
		schedule := schedules.Schedule{Name: "x", Job: "x", Spec: rhythm.Write()}
		if schedules.Check(schedule, nil) == nil {
			t.Errorf("%+v gives %q, which runs", rhythm, schedule.Spec)
		}
	}
}
