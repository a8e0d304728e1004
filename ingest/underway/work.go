package underway

import (
	"context"
	"sync"
	"time"

	"zhibiao/metrics"
)

// About says whose file is on its way.
type About struct {
	Feed     string // code
	File     string // empty until the source has answered
	Run      string // empty until the ledger knows the run
	Actor    string // person or schedule that began it
	Schedule string
	Begun    time.Time
}

// Work is one file on its way. All methods may be called by several goroutines at a time,
// and on nil, where nobody watches.
type Work struct {
	mutex    sync.Mutex
	about    About
	progress Progress
	stop     context.CancelCauseFunc
	ended    chan struct{}
	told     func(Progress)
}

// Watched returns work that stands on no board. told, when set, is called with each change
// of its progress, by one goroutine at a time.
func Watched(about About, told func(Progress)) *Work {
	about.Begun = time.Now()
	return &Work{about: about, progress: Progress{Step: Asking, Since: about.Begun}, ended: make(chan struct{}), told: told}
}

// About says whose file it is.
func (w *Work) About() About {
	if w == nil {
		return About{}
	}
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return w.about
}

// Progress says how far the file has come.
func (w *Work) Progress() Progress {
	if w == nil {
		return Progress{}
	}
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return w.progress
}

// Done is closed when the work has ended; of no work there is no end to wait for.
func (w *Work) Done() <-chan struct{} {
	if w == nil {
		return nil
	}
	return w.ended
}

// Context returns a context for the work, which Stop ends. The release must be called.
func (w *Work) Context(parent context.Context) (ctx context.Context, release func()) {
	if w == nil {
		return parent, func() {}
	}
	ctx, stop := context.WithCancelCause(parent)
	w.mutex.Lock()
	w.stop = stop
	w.mutex.Unlock()
	return ctx, func() { stop(nil) }
}

// Stop ends the work in the name of a person; the store stays as it was. It does nothing
// to work that has ended or cannot be stopped.
func (w *Work) Stop(actor string) {
	if w == nil {
		return
	}
	w.mutex.Lock()
	defer w.mutex.Unlock()
	if w.stop != nil && w.progress.Step != Ended {
		w.progress.Step, w.progress.Since = Stopping, time.Now()
		w.stop(Stopped(actor))
	}
}

// Stopped is the cause of a context that Stop has ended: the Problem run.stopped, and
// context.Canceled.
func Stopped(actor string) error {
	return metrics.NewProblem("run.stopped", "actor", actor).Because(context.Canceled)
}

// Cause returns err, or, when a person has stopped the work, that they did.
func Cause(ctx context.Context, err error) error {
	if err == nil || ctx.Err() == nil {
		return err
	}
	if cause := context.Cause(ctx); metrics.AsProblem(cause) != nil {
		return cause
	}
	return err
}

// change alters the progress; a new step begins now.
func (w *Work) change(alter func(about *About, progress *Progress)) {
	if w == nil {
		return
	}
	w.mutex.Lock()
	defer w.mutex.Unlock()
	before := w.progress.Step
	alter(&w.about, &w.progress)
	if before == Stopping || before == Ended {
		w.progress.Step = before // what is still done is not what somebody waits for
	}
	if w.progress.Step != before {
		w.progress.Since = time.Now()
	}
	if w.told != nil {
		w.told(w.progress)
	}
}

// Look says that a watched folder is looked into.
func (w *Work) Look() { w.change(func(_ *About, p *Progress) { p.Step = Looking }) }

// Receive says how many bytes have come, of how many the source says; 0: it does not.
func (w *Work) Receive(received, expected int64) {
	w.change(func(_ *About, p *Progress) {
		p.Step, p.Received, p.Expected = Receiving, received, max(expected, 0)
	})
}

// Wait says that the file is there and waits for its turn.
func (w *Work) Wait(file string, dryRun bool) {
	w.change(func(about *About, p *Progress) {
		about.File, about.Run = file, ""
		*p = Progress{Step: Waiting, Received: p.Received, Expected: p.Expected, DryRun: dryRun, Since: p.Since}
	})
}

// Open says that it is the turn of the file, which is being opened.
func (w *Work) Open() { w.change(func(_ *About, p *Progress) { p.Step = Opening }) }

// Load says that the rows are being read, by a run that the ledger knows; empty: none.
func (w *Work) Load(run string) {
	w.change(func(about *About, p *Progress) { about.Run, p.Step = run, Reading })
}

// Read says how many rows have been read, of about how many.
func (w *Work) Read(rows, total int) {
	w.change(func(_ *About, p *Progress) { p.Read, p.Total = rows, max(rows, total) })
}

// Check says how many rows all checks have seen, how many of them were rejected, how many
// bring something new, and how many of those the store holds.
func (w *Work) Check(checked, rejected, toWrite, written int) {
	w.change(func(_ *About, p *Progress) {
		p.Checked, p.Rejected, p.ToWrite, p.Written = checked, rejected, toWrite, written
	})
}

// Finish says that all rows are checked.
func (w *Work) Finish() { w.change(func(_ *About, p *Progress) { p.Step = Finishing }) }

// End says that nothing more happens. It may be called twice.
func (w *Work) End() {
	if w == nil {
		return
	}
	w.mutex.Lock()
	defer w.mutex.Unlock()
	if w.progress.Step != Ended {
		w.progress.Step = Ended
		close(w.ended)
	}
}
