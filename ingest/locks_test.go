package ingest_test

import (
	"context"
	"testing"

	"zhibiao/ingest"
	"zhibiao/metrics"
)

// locked is a fixed list of locks.
type locked []metrics.Lock

func (l *locked) Locks(context.Context) ([]metrics.Lock, error) { return *l, nil }

// 2022 is closed after it was published, to first values too. A file that revises 2022,
// adds 2021 and brings 2023 loads 2023 only; with a reason it loads all three and flags two.
func TestLockedPeriods(t *testing.T) {
	locks := &locked{}
	b := newBench(t, ingest.Options{Locks: locks})
	ctx := context.Background()
	first := b.load("actuals", "指标,时期,数值\n煤炭产量,2022,22\n")
	*locks = locked{{Code: "L", Until: metrics.NewDate(2022, 12, 31), First: true, Reason: "年鉴已定稿"}}
	file := "指标,时期,数值\n煤炭产量,2021,21\n煤炭产量,2022,22.5\n煤炭产量,2023,23\n"

	refused := b.load("actuals", file)
	if want := (metrics.RunCounts{Rows: 3, New: 1, Rejected: 2}); refused.Run.Counts != want {
		t.Errorf("without a reason %+v, want %+v", refused.Run.Counts, want)
	}
	for i, row := range []int{2, 3} {
		if reject := refused.Rejects[i]; reject.Problem.Key != "row.locked" || reject.Row != row || reject.Warning || reject.Problem.Arguments["lock"] != "年鉴已定稿" {
			t.Errorf("reject %+v", reject)
		}
	}
	b.sees("without a reason", "22")

	submission := b.submission("actuals", file)
	submission.Reason = " 普查后修订 "
	report, err := b.importer.Import(ctx, submission)
	if err != nil {
		t.Fatal(err)
	}
	if want := (metrics.RunCounts{Rows: 3, New: 1, Changed: 1, Unchanged: 1, Flagged: 2}); report.Run.Counts != want {
		t.Errorf("with a reason %+v, want %+v", report.Run.Counts, want)
	}
	b.sees("with a reason", "22.5")
	steps, _ := b.ledger.RunSteps(ctx, report.Run.ID)
	if got := metrics.ReasonOf(steps); got != "普查后修订" {
		t.Errorf("reason %q", got)
	}

	if err := b.importer.Withdraw(ctx, first.Run.ID, "test", ""); problemKey(err) != "run.lock_reason" {
		t.Errorf("undo without a reason: %v", err)
	}
	if err := b.importer.Withdraw(ctx, first.Run.ID, "test", "重复"); err != nil {
		t.Errorf("undo with a reason: %v", err)
	}
}

// The same file where the lock closes changes alone: 2021, of which nothing was published,
// and 2023 are loaded, the first of them flagged; the change of 2022 is rejected. Taking the
// value of 2021 back is a change: it needs a reason.
func TestLockLetsFirstValuesIn(t *testing.T) {
	locks := &locked{}
	b := newBench(t, ingest.Options{Locks: locks})
	b.load("actuals", "指标,时期,数值\n煤炭产量,2022,22\n")
	*locks = locked{{Code: "L", Until: metrics.NewDate(2022, 12, 31), Reason: "年鉴已定稿"}}
	report := b.load("actuals", "指标,时期,数值\n煤炭产量,2021,21\n煤炭产量,2022,22.5\n煤炭产量,2023,23\n")
	if want := (metrics.RunCounts{Rows: 3, New: 2, Rejected: 1, Flagged: 1}); report.Run.Counts != want {
		t.Errorf("counts %+v, want %+v", report.Run.Counts, want)
	}
	for _, remark := range report.Rejects {
		if want := map[int]string{2: "row.locked.first", 3: "row.locked"}[remark.Row]; remark.Problem.Key != want || remark.Warning != (remark.Row == 2) {
			t.Errorf("remark %+v", remark)
		}
	}
	b.sees("the change", "22")
	if err := b.importer.Withdraw(context.Background(), report.Run.ID, "test", ""); problemKey(err) != "run.lock_reason" {
		t.Errorf("undo without a reason: %v", err)
	}
}

// A run waits with the first value of 2022 while 2022 is closed: it may be published, as
// long as nothing else was published for 2022 meanwhile.
func TestFirstValueWaitsWhileItsPeriodIsClosed(t *testing.T) {
	for _, meanwhile := range []bool{false, true} {
		locks := &locked{}
		b := newBench(t, ingest.Options{Locks: locks})
		run := b.load("upload", coal2022).Run.ID
		if meanwhile {
			b.load("actuals", "指标,时期,数值\n煤炭产量,2022,22\n")
		}
		*locks = locked{{Code: "L", Until: metrics.NewDate(2022, 12, 31)}}
		err := b.importer.Approve(context.Background(), run, "reviewer", ingest.Approval{})
		if refused := problemKey(err) == "run.lock_reason"; refused != meanwhile || !refused && err != nil {
			t.Errorf("another value was published meanwhile: %t; approval: %v", meanwhile, err)
		}
	}
}

// A run that waited while its period was closed to first values needs a reason from the reviewer.
func TestLockedWhileItWaits(t *testing.T) {
	locks := &locked{}
	b := newBench(t, ingest.Options{Locks: locks})
	ctx := context.Background()
	run := b.load("upload", coal2022).Run.ID
	*locks = locked{{Code: "L", Until: metrics.NewDate(2022, 12, 31), Indicator: "COAL-OUTPUT", First: true}}
	if err := b.importer.Approve(ctx, run, "reviewer", ingest.Approval{}); problemKey(err) != "run.lock_reason" {
		t.Fatalf("approval without a reason: %v", err)
	}
	b.sees("without a reason", "")
	if err := b.importer.Approve(ctx, run, "reviewer", ingest.Approval{Comment: "经主任办公会同意"}); err != nil {
		t.Fatal(err)
	}
	b.sees("with a reason", "78434")
}

// A check in advance says the same as the import.
func TestLockedInADryRun(t *testing.T) {
	b := newBench(t, ingest.Options{Locks: &locked{{Code: "L", Until: metrics.NewDate(2023, 12, 31), Area: "150627", First: true}}})
	report, err := b.importer.DryRun(context.Background(), b.submission("actuals", "指标,地区,时期,数值\n煤炭产量,伊旗,2022,1\n煤炭产量,全市,2022,2\n"))
	if err != nil {
		t.Fatal(err)
	}
	if want := (metrics.RunCounts{Rows: 2, New: 1, Rejected: 1}); report.Run.Counts != want || len(report.Changes) != 1 {
		t.Errorf("%+v, %d changes; want %+v and one", report.Run.Counts, len(report.Changes), want)
	}
}
