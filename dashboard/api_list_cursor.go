package dashboard

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"time"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// listCursor is where a part of a list ends. It carries the day and the moment that the
// first part was of, so that the parts after it are of the same state, whatever is
// imported, revised or reported in between.
type listCursor struct {
	KnownAt  time.Time    `json:"k,omitzero"` // zero where nobody can tell when something changed last
	AsOf     metrics.Date `json:"d"`
	Question string       `json:"q"` // digest of the filters: a cursor belongs to one question
	Code     string       `json:"c"` // of the last row
}

// after is the cursor of the part that follows a row.
func (c listCursor) after(code string) string {
	c.Code = code
	encoded, err := json.Marshal(c)
	if err != nil {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString(encoded)
}

// listPlaceOf reads the cursor of a request for a list; without one it is the beginning.
func listPlaceOf(c echo.Context) (listCursor, error) {
	place := listCursor{Question: questionOf(c.QueryParams())}
	text := c.QueryParam("cursor")
	if text == "" {
		return place, nil
	}
	var given listCursor
	decoded, err := base64.RawURLEncoding.DecodeString(text)
	if err == nil {
		err = json.Unmarshal(decoded, &given)
	}
	if err != nil || given.Question != place.Question || given.Code == "" {
		return place, badRequest(metrics.NewProblem("filter.cursor", "value", text))
	}
	return given, nil
}

// pinnedKey is where the place of a list that stands still lies in the context of a
// request.
const pinnedKey = "place in a list"

// pinList settles of which day and moment a part of a list is: those of its cursor, or,
// for the first part, those of the address with the last change that counts by then.
// Filters that are read from the request afterwards have them. Beside what is published
// and the rules of assessment, more tells when something else changed last.
func (s *Server) pinList(c echo.Context, more ...func(context.Context) (time.Time, error)) (listCursor, error) {
	place, err := listPlaceOf(c)
	if err != nil {
		return place, err
	}
	if place.Code == "" {
		filters, err := s.filtersOf(c)
		if err != nil {
			return place, err
		}
		moment, err := s.lastChange(c.Request().Context(), more)
		if err != nil {
			return place, err
		}
		place.AsOf, place.KnownAt = filters.AsOf, filters.KnownAt
		if !moment.IsZero() && (place.KnownAt.IsZero() || moment.Before(place.KnownAt)) {
			place.KnownAt = moment
		}
	}
	c.Set(pinnedKey, place)
	return place, nil
}

// pin gives the filters of a request the day and the moment of its place in a list.
func (f Filters) pin(c echo.Context) Filters {
	place, pinned := c.Get(pinnedKey).(listCursor)
	if !pinned {
		return f
	}
	f.latest = place.Code == "" && f.KnownAt.IsZero()
	f.AsOf, f.KnownAt = place.AsOf, place.KnownAt
	return f
}

// lastChange is when something changed last that lists for programs show; zero where the
// program cannot tell.
func (s *Server) lastChange(ctx context.Context, more []func(context.Context) (time.Time, error)) (time.Time, error) {
	if s.dependencies.Values == nil {
		return time.Time{}, nil
	}
	last, err := s.dependencies.Values.PublicationMoment(ctx)
	if err != nil {
		return last, fmt.Errorf("load moment of the last publication: %w", err)
	}
	policies, err := s.dependencies.Store.Policies(ctx)
	if err != nil {
		return last, fmt.Errorf("load policies: %w", err)
	}
	for _, policy := range policies {
		last = later(last, policy.SavedAt)
	}
	for _, changed := range more {
		moment, err := changed(ctx)
		if err != nil {
			return last, err
		}
		last = later(last, moment)
	}
	return last, nil
}

// lastTaskReport and lastProjectReport are when somebody said last how far work has come.
func (s *Server) lastTaskReport(ctx context.Context) (last time.Time, err error) {
	reports, err := s.taskReports(ctx, Filters{}, "")
	for _, report := range reports {
		last = later(last, report.SavedAt)
	}
	return last, err
}

func (s *Server) lastProjectReport(ctx context.Context) (last time.Time, err error) {
	reports, err := s.projectReports(ctx, Filters{}, "")
	for _, report := range reports {
		last = later(last, report.SavedAt)
	}
	return last, err
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
