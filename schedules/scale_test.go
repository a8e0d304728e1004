package schedules_test

import (
	"context"
	"fmt"
	"syscall"
	"testing"
	"time"

	"zhibiao/schedules"
	"zhibiao/schedules/schedulestest"
)

const manySchedules = 10_000

// many keeps ten thousand schedules with a record each, on all kinds of specs. None
// falls due within the minutes of a benchmark.
func many(tb testing.TB) *schedulestest.Memory {
	tb.Helper()
	memory := &schedulestest.Memory{}
	now := time.Now().UTC()
	hour := (now.Hour() + 12) % 24
	specs := []string{fmt.Sprintf("%d %d * * *", now.Minute(), hour), fmt.Sprintf("0 %d * * 1-5", hour), fmt.Sprintf("0 %d 10 * *", hour),
		fmt.Sprintf("@workday 3 %02d:00", hour), fmt.Sprintf("0 %d 15 1,4,7,10 *", hour)}
	for i := range manySchedules {
		schedule := schedules.Schedule{Name: fmt.Sprintf("s%05d", i), Job: "quick", Spec: specs[i%len(specs)], Zone: "UTC", ChangedAt: now.AddDate(0, -1, 0)}
		if i%7 == 0 {
			schedule.DaysOff = schedules.DaysOffAfter
		}
		err := memory.SaveSchedule(context.Background(), schedule)
		if err == nil {
			err = memory.RecordOccurrence(context.Background(), schedules.Occurrence{Schedule: schedule.Name, DueAt: now, Outcome: schedules.OutcomeDone})
		}
		if err != nil {
			tb.Fatal(err)
		}
	}
	return memory
}

// BenchmarkStartManySchedules measures how long it takes to read ten thousand schedules
// and to find what is due.
func BenchmarkStartManySchedules(b *testing.B) {
	memory := many(b)
	calendar, err := schedules.ChinaCalendar()
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		scheduler := schedules.New(memory, (&workshop{}).jobs(), schedules.Options{Calendar: calendar})
		if err := scheduler.Start(context.Background()); err != nil {
			b.Fatal(err)
		}
		_ = stop(scheduler, time.Second)
	}
}

// BenchmarkIdleManySchedules measures the share of one core that ten thousand schedules
// take while nothing is due and they are read again sixty times as often as usual.
func BenchmarkIdleManySchedules(b *testing.B) {
	memory := many(b)
	scheduler := schedules.New(memory, (&workshop{}).jobs(), schedules.Options{Tick: time.Second})
	if err := scheduler.Start(context.Background()); err != nil {
		b.Fatal(err)
	}
	defer func() { _ = stop(scheduler, time.Second) }()
	began, used := time.Now(), processorTime(b)
	for b.Loop() {
		time.Sleep(time.Second)
	}
	share := float64(processorTime(b)-used) / float64(time.Since(began))
	b.ReportMetric(100*share/60, "%core-at-a-minute")
	b.ReportMetric(100*share, "%core-at-a-second")
}

func processorTime(tb testing.TB) time.Duration {
	tb.Helper()
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
