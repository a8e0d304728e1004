package dashboard

import (
	"fmt"
	"net/url"
	"time"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// filtersOf reads the filters of a request and settles which vintage they ask for.
func (s *Server) filtersOf(c echo.Context) (Filters, error) {
	today := s.today()
	filters, err := parseFilters(c.QueryParams(), today, s.dependencies.Zone, s.dependencies.Demonstration)
	filters.Scope, filters.whole = exportScope(c), c.QueryParam("template") != ""
	if err != nil || filters.AsOf == today || filters.KnownNow || !filters.KnownAt.IsZero() {
		return filters.pin(c), err
	}
	vintage, err := s.dependencies.Store.VintageOn(c.Request().Context(), filters.AsOf)
	if err != nil {
		return filters, fmt.Errorf("vintage of %s: %w", filters.AsOf, err)
	}
	filters.KnownAt = vintage.KnownAt
	return filters.pin(c), nil
}

// VintageLine says on a page about the past which past it shows, and leads to the other
// view of the same day and back to today.
type VintageLine struct {
	Key       string // of the sentence
	Detail    string // key of what it means; empty for today's knowledge
	Other     string // the same day with the other knowledge; empty when there is none
	OtherText string // key of its text
	Today     string // this page today
	// Beginning says what was not yet known then; nil when there were plans.
	Beginning *BeginningLine
	// FirstDay is this page on the first day on which something was known; empty: not known.
	FirstDay string
	// NotIssued is the plan of this page when it was not issued on the day, or nil.
	NotIssued *metrics.Plan
}

// vintageLine returns nil for a page of today. Its links keep everything else that the
// address says.
func vintageLine(c echo.Context, filters Filters, today metrics.Date, zone *time.Location, beginning *BeginningLine) *VintageLine {
	if !filters.Past(today) {
		return nil
	}
	here := func(changes ...string) string {
		query := c.Request().URL.Query()
		for i := 0; i+1 < len(changes); i += 2 {
			query.Set(changes[i], changes[i+1])
			if changes[i+1] == "" {
				query.Del(changes[i])
			}
		}
		link := url.URL{Path: c.Request().URL.Path, RawQuery: query.Encode()}
		return link.RequestURI()
	}
	line := &VintageLine{Key: "vintage.then", Today: here("as_of", "", "known_at", "")}
	if line.Beginning = beginning; beginning != nil && !beginning.First.IsZero() {
		line.FirstDay = here("as_of", beginning.First.String())
	}
	switch {
	case filters.KnownAt.IsZero():
		line.Key = "vintage.now"
		if filters.KnownNow {
			line.Other, line.OtherText = here("known_at", ""), "vintage.by_then"
		}
		return line
	case filters.Given("known_at") != "":
		line.Key, line.Detail = "vintage.moment", "vintage.detail"
	case metrics.DateOf(filters.KnownAt.In(zone)) > filters.AsOf:
		line.Detail = "vintage.detail.founding" // the system was founded after the day
	default:
		line.Detail = "vintage.detail"
	}
	if filters.AsOf != today {
		line.Other, line.OtherText = here("known_at", knownNow), "vintage.by_now"
	}
	return line
}

// tellIssue notes on the page of a plan, or of a part of one, that the plan had not been
// issued on the day that the page is about.
func (f *Frame) tellIssue(plan *metrics.Plan) {
	if f.Vintage != nil && f.Vintage.Beginning == nil && plan != nil && plan.Issued > f.Filters.AsOf {
		f.Vintage.NotIssued = plan
	}
}
