package dashboard

import (
	"context"
	"fmt"
	"math"

	"zhibiao/metrics"
)

// HistoryView shows how the status of the target turned over time.
type HistoryView struct {
	Segments []TurnSegment // the latest turns, oldest first
	Turns    int           // of all time
	All      []metrics.StatusTurn

	item      Item
	catalogue *metrics.Catalogue
}

// TurnSegment is the time for which one status held.
type TurnSegment struct {
	metrics.StatusTurn
	// Span is the share of the shown time in sixths, at least 1: the width of the
	// segment where there is room.
	Span int
}

const (
	segmentLimit = 6 // turns that a strip shows
	segmentParts = 6 // widest span
)

// loadHistory asks for the turns of the chosen target.
func (s *Server) loadHistory(ctx context.Context, view snapshot, page *IndicatorPage) error {
	if page.Target == nil {
		return nil
	}
	turns, err := s.dependencies.Store.StatusHistory(ctx, metrics.StatusHistoryQuery{
		Target: page.Target.Code, Scenario: view.filters.Scenario(), Vintage: view.filters.Vintage()})
	if err != nil {
		return fmt.Errorf("load status history of %s: %w", page.Target.Code, err)
	}
	if page.History = newHistoryView(turns, view.filters.AsOf); page.History != nil {
		page.History.item, page.History.catalogue = page.Item, view.catalogue
	}
	return nil
}

// newHistoryView returns nil when there are no turns.
func newHistoryView(turns []metrics.StatusTurn, asOf metrics.Date) *HistoryView {
	if len(turns) == 0 {
		return nil
	}
	view := &HistoryView{Turns: len(turns), All: turns}
	shown := turns[max(0, len(turns)-segmentLimit):]
	total := max(1, int(asOf-shown[0].Day))
	for i, turn := range shown {
		until := asOf
		if i+1 < len(shown) {
			until = shown[i+1].Day
		}
		share := float64(until-turn.Day) / float64(total)
		span := min(segmentParts, max(1, int(math.Round(share*segmentParts))))
		view.Segments = append(view.Segments, TurnSegment{StatusTurn: turn, Span: span})
	}
	return view
}

// Earlier counts the turns before those of the strip.
func (h *HistoryView) Earlier() int { return h.Turns - len(h.Segments) }

// turnCause says in words what made a status turn: value 2.57 of 2022, and the like. A
// value of another indicator or area is told with its name.
func (w wording) turnCause(history *HistoryView, turn metrics.StatusTurn) string {
	key := "turn." + string(turn.Cause)
	with := key + ".of"
	if turn.Value == "" || turn.Period == "" || !w.texts.Has(w.language, with) {
		return w.text(key)
	}
	indicator, period := history.item.Indicator, w.turnPeriod(turn)
	if area := history.catalogue.Area(turn.Area); area != nil && turn.Area != history.item.Target.Area {
		period = w.text("turn.whose", "name", w.name(area), "period", period)
	}
	if other := history.catalogue.Indicator(turn.Indicator); other != nil && other != indicator {
		indicator, period = other, w.text("turn.whose", "name", w.name(other), "period", period)
	}
	return w.text(with, "value", w.written(turn.Value), "unit", w.unit(indicator.Unit), "period", period)
}

func (w wording) turnPeriod(turn metrics.StatusTurn) string {
	if period, err := metrics.ParsePeriod(turn.Frequency, turn.Period); err == nil {
		return w.period(period)
	}
	return w.period(turn.Period)
}
