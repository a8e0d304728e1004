package underway_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"zhibiao/ingest/underway"
	"zhibiao/metrics"
)

var begun = time.Date(2024, 1, 1, 8, 0, 0, 0, time.UTC)

// After 10 seconds a quarter of the bytes has come: three times as long is left, 30 s.
// Before one second nothing is foretold, and without a length nothing is known.
func TestBytes(t *testing.T) {
	for _, c := range []struct {
		received, expected int64
		after              time.Duration
		percent            int
		left               time.Duration
		known, foretold    bool
	}{
		{25, 100, 10 * time.Second, 25, 30 * time.Second, true, true},
		{25, 100, time.Second / 2, 25, 0, true, false},
		{25, 0, 10 * time.Second, 0, 0, false, false},
		{999, 1000, 999 * time.Second, 99, time.Second, true, true},
		{120, 100, 10 * time.Second, 100, 0, true, true}, // more than the source said
		{0, 100, 10 * time.Second, 0, 0, true, false},
	} {
		p := underway.Progress{Step: underway.Receiving, Received: c.received, Expected: c.expected, Since: begun}
		percent, known := p.Percent()
		left, foretold := p.Left(begun.Add(c.after))
		if percent != c.percent || known != c.known || left != c.left || foretold != c.foretold {
			t.Errorf("%+v: %d%% %t, %v %t", c, percent, known, left, foretold)
		}
	}
}

// Of 100 rows 80 are read, 50 checked, of which 20 bring something new and 10 of those are
// written: 80 + 50 + (50 − 20 + 10) = 170 of 300 steps, 56%. A dry run writes nothing:
// 130 of 200, 65%.
func TestRows(t *testing.T) {
	p := underway.Progress{Step: underway.Reading, Read: 80, Total: 100, Checked: 50, ToWrite: 20, Written: 10}
	if percent, known := p.Percent(); percent != 56 || !known {
		t.Errorf("%d%% %t, want 56%%", percent, known)
	}
	p.DryRun = true
	if percent, _ := p.Percent(); percent != 65 {
		t.Errorf("a dry run: %d%%, want 65%%", percent)
	}
	p = underway.Progress{Step: underway.Finishing, Read: 100, Total: 100, Checked: 100, ToWrite: 40, Written: 40, Rejected: 5}
	if percent, _ := p.Percent(); percent != 100 {
		t.Errorf("the end: %d%%", percent)
	}
	if _, known := (underway.Progress{Step: underway.Reading, Read: 5}).Percent(); known {
		t.Error("of how many rows is not known")
	}
}

func TestBoard(t *testing.T) {
	board := &underway.Board{}
	first, end := board.Begin(underway.About{Feed: "coal", Actor: "wang"})
	second, endSecond := board.Begin(underway.About{Feed: "coal"})
	if alone, _ := board.BeginAlone(underway.About{Feed: "coal"}); alone != nil || board.OfFeed("coal") != first || board.OfFeed("wind") != nil || board.OfRun("") != nil {
		t.Error("the oldest work on a feed counts, and keeps others off")
	}
	second.Wait("b.csv", false)
	second.Load("run-2")
	if board.OfRun("run-2") != second || second.About().File != "b.csv" || first.About().Begun.IsZero() {
		t.Error("work is found by its run")
	}
	ctx, release := first.Context(t.Context())
	defer release()
	first.Stop("li")
	first.Receive(5, 10) // on its way out
	if step := first.Progress().Step; step != underway.Stopping {
		t.Errorf("stopped, it is %s", step)
	}
	if err := underway.Cause(ctx, ctx.Err()); metrics.AsProblem(err) == nil || metrics.AsProblem(err).Arguments["actor"] != "li" || !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	end()
	end()
	select {
	case <-first.Done():
	default:
		t.Error("it has not ended")
	}
	if board.OfFeed("coal") != second {
		t.Error("work that has ended stays on the board")
	}
	endSecond()
	if alone, end := board.BeginAlone(underway.About{Feed: "coal"}); alone == nil {
		t.Error("nobody is in the way")
	} else {
		end()
	}
}

// What is told of work that has ended does not begin it again.
func TestEndedWorkStaysEnded(t *testing.T) {
	work := underway.Watched(underway.About{Feed: "coal"}, nil)
	work.End()
	work.Receive(1, 2)
	if step := work.Progress().Step; step != underway.Ended {
		t.Errorf("step %s", step)
	}
	work.End()
}

// Where nobody watches, everything goes on.
func TestNobodyWatches(t *testing.T) {
	var work *underway.Work
	work.Receive(1, 2)
	work.Read(1, 2)
	work.Check(1, 0, 1, 1)
	work.Finish()
	work.End()
	if ctx, release := work.Context(t.Context()); ctx != t.Context() || work.Progress() != (underway.Progress{}) || work.About() != (underway.About{}) {
		t.Error("nil is no work")
	} else {
		release()
	}
	var board *underway.Board
	if work, end := board.Begin(underway.About{}); work == nil || board.OfFeed("") != nil {
		t.Error("work without a board is work")
	} else {
		end()
	}
}
