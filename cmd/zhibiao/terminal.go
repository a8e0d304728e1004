package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"syscall"
	"time"

	"github.com/alecthomas/kong"
	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"zhibiao/dashboard/locale"
	"zhibiao/metrics"
	"zhibiao/schedules"
)

// terminal speaks to the person who started the program, in their language.
type terminal struct {
	texts    *locale.Texts
	language locale.Language
	out, err io.Writer
}

func newTerminal(texts *locale.Texts, language string, out, err io.Writer) *terminal {
	tag, _ := locale.ParseLanguage(language)
	return &terminal{texts: texts, language: tag, out: out, err: err}
}

// text returns a sentence of the message catalogue.
func (t *terminal) text(key string, pairs ...any) string {
	return t.texts.Text(t.language, key, pairs...)
}

// say prints a sentence of the message catalogue.
func (t *terminal) say(key string, pairs ...any) {
	_, _ = fmt.Fprintln(t.out, t.text(key, pairs...))
}

// explain prints an error as one clear sentence, with a hint where there is one.
func (t *terminal) explain(err error) {
	if problem := metrics.AsProblem(err); problem != nil {
		t.complain(t.texts.Problem(t.language, problem), t.texts.Hint(t.language, problem))
		return
	}
	var problems schedules.Problems
	if errors.As(err, &problems) {
		for _, problem := range problems {
			where := problem.Schedule
			if problem.Line > 0 {
				where = t.text("cli.line", "line", problem.Line, "schedule", problem.Schedule)
			}
			t.complain(where+" "+t.reason(&problem.Reason), "")
		}
		return
	}
	if reason := schedules.AsReason(err); reason != nil {
		t.complain(t.reason(reason), "")
		return
	}
	var path *os.PathError
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		t.complain(t.text("cli.address_in_use"), "")
	case errors.As(err, &path):
		t.complain(t.text("cli.file", "path", path.Path, "detail", path.Err), "")
	default:
		t.complain(t.text("cli.failed", "detail", err), "")
	}
}

// complainOfUsage tells what is wrong with the command line and where help is.
func (t *terminal) complainOfUsage(err error) {
	command := "zhibiao"
	var parse *kong.ParseError
	if errors.As(err, &parse) && parse.Context != nil {
		if words := parse.Context.Command(); words != "" {
			command += " " + strings.Fields(words)[0]
		}
	}
	t.complain(t.text("cli.usage", "detail", err, "command", command), "")
}

func (t *terminal) complain(sentence, hint string) {
	_, _ = fmt.Fprintln(t.err, sentence)
	if hint != "" {
		_, _ = fmt.Fprintln(t.err, hint)
	}
}

func (t *terminal) reason(reason *schedules.Reason) string {
	if reason == nil {
		return ""
	}
	return t.texts.Problem(t.language, &metrics.Problem{Key: reason.Key, Arguments: reason.Arguments})
}

// outcomeText is what a run says it did, or its technical detail.
func (t *terminal) outcomeText(occurrence schedules.Occurrence) string {
	if occurrence.Words != nil {
		return t.reason(occurrence.Words)
	}
	return occurrence.Detail
}

// interactive tells whether a person is watching standard error.
func interactive() bool { return term.IsTerminal(int(os.Stderr.Fd())) }

// step announces a piece of work, runs it, and says how long it took. On a terminal
// something moves while it runs.
func (t *terminal) step(key string, work func() error) error {
	title := t.text(key)
	started := time.Now()
	end := t.moving(title)
	err := work()
	end()
	if err == nil {
		_, _ = fmt.Fprintf(t.out, "%s … %.1f s\n", title, time.Since(started).Seconds())
	}
	return err
}

// moving shows on a terminal that something is under way, until end is called.
func (t *terminal) moving(title string) (end func()) {
	done := make(chan struct{})
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		if !interactive() {
			<-done
			return
		}
		bar := progressbar.NewOptions(-1, progressbar.OptionSetDescription(title),
			progressbar.OptionSetWriter(t.err), progressbar.OptionSpinnerType(14), progressbar.OptionClearOnFinish(),
			progressbar.OptionSetElapsedTime(true))
		ticker := time.NewTicker(100 * time.Millisecond)
		defer ticker.Stop()
		for {
			select {
			case <-done:
				_ = bar.Finish()
				return
			case <-ticker.C:
				_ = bar.Add(1)
			}
		}
	}()
	return func() {
		close(done)
		<-stopped
	}
}

// progress returns a function that draws done of total on a terminal, and one that
// ends the drawing. Without a terminal both do nothing.
func (t *terminal) progress(key string) (draw func(done, total int), end func()) {
	if !interactive() {
		return func(int, int) {}, func() {}
	}
	bar := progressbar.NewOptions(0, progressbar.OptionSetDescription(t.text(key)),
		progressbar.OptionSetWriter(t.err), progressbar.OptionShowCount(), progressbar.OptionSetPredictTime(true),
		progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish())
	return func(done, total int) {
		if total > 0 && bar.GetMax() != total {
			bar.ChangeMax(total)
		}
		_ = bar.Set(done)
	}, func() { _ = bar.Finish() }
}
