package dashboard

import "time"

// leastProgress is how long work must have gone on before its end is foretold.
const leastProgress = time.Second

// uploadProgress is how far work is: rows, their share, and the time that the rest takes
// at the pace so far.
type uploadProgress struct {
	done, total int64
	share       int // per cent, rounded down
	left        time.Duration
	foretold    bool // left means something
}

// progress looks at the work at a moment.
func (w *uploadWork) progress(now time.Time) uploadProgress {
	p := uploadProgress{done: w.done.Load(), total: w.total.Load()}
	if p.total <= 0 || p.done <= 0 {
		return p
	}
	p.done = min(p.done, p.total)
	p.share = int(p.done * 100 / p.total)
	if elapsed := now.Sub(w.begun); elapsed >= leastProgress {
		p.left, p.foretold = time.Duration(float64(elapsed)*float64(p.total-p.done)/float64(p.done)), true
	}
	return p
}

// words says the share and the time left; nothing before the number of rows is known.
func (p uploadProgress) words(text func(key string, pairs ...any) string) string {
	const longMinutes = 2
	switch {
	case p.total <= 0:
		return ""
	case !p.foretold:
		return text("imports.progress.share", "share", p.share)
	case p.left >= longMinutes*time.Minute:
		return text("imports.progress.minutes", "share", p.share, "minutes", int((p.left+time.Minute-1)/time.Minute))
	}
	return text("imports.progress.seconds", "share", p.share, "seconds", int((p.left+time.Second-1)/time.Second))
}
