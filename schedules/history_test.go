package schedules_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"zhibiao/schedules"
	"zhibiao/schedules/schedulestest"
)

// severable are records that a killed process can no longer reach.
type severable struct {
	schedules.Records
	dead atomic.Bool
}

var errDead = errors.New("the process is dead")

func (s *severable) RecordOccurrence(ctx context.Context, occurrence schedules.Occurrence) error {
	if s.dead.Load() {
		return errDead
	}
	return s.Records.RecordOccurrence(ctx, occurrence)
}

func (s *severable) Schedules(ctx context.Context) ([]schedules.Schedule, error) {
	if s.dead.Load() {
		return nil, errDead
	}
	return s.Records.Schedules(ctx)
}

// Under any history of edits, pauses, crashes, restarts, outages of the records, slow
// jobs and failures, every due time of the definition that held then ends with
// exactly one record, and no job starts twice for one due time.
func TestEveryDueTimeHasExactlyOneRecord(t *testing.T) {
	t.Parallel()
	const histories = 300
	for seed := range uint64(histories) {
		synctest.Test(t, func(t *testing.T) { liveThrough(t, seed) })
		if t.Failed() {
			t.Fatalf("history %d", seed)
		}
	}
}

// period is a time in which a definition held: its due times are after from and not after until.
type period struct {
	spec        plainSpec
	zone        *time.Location
	from, until time.Time
}

func liveThrough(t *testing.T, seed uint64) {
	random := rand.New(rand.NewPCG(seed, 3))
	memory, w := &schedulestest.Memory{}, &workshop{}
	zones := []string{"Asia/Shanghai", "Europe/Berlin", "Australia/Lord_Howe", "UTC"}
	time.Sleep(time.Duration(random.IntN(400*24)) * time.Hour) // some time of the year 2000

	names := []string{"a", "b", "c"}
	held := map[string][]period{}
	definition := map[string]schedules.Schedule{}
	var scheduler *schedules.Scheduler
	var cut *severable
	var edit func(name string)
	start := func() {
		cut = &severable{Records: memory}
		scheduler = schedules.New(cut, w.jobs(), schedules.Options{MaxConcurrent: 2})
		if len(held) > 0 && random.IntN(3) == 0 {
			edit(names[random.IntN(len(names))]) // before the start
		}
		if err := scheduler.Start(context.Background()); err != nil {
			t.Fatal(err)
		}
	}
	edit = func(name string) {
		spec, zone := randomSpec(random), zones[random.IntN(len(zones))]
		schedule := schedules.Schedule{Name: name, Spec: spec.String(), Zone: zone, CatchUp: schedules.CatchUpLast, Timeout: 40 * time.Minute}
		if random.IntN(2) == 0 {
			schedule.CatchUp = schedules.CatchUpNone
		}
		schedule.Job = []string{"quick", "sleep", "panic", "fail", "sleep"}[random.IntN(5)]
		schedule.Argument = []string{"10s", "15m", "55m", "3h"}[random.IntN(4)]
		if err := scheduler.Save(context.Background(), schedule); err != nil {
			t.Fatal(err)
		}
		now, location := time.Now().UTC(), mustZone(t, zone)
		if periods := held[name]; len(periods) > 0 {
			periods[len(periods)-1].until = now
		}
		held[name] = append(held[name], period{spec: spec, zone: location, from: now})
		definition[name] = schedule
	}
	start()
	for _, name := range names {
		edit(name)
	}
	for range 12 {
		elapse(time.Duration(random.IntN(10*60*60)) * time.Second)
		name := names[random.IntN(len(names))]
		switch random.IntN(6) {
		case 0:
			edit(name)
		case 1:
			schedule := definition[name]
			schedule.Paused = !schedule.Paused
			definition[name] = schedule
			if err := scheduler.Save(context.Background(), schedule); err != nil {
				t.Fatal(err)
			}
		case 2: // killed, and started again later
			cut.dead.Store(true)
			_ = stop(scheduler, 0)
			time.Sleep(time.Duration(random.IntN(6*60)) * time.Minute)
			start()
		case 3: // stopped in order
			_ = stop(scheduler, time.Duration(random.IntN(20))*time.Minute)
			time.Sleep(time.Duration(random.IntN(6*60)) * time.Minute)
			start()
		case 4: // the records do not answer for a while
			memory.Fail(errors.New("connection refused"))
			time.Sleep(time.Duration(random.IntN(3*60)) * time.Minute)
			memory.Fail(nil)
			elapse(11 * time.Second)
		case 5:
			if err := scheduler.RunNow(context.Background(), name, "planner"); err != nil && schedules.AsReason(err) == nil {
				t.Fatal(err)
			}
		}
	}
	end := time.Now().UTC()
	elapse(2 * time.Hour) // what runs or waits comes to its end; nothing that is due later is looked at
	for _, name := range names {
		periods := held[name]
		periods[len(periods)-1].until = end
		compare(t, memory, w, name, periods, end)
	}
	if w.most > 2 {
		t.Errorf("%d jobs ran at the same time", w.most)
	}
	_ = stop(scheduler, 0)
}

// compare holds the records against the due times that the walk finds.
func compare(t *testing.T, memory *schedulestest.Memory, w *workshop, name string, periods []period, end time.Time) {
	t.Helper()
	due := map[string]bool{}
	for _, p := range periods {
		// Whether a civil time came before is known only to a walk that began before.
		from := p.from.Add(-26 * time.Hour).Truncate(time.Minute)
		for _, moment := range p.spec.walk(from, p.until, p.zone) {
			if moment.After(p.from) && !moment.After(p.until) {
				due[moment.UTC().Format(time.RFC3339)] = true
			}
		}
	}
	found, err := memory.Occurrences(context.Background(), schedules.OccurrenceQuery{Schedule: name})
	if err != nil {
		t.Fatal(err)
	}
	recorded := map[string]bool{}
	for _, occurrence := range found {
		if occurrence.Manual || occurrence.DueAt.After(end) {
			continue
		}
		at := occurrence.DueAt.UTC().Format(time.RFC3339)
		recorded[at] = true
		if occurrence.Outcome == schedules.OutcomeRunning {
			t.Errorf("%s due %s is still open", name, at)
		}
		if occurrence.Outcome != schedules.OutcomeDone && occurrence.Reason == nil {
			t.Errorf("%s due %s is %s without a reason", name, at, occurrence.Outcome)
		}
		if writes := memory.Writes(name, occurrence.DueAt); writes != 1 {
			t.Errorf("%s due %s was settled %d times", name, at, writes)
		}
	}
	missing := slices.DeleteFunc(slices.Sorted(maps.Keys(due)), func(at string) bool { return recorded[at] })
	surplus := slices.DeleteFunc(slices.Sorted(maps.Keys(recorded)), func(at string) bool { return due[at] })
	if len(missing)+len(surplus) > 0 {
		t.Errorf("%s: due without a record %v, recorded without being due %v", name, missing, surplus)
	}
	starts := map[string]int{}
	for _, occasion := range w.occasions {
		if occasion.Schedule == name && !occasion.Manual {
			starts[occasion.DueAt.UTC().Format(time.RFC3339)]++
		}
	}
	for at, count := range starts {
		if count > 1 {
			t.Errorf("%s due %s was started %d times", name, at, count)
		}
	}
}

func mustZone(t *testing.T, name string) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(fmt.Errorf("zone: %w", err))
	}
	return zone
}
