package schedules_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"zhibiao/schedules"
)

func TestCheck(t *testing.T) {
	t.Parallel()
	good := schedules.Schedule{Name: "coal-output", Job: "import", Spec: "30 8 * * *"}
	tests := []struct {
		name   string
		change func(*schedules.Schedule)
		want   string // keys, in order
	}{
		{"nothing wrong", func(*schedules.Schedule) {}, ""},
		{"every minute is allowed", func(s *schedules.Schedule) { s.Spec = "* * * * *" }, ""},
		{"a minute's interval is allowed", func(s *schedules.Schedule) { s.Spec = "@every 1m" }, ""},
		{"names, lists, ranges, steps", func(s *schedules.Schedule) { s.Spec = "*/5 8-18/2 1,15 jan-JUN ?" }, ""},
		{"spaces do not matter", func(s *schedules.Schedule) { s.Spec = "  0\t0 1 *  * " }, ""},
		{"leap day", func(s *schedules.Schedule) { s.Spec = "0 0 29 2 *" }, ""},
		{"30 February or any Monday", func(s *schedules.Schedule) { s.Spec = "0 0 30 2 1" }, ""},

		{"30 February", func(s *schedules.Schedule) { s.Spec = "0 0 30 2 *" }, "schedule.spec.never"},
		{"31 of short months", func(s *schedules.Schedule) { s.Spec = "0 0 31 4,6,9,11 *" }, "schedule.spec.never"},
		{"empty spec", func(s *schedules.Schedule) { s.Spec = " " }, "schedule.spec.empty"},
		{"four fields", func(s *schedules.Schedule) { s.Spec = "0 8 * *" }, "schedule.spec.fields"},
		{"six fields", func(s *schedules.Schedule) { s.Spec = "0 30 8 * * *" }, "schedule.spec.six_fields"},
		{"a spec on which cron panics", func(s *schedules.Schedule) { s.Spec = "TZ=0" }, "schedule.spec.zone"},
		{"another", func(s *schedules.Schedule) { s.Spec = "CRON_TZ=Asia/Shanghai" }, "schedule.spec.zone"},
		{"zone inside the spec", func(s *schedules.Schedule) { s.Spec = "CRON_TZ=UTC 0 8 * * *" }, "schedule.spec.zone"},
		{"minute 60", func(s *schedules.Schedule) { s.Spec = "60 8 * * *" }, "schedule.spec.minute"},
		{"hour 24", func(s *schedules.Schedule) { s.Spec = "0 24 * * *" }, "schedule.spec.hour"},
		{"hours backwards", func(s *schedules.Schedule) { s.Spec = "0 22-6 * * *" }, "schedule.spec.hour"},
		{"day 0", func(s *schedules.Schedule) { s.Spec = "0 8 0 * *" }, "schedule.spec.day"},
		{"last day", func(s *schedules.Schedule) { s.Spec = "0 8 L * *" }, "schedule.spec.day"},
		{"month 13", func(s *schedules.Schedule) { s.Spec = "0 8 1 13 *" }, "schedule.spec.month"},
		{"Sunday as 7", func(s *schedules.Schedule) { s.Spec = "0 8 * * 7" }, "schedule.spec.weekday"},
		{"star and something that cron overlooks", func(s *schedules.Schedule) { s.Spec = "*-5 8 * * *" }, "schedule.spec.minute"},
		{"an empty list that cron reads as nothing", func(s *schedules.Schedule) { s.Spec = ", 8 * * *" }, "schedule.spec.minute"},
		{"every 90 minutes is not possible", func(s *schedules.Schedule) { s.Spec = "*/90 * * * *" }, "schedule.spec.step"},
		{"step 0", func(s *schedules.Schedule) { s.Spec = "*/0 * * * *" }, "schedule.spec.minute"},
		{"wide digits", func(s *schedules.Schedule) { s.Spec = "３０ 8 * * *" }, "schedule.spec.minute"},
		{"unknown descriptor", func(s *schedules.Schedule) { s.Spec = "@reboot" }, "schedule.spec.descriptor"},
		{"every ten seconds", func(s *schedules.Schedule) { s.Spec = "@every 10s" }, "schedule.spec.too_often"},
		{"every -5 seconds", func(s *schedules.Schedule) { s.Spec = "@every -5s" }, "schedule.spec.too_often"},
		{"half seconds", func(s *schedules.Schedule) { s.Spec = "@every 90.5s" }, "schedule.spec.interval"},
		{"every nothing", func(s *schedules.Schedule) { s.Spec = "@every" }, "schedule.spec.interval"},
		{"every word", func(s *schedules.Schedule) { s.Spec = "@every day" }, "schedule.spec.interval"},

		{"unknown zone", func(s *schedules.Schedule) { s.Zone = "Asia/Hohhot" }, "schedule.zone.unknown"},
		{"the machine's zone", func(s *schedules.Schedule) { s.Zone = "Local" }, "schedule.zone.unknown"},
		{"a path as zone", func(s *schedules.Schedule) { s.Zone = "../../etc/passwd" }, "schedule.zone.unknown"},
		{"unknown job", func(s *schedules.Schedule) { s.Job = "imprt" }, "schedule.job.unknown"},
		{"no job", func(s *schedules.Schedule) { s.Job = "" }, "schedule.job.missing"},
		{"negative timeout", func(s *schedules.Schedule) { s.Timeout = -time.Second }, "schedule.timeout.range"},
		{"shortest timeout", func(s *schedules.Schedule) { s.Timeout = time.Second }, ""},
		{"too short a timeout", func(s *schedules.Schedule) { s.Timeout = time.Second - 1 }, "schedule.timeout.range"},
		{"longest timeout", func(s *schedules.Schedule) { s.Timeout = 168 * time.Hour }, ""},
		{"too long a timeout", func(s *schedules.Schedule) { s.Timeout = 168*time.Hour + 1 }, "schedule.timeout.range"},
		{"unknown catch-up", func(s *schedules.Schedule) { s.CatchUp = "some" }, "schedule.catch_up.unknown"},
		{"no name", func(s *schedules.Schedule) { s.Name = "" }, "schedule.name.form"},
		{"capital letters", func(s *schedules.Schedule) { s.Name = "Coal" }, "schedule.name.form"},
		{"two lines", func(s *schedules.Schedule) { s.TitleZh = "a\nb" }, "schedule.text.form"},
		{"not text", func(s *schedules.Schedule) { s.Argument = "\xff" }, "schedule.text.form"},
		{"everything at once", func(s *schedules.Schedule) { *s = schedules.Schedule{Zone: "x", CatchUp: "x", Timeout: -1} },
			"schedule.name.form schedule.job.missing schedule.zone.unknown schedule.spec.empty schedule.timeout.range schedule.catch_up.unknown"},
	}
	texts := readTexts(t)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			schedule := good
			test.change(&schedule)
			err := schedules.Check(schedule, []string{"import", "recompute"})
			var problems schedules.Problems
			if err != nil && !errors.As(err, &problems) {
				t.Fatalf("%T is not Problems", err)
			}
			var keys []string
			for _, problem := range problems {
				keys = append(keys, problem.Reason.Key)
				if problem.Field == "" {
					t.Errorf("%s names no field", problem.Reason.Key)
				}
				texts.check(t, problem.Reason)
			}
			if got := strings.Join(keys, " "); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// Whatever passes Check has due times, has words, and makes nothing panic.
func FuzzCheckSpec(f *testing.F) {
	for _, seed := range []string{"* * * * *", "TZ=0", "CRON_TZ=UTC", "@every 1m", "0 0 30 2 *", "*/5 8-18/2 1,15 jan-jun ?", ",,,,", "@", "0 0 29 2 *", "@every 2562047h"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, spec string) {
		schedule := schedules.Schedule{Name: "x", Job: "x", Spec: spec, Zone: "Europe/Berlin"}
		schedules.Describe(schedule, "zh")
		from := time.Date(2026, 3, 28, 0, 0, 0, 0, time.UTC)
		times, err := schedules.Next(schedule, nil, from, 3)
		if schedules.Check(schedule, nil) != nil {
			if err == nil {
				t.Errorf("Next accepts %q, Check does not", spec)
			}
			return
		}
		if err != nil || len(times) != 3 {
			t.Fatalf("%q passes Check but gives %v, %v", spec, times, err)
		}
		for i, due := range times {
			if !due.After(from) || (i > 0 && due.Sub(from) < schedules.MinimumInterval) {
				t.Errorf("%q is due at %s after %s", spec, due, from)
			}
			from = due
		}
	})
}
