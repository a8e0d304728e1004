package dashboard

import (
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"zhibiao/ingest/underway"
)

// WorkView is a file on its way as a page shows it. Everything is in words, so that the
// page and the script that renews it say the same.
type WorkView struct {
	Address string // where its progress is asked for
	Stop    string // where it is stopped; empty: the reader may not
	Begun   time.Time
	Actor   string
	Run     string // empty: none is on record yet
	progressAnswer
}

// progressAnswer is what a page asks for while a file is on its way.
type progressAnswer struct {
	Running bool `json:"running"`
	// Step says in a sentence what is being done; it changes with the step only.
	Step string `json:"step,omitempty"`
	// Done of Total is what the bar shows; a total of 0 is not known.
	Done  int64 `json:"done"`
	Total int64 `json:"total"`
	// Share says how much is done and what is left.
	Share  string      `json:"share,omitempty"`
	Counts []workCount `json:"counts,omitempty"`
}

// workCount is one count with its word.
type workCount struct {
	Word  string `json:"word"`
	Count string `json:"count"`
}

// workView shows the work on a thing; nil when there is none. mayStop tells whether the
// reader may stop it.
func (s *Server) workView(c echo.Context, work *underway.Work, address string, mayStop bool) *WorkView {
	if work == nil {
		return nil
	}
	about := work.About()
	view := &WorkView{Address: address + "/progress", Begun: about.Begun, Actor: about.Actor, Run: about.Run,
		progressAnswer: s.wording(languageOf(c)).progressAnswer(work.Progress(), time.Now())}
	if mayStop && work.Progress().Step != underway.Stopping {
		view.Stop = address + "/stop"
	}
	return view
}

// answerProgress answers the script of a page: how far the work is, or that there is none.
func (s *Server) answerProgress(c echo.Context, work *underway.Work) error {
	if work == nil {
		return c.JSON(http.StatusOK, progressAnswer{})
	}
	return c.JSON(http.StatusOK, s.wording(languageOf(c)).progressAnswer(work.Progress(), time.Now()))
}

func (w wording) progressAnswer(progress underway.Progress, now time.Time) progressAnswer {
	answer := progressAnswer{Running: true, Share: w.shareDone(progress, now)}
	answer.Done, answer.Total = progress.Done()
	answer.Step = w.text("underway.step." + string(progress.Step))
	if progress.DryRun && progress.Step == underway.Reading {
		answer.Step = w.text("underway.step.checking")
	}
	add := func(name, count string) {
		answer.Counts = append(answer.Counts, workCount{w.text("underway.count." + name), count})
	}
	of := func(done, total string, known bool) string {
		if !known {
			return done
		}
		return w.text("underway.of", "done", done, "total", total)
	}
	if progress.Received > 0 {
		add("received", of(sizeOf(progress.Received), sizeOf(progress.Expected), progress.Expected > 0))
	}
	if progress.Read > 0 || progress.Total > 0 {
		add("read", of(w.grouped(progress.Read), w.grouped(progress.Total), progress.Total > 0))
		add("checked", w.grouped(progress.Checked))
		if !progress.DryRun {
			add("written", of(w.grouped(progress.Written), w.grouped(progress.ToWrite), progress.ToWrite > 0))
		}
		add("rejected", w.grouped(progress.Rejected))
	}
	return answer
}

// shareDone says how much is done and how long the rest takes; nothing while no total is known.
func (w wording) shareDone(progress underway.Progress, now time.Time) string {
	const longMinutes = 2
	percent, known := progress.Percent()
	left, foretold := progress.Left(now)
	switch {
	case !known:
		return ""
	case !foretold:
		return w.text("underway.share", "share", percent)
	case left >= longMinutes*time.Minute:
		return w.text("underway.minutes", "share", percent, "minutes", int((left+time.Minute-1)/time.Minute))
	}
	return w.text("underway.seconds", "share", percent, "seconds", int((left+time.Second-1)/time.Second))
}

// sizeOf writes a size for people: 512 B, 1.5 KB, 12.3 MB.
func sizeOf(count int64) string {
	const kilo, mega = 1 << 10, 1 << 20
	switch {
	case count < kilo:
		return strconv.FormatInt(count, 10) + " B"
	case count < mega:
		return strconv.FormatFloat(float64(count)/kilo, 'f', 1, 64) + " KB"
	}
	return strconv.FormatFloat(float64(count)/mega, 'f', 1, 64) + " MB"
}

// grouped writes a count with commas.
func (w wording) grouped(count int) string { return w.written(strconv.Itoa(count)) }
