package schedules_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
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

// historiesVariable names how many histories are lived through; thousands take minutes.
const historiesVariable = "ZHIBIAO_TEST_HISTORIES"

// Under any history of edits, pauses, crashes, restarts, takeovers, outages of the
// records, clocks put forward and back, slow jobs and failures, every due time of the
// definition that held then ends with exactly one record, and no job starts twice for
// one due time.
func TestEveryDueTimeHasExactlyOneRecord(t *testing.T) {
	t.Parallel()
	histories := uint64(400)
	if wanted, err := strconv.ParseUint(os.Getenv(historiesVariable), 10, 32); err == nil {
		histories = wanted
	}
	for seed := range histories {
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

// life is a history that is being lived through.
type life struct {
	*testing.T
	random     *rand.Rand
	memory     *schedulestest.Memory
	lease      *schedulestest.Lease // nil: one process at a time
	workshop   *workshop
	clock      *clock
	scheduler  *schedules.Scheduler
	cut        *wire
	held       map[string][]period
	definition map[string]schedules.Schedule
}

func liveThrough(t *testing.T, seed uint64) {
	random := rand.New(rand.NewPCG(seed, 3))
	l := &life{T: t, random: random, memory: &schedulestest.Memory{}, workshop: &workshop{}, clock: &clock{},
		held: map[string][]period{}, definition: map[string]schedules.Schedule{}}
	if seed%8 == 0 { // these take ten times as long: the lease is renewed every five seconds
		l.lease = &schedulestest.Lease{}
	}
	// Some time between 1986 and 1991, when Shanghai had summer time, or around 2000. The
	// clock of the bubble begins in 2000.
	years := []int{1986, 1987, 1988, 1989, 1990, 1991, 2000, 2000, 2001}
	day := time.Date(years[random.IntN(len(years))], 1, 1, random.IntN(24), 0, 0, 0, time.UTC).AddDate(0, 0, random.IntN(365))
	if random.IntN(2) == 0 { // most changes of clocks are in these weeks
		day = time.Date(day.Year(), []time.Month{3, 4, 5, 9, 10}[random.IntN(5)], 1+random.IntN(28), random.IntN(24), 0, 0, 0, time.UTC)
	}
	l.clock.set(day.Sub(begin()))
	names := []string{"a", "b", "c"}
	l.start(names)
	for _, name := range names {
		l.edit(name)
	}
	for range 12 {
		elapse(time.Duration(random.IntN(10*60*60)) * time.Second)
		l.step(names[random.IntN(len(names))], names)
	}
	end := l.clock.now().UTC()
	elapse(5 * time.Hour) // what runs or waits comes to its end; nothing that is due later is looked at
	for _, name := range names {
		periods := l.held[name]
		periods[len(periods)-1].until = end
		compare(t, l.memory, l.workshop, name, periods, end)
	}
	if l.workshop.most > 2 && l.lease == nil {
		t.Errorf("%d jobs ran at the same time", l.workshop.most)
	}
	_ = stop(l.scheduler, 0)
}

// start begins a process. Sometimes a schedule is changed before it runs.
func (l *life) start(names []string) {
	l.cut = &wire{severable: severable{Records: l.memory}, lease: l.lease}
	options := schedules.Options{MaxConcurrent: 2, Now: l.clock.now}
	if l.lease != nil {
		options.Lease = l.cut
	}
	l.scheduler = schedules.New(l.cut, l.workshop.jobs(), options)
	if len(l.held) > 0 && l.random.IntN(3) == 0 {
		l.edit(names[l.random.IntN(len(names))])
	}
	if err := l.scheduler.Start(context.Background()); err != nil {
		l.Fatal(err)
	}
}

// edit gives a schedule another definition.
func (l *life) edit(name string) {
	random := l.random
	zones := []string{"Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"}
	spec, zone := randomSpec(random), zones[random.IntN(len(zones))]
	pick := func(most int) int { return random.IntN(most) }
	l.definition[name] = schedules.Schedule{Name: name, Spec: spec.String(), Zone: zone, Timeout: 40 * time.Minute, CatchUpLimit: 3,
		CatchUp:  []schedules.CatchUp{schedules.CatchUpNone, schedules.CatchUpLast, schedules.CatchUpAll}[pick(3)],
		Overlap:  []schedules.Overlap{schedules.OverlapSkip, schedules.OverlapQueue}[pick(2)],
		DaysOff:  []schedules.DaysOff{schedules.DaysOffRun, schedules.DaysOffRun, schedules.DaysOffSkip}[pick(3)],
		Jitter:   []time.Duration{0, 0, 10 * time.Minute}[pick(3)],
		Source:   []string{"", "bureau"}[pick(2)],
		Retries:  pick(3),
		Job:      []string{"quick", "sleep", "panic", "fail", "down", "sleep"}[pick(6)],
		Argument: []string{"10s", "15m", "55m", "3h"}[pick(4)]}
	// What is accounted stays accounted, also when the clock was put back since.
	covered := time.Time{}
	if last, err := l.memory.LastOccurrences(context.Background(), schedules.LastQuery{Schedule: name}); err != nil {
		l.Fatal(err)
	} else if len(last) > 0 {
		covered = last[0].DueAt
	}
	l.save(name)
	from := l.changedAt(name)
	if last, _ := l.memory.LastOccurrences(context.Background(), schedules.LastQuery{Schedule: name}); len(last) > 0 && last[0].DueAt.After(covered) && l.lease == nil {
		covered = last[0].DueAt
	}
	if covered.After(from) {
		from = covered
	}
	if periods := l.held[name]; len(periods) > 0 {
		periods[len(periods)-1].until = from
	}
	l.held[name] = append(l.held[name], period{spec: spec, zone: mustZone(l.T, zone), from: from})
}

func (l *life) save(name string) {
	if err := l.scheduler.Save(context.Background(), l.definition[name]); err != nil {
		l.Fatal(err)
	}
}

func (l *life) changedAt(name string) time.Time {
	stored, err := l.memory.Schedules(context.Background())
	if err != nil {
		l.Fatal(err)
	}
	for _, schedule := range stored {
		if schedule.Name == name {
			return schedule.ChangedAt
		}
	}
	l.Fatalf("%s is not stored", name)
	return time.Time{}
}

// step lets one thing happen.
func (l *life) step(name string, names []string) {
	random := l.random
	switch random.IntN(8) {
	case 0:
		l.edit(name)
	case 1:
		schedule := l.definition[name]
		schedule.Paused = !schedule.Paused
		l.definition[name] = schedule
		l.save(name)
	case 2: // killed, and started again later
		l.cut.dead.Store(true)
		_ = stop(l.scheduler, 0)
		time.Sleep(time.Duration(random.IntN(6*60)) * time.Minute)
		l.start(names)
	case 3: // stopped in order
		_ = stop(l.scheduler, time.Duration(random.IntN(20))*time.Minute)
		time.Sleep(time.Duration(random.IntN(6*60)) * time.Minute)
		l.start(names)
	case 4: // the records do not answer for a while
		l.memory.Fail(errors.New("connection refused"))
		time.Sleep(time.Duration(random.IntN(3*60)) * time.Minute)
		l.memory.Fail(nil)
		elapse(11 * time.Second)
	case 5:
		if err := l.scheduler.RunNow(context.Background(), name, "planner"); err != nil && schedules.AsReason(err) == nil {
			l.Fatal(err)
		}
	case 6: // put forward by hours, or back by less than the tolerance
		change := time.Duration(random.IntN(5*60*60)) * time.Second
		if random.IntN(2) == 0 {
			change = -time.Duration(random.IntN(55*60)) * time.Second
		}
		l.clock.set(time.Duration(l.clock.ahead.Load()) + change)
		elapse(2 * time.Minute)
	case 7: // with several instances: the one that acts loses its way, another one takes over
		if l.lease == nil {
			return
		}
		lost, way := l.scheduler, l.cut
		l.start(names)
		way.dead.Store(true)
		elapse(time.Duration(1+random.IntN(60)) * time.Minute)
		_ = stop(lost, 0)
	}
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
		if occasion.Schedule == name && !occasion.Manual && occasion.Attempt == 1 {
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
