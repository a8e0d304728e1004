package dashboard

import (
	"net/url"

	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// Figure is a published number with the page that leads it back to where it was read.
// Templates write it with the partial “traced”, so that every page does it alike.
type Figure struct {
	Text string
	Link string // empty on a page that leads nowhere, such as the wall screen
	Void bool   // true: the number does not count any more
}

// traced makes the Figure of a value: the page, the key of the value, and how it is
// written there.
func traced(page any, key metrics.ObservationKey, text string) Figure {
	figure := Figure{Text: text}
	if around, isFramed := page.(framed); isFramed && around.pageFrame().tracesValues {
		figure.Link = around.pageFrame().ValueLink(key)
	}
	return figure
}

// tracedTarget makes the Figure of what a target asks for, or of its base.
func tracedTarget(page any, target *metrics.Target, text string) Figure {
	figure := Figure{Text: text}
	if around, isFramed := page.(framed); isFramed && around.pageFrame().tracesTargets {
		figure.Link = around.pageFrame().Bare(targetsPath + "/" + url.PathEscape(target.Code))
	}
	return figure
}

// NotInForce strikes the number through.
func (f Figure) NotInForce(void bool) Figure {
	f.Void = void
	return f
}

// ValueLink leads to the page of a value, see Filters.valueLink.
func (f Frame) ValueLink(key metrics.ObservationKey) string { return f.Filters.valueLink(key) }

// valueLink is the address of the page of a value, for the same day. What that page
// assumes anyway is left out.
func (f Filters) valueLink(key metrics.ObservationKey) string {
	changes := []string{"indicator", key.Indicator, "dimension", key.Dimension, "period", key.Period.String()}
	if key.Area != metrics.CityArea {
		changes = append(changes, "area", key.Area)
	}
	if key.Period.Frequency == metrics.YearToDate {
		changes = append(changes, "frequency", string(key.Period.Frequency))
	}
	if key.Scenario != metrics.Actual {
		changes = append(changes, "scenario", string(key.Scenario))
	}
	return f.Bare(valuesPath, changes...)
}

// untraced is the frame of a page whose numbers lead nowhere.
func (f Frame) untraced() Frame {
	f.tracesValues, f.tracesTargets = false, false
	return f
}

// PublishedValue is the value that stands for an item.
type PublishedValue struct {
	metrics.ObservationKey
	Value  decimal.NullDecimal
	Status metrics.ObservationStatus
}

// Published returns the value that was judged, or without a judgement the latest of the
// series; nil when there is none.
func (i Item) Published() *PublishedValue {
	if judged := i.judged(); judged != nil {
		return judged
	}
	if latest := i.Latest(); latest != nil {
		return &PublishedValue{ObservationKey: latest.ObservationKey, Value: latest.Value, Status: latest.Status}
	}
	return nil
}

// judged returns the value that was judged, or nil.
func (i Item) judged() *PublishedValue {
	if i.Assessment == nil {
		return nil
	}
	key, found := i.Assessment.LatestKey()
	if !found {
		return nil
	}
	return &PublishedValue{ObservationKey: key, Value: i.Assessment.Latest, Status: i.Assessment.LatestStatus}
}
