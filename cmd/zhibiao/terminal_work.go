package main

import (
	"time"

	"github.com/schollz/progressbar/v3"

	"zhibiao/ingest/underway"
)

// follow begins work that is drawn on a terminal: a bar for the bytes that come, another
// for the rows. Without a terminal nothing is drawn.
func (t *terminal) follow(about underway.About) (work *underway.Work, end func()) {
	if !interactive() {
		work = underway.Watched(about, nil)
		return work, work.End
	}
	drawing := &workBar{terminal: t}
	work = underway.Watched(about, drawing.draw)
	return work, func() {
		work.End()
		drawing.finish()
	}
}

// workBar draws one step of a piece of work.
type workBar struct {
	terminal *terminal
	bar      *progressbar.ProgressBar
	bytes    bool
}

// draw is called by one goroutine at a time.
func (w *workBar) draw(progress underway.Progress) {
	switch progress.Step {
	case underway.Receiving:
		w.begin("underway.count.received", true)
		w.set(progress.Received, progress.Expected)
	case underway.Reading, underway.Finishing:
		w.begin("cli.import.reading", false)
		w.bar.Describe(w.terminal.text("cli.import.counts", "checked", progress.Checked, "written", progress.Written, "rejected", progress.Rejected))
		w.set(int64(progress.Read), int64(progress.Total))
	}
}

// begin draws a new bar when bytes end and rows begin.
func (w *workBar) begin(key string, bytes bool) {
	if w.bar != nil && w.bytes == bytes {
		return
	}
	w.finish()
	options := []progressbar.Option{progressbar.OptionSetDescription(w.terminal.text(key)),
		progressbar.OptionSetWriter(w.terminal.err), progressbar.OptionShowCount(), progressbar.OptionSetPredictTime(true),
		progressbar.OptionThrottle(100 * time.Millisecond), progressbar.OptionClearOnFinish()}
	if bytes {
		options = append(options, progressbar.OptionShowBytes(true))
	}
	w.bar, w.bytes = progressbar.NewOptions64(-1, options...), bytes
}

// set moves the bar; without a total something moves all the same.
func (w *workBar) set(done, total int64) {
	if total > 0 && w.bar.GetMax64() != total {
		w.bar.ChangeMax64(total)
	}
	_ = w.bar.Set64(done)
}

func (w *workBar) finish() {
	if w.bar != nil {
		_ = w.bar.Finish()
		w.bar = nil
	}
}
