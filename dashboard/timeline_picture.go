package dashboard

import (
	"fmt"
	"html"
	"html/template"
	"strings"
	"time"

	"zhibiao/schedules"
)

// The picture of a day is drawn on so many units; its width follows that of the page.
const (
	timelineWidth  = 1440.0
	timelineHeight = 26.0
	narrowestMark  = 5.0
)

// runPicture draws each run from its start to its end and each due time without one as
// a mark. The marks differ in form, so that they are told apart without colour.
func (t timelineDay) runPicture(rows []dueRow) template.HTML {
	var svg strings.Builder
	t.begin(&svg)
	for _, row := range rows {
		from, until := row.at, row.at
		if o := row.occurrence; o != nil && !o.StartedAt.IsZero() {
			from, until = o.StartedAt, o.FinishedAt
			if until.IsZero() {
				until = laterOf(from, t.now)
				if o.Outcome != schedules.OutcomeRunning {
					until = from // nobody saw it end
				}
			}
		}
		title := row.at.Format("15:04") + " " + t.words.text(row.look().Key)
		if o := row.occurrence; o != nil && o.Duration() > 0 {
			title += " · " + t.words.duration(o.Duration())
		}
		t.mark(&svg, row.outcome(), t.place(from), t.place(until), title)
	}
	return t.end(&svg)
}

// hourPicture draws one mark for each hour of a frequent schedule, by the outcome that
// most needs a person.
func (t timelineDay) hourPicture(rows []dueRow) template.HTML {
	var svg strings.Builder
	t.begin(&svg)
	hours := map[time.Time]tallyOf{}
	var order []time.Time
	for _, row := range rows {
		if row.at.Before(t.from) {
			continue
		}
		hour := row.at.Add(-sinceHour(row.at))
		if hours[hour] == nil {
			hours[hour] = tallyOf{}
			order = append(order, hour)
		}
		hours[hour].add(row)
	}
	for _, hour := range order {
		title := []string{hour.Format("15:04")}
		for _, count := range hours[hour].counts() {
			title = append(title, fmt.Sprintf("%s %d", t.words.text(count.Look.Key), count.Count))
		}
		t.mark(&svg, hours[hour].worst(), t.place(hour)+2, t.place(hour.Add(time.Hour))-2, strings.Join(title, " · "))
	}
	return t.end(&svg)
}

// sinceHour returns how long ago the hour of a civil time began.
func sinceHour(at time.Time) time.Duration {
	return time.Duration(at.Minute())*time.Minute + time.Duration(at.Second())*time.Second + time.Duration(at.Nanosecond())
}

// outcome returns how a row ended, the empty outcome when it lies ahead.
func (d dueRow) outcome() schedules.Outcome {
	if d.occurrence == nil {
		return ""
	}
	return d.occurrence.Outcome
}

// place returns where a moment lies on the axis; what lies before or behind the day is
// put to its edge.
func (t timelineDay) place(moment time.Time) float64 {
	share := float64(moment.Sub(t.from)) / float64(t.until.Sub(t.from))
	return min(max(share, 0), 1) * timelineWidth
}

func (t timelineDay) begin(svg *strings.Builder) {
	fmt.Fprintf(svg, `<svg class="timeline" viewBox="0 0 %g %g" preserveAspectRatio="none" aria-hidden="true" focusable="false">`, timelineWidth, timelineHeight)
	for hour := axisHours; hour < 24; hour += axisHours {
		x := timelineWidth * float64(hour) / 24
		fmt.Fprintf(svg, `<path class="hour" d="M%g 0V%g"/>`, x, timelineHeight)
	}
}

// mark draws one mark: failures take the full height, good runs the middle, what was
// skipped the lower part, and what lies ahead or was missed is an outline.
func (t timelineDay) mark(svg *strings.Builder, outcome schedules.Outcome, from, until float64, title string) {
	top, bottom := 6.0, 20.0
	switch outcome {
	case schedules.OutcomeFailed, schedules.OutcomeMissed:
		top, bottom = 1, 25
	case schedules.OutcomeSkipped:
		top, bottom = 17, 23
	}
	class := string(outcome)
	if class == "" {
		class = "expected"
	}
	width := max(until-from, narrowestMark)
	from = min(from, timelineWidth-width)
	fmt.Fprintf(svg, `<rect class="%s" x="%.1f" y="%g" width="%.1f" height="%g"><title>%s</title></rect>`,
		class, from, top, width, bottom-top, html.EscapeString(title))
}

func (t timelineDay) end(svg *strings.Builder) template.HTML {
	if !t.now.Before(t.from) && t.now.Before(t.until) {
		fmt.Fprintf(svg, `<path class="present" d="M%.1f 0V%g"/>`, t.place(t.now), timelineHeight)
	}
	svg.WriteString("</svg>")
	return template.HTML(svg.String()) //nolint:gosec // numbers, words of our own classes, and escaped titles
}
