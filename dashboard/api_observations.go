package dashboard

import (
	"fmt"
	"net/http"
	"net/url"
	"time"

	"crypto/sha256"
	"encoding/hex"

	"github.com/labstack/echo/v4"
	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// observationAnswer is one value with where it comes from. Value is an exact decimal in
// the unit of the indicator, and null where the value is missing.
type observationAnswer struct {
	Indicator   string                    `json:"indicator"`
	Area        string                    `json:"area"`
	Dimension   string                    `json:"dimension"`
	Scenario    metrics.Scenario          `json:"scenario"`
	Frequency   metrics.Frequency         `json:"frequency"`
	Period      string                    `json:"period"`
	First       metrics.Date              `json:"first"` // first and last day of the period
	Last        metrics.Date              `json:"last"`
	Value       decimal.NullDecimal       `json:"value"`
	Unit        string                    `json:"unit"`
	Status      metrics.ObservationStatus `json:"status"`
	YearOnYear  decimal.NullDecimal       `json:"year_on_year"` // as printed by the source, per cent
	Released    metrics.Date              `json:"released"`
	SourceTitle string                    `json:"source_title"`
	SourceURL   string                    `json:"source_url"`
	Note        string                    `json:"note"`
	Revision    uint32                    `json:"revision"`
	Run         string                    `json:"run"`
	File        string                    `json:"file"` // that the value was read from, with the place in it
	Sheet       string                    `json:"sheet"`
	Row         int                       `json:"row"` // as a person counts, 0 where the source has no rows
	Column      string                    `json:"column"`
	RecordedAt  time.Time                 `json:"recorded_at"`
	Lineage     string                    `json:"lineage,omitempty"` // address of the page that leads the value back to its cell
}

// observationListAnswer is a page of values.
type observationListAnswer struct {
	answerHead
	Observations []observationAnswer `json:"observations"`
	Next         string              `json:"next"` // cursor of the next page, empty on the last
}

func newObservationAnswer(value metrics.Observation, unit, lineage string) observationAnswer {
	return observationAnswer{Indicator: value.Indicator, Area: value.Area, Dimension: value.Dimension, Scenario: value.Scenario,
		Frequency: value.Period.Frequency, Period: value.Period.String(), First: value.Period.First, Last: value.Period.Last, Value: value.Value, Unit: unit,
		Status: value.Status, YearOnYear: value.YearOnYear, Released: value.Released, SourceTitle: value.SourceTitle, SourceURL: value.SourceURL,
		Note: value.Note, Revision: value.Revision, Run: value.Lineage.Run,
		File: value.Lineage.File, Sheet: value.Lineage.Sheet, Row: value.Lineage.Row, Column: value.Lineage.Column, RecordedAt: value.RecordedAt, Lineage: lineage}
}

// lineageOf is the address of the page of a value, or empty where values have none.
func (s *Server) lineageOf(filters Filters, key metrics.ObservationKey) string {
	if s.dependencies.Revisions == nil {
		return ""
	}
	return filters.valueLink(key)
}

// observationRequest is a request for values, read and checked.
type observationRequest struct {
	query   metrics.ObservationPageQuery
	cursor  observationCursor
	filters Filters
	format  format
	units   map[string]string // by indicator
	limited bool              // the number of rows was given
}

// answerObservations answers with published values: JSON a page at a time, CSV and
// SDMX-CSV to the end, or as many rows as are asked for.
func (s *Server) answerObservations(c echo.Context) error {
	ctx := c.Request().Context()
	asked, err := s.observationRequest(c)
	if err != nil {
		return err
	}
	head, err := s.answerHead(ctx, s.wording(languageOf(c)), asked.filters)
	if err != nil {
		return err
	}
	header := c.Response().Header()
	tag := observationTag(c, asked, head)
	header.Set("ETag", tag)
	header.Add(echo.HeaderVary, "Accept, Cookie, Authorization")
	if asked.query.Scenario == metrics.Demonstration {
		header.Set(demonstrationHeader, "1")
	}
	if holdsTag(c.Request().Header.Get("If-None-Match"), tag) {
		return c.NoContent(http.StatusNotModified)
	}
	if asked.format != asJSON {
		return s.streamObservations(c, asked)
	}
	page, err := s.dependencies.Values.ObservationPage(ctx, asked.query)
	if err != nil {
		return fmt.Errorf("load values: %w", err)
	}
	answer := observationListAnswer{answerHead: head, Observations: []observationAnswer{}}
	for _, value := range page {
		answer.Observations = append(answer.Observations, newObservationAnswer(value, asked.units[value.Indicator], s.lineageOf(asked.filters, value.ObservationKey)))
	}
	if len(page) == asked.query.Limit {
		answer.Next = asked.cursor.after(page[len(page)-1]).String()
	}
	linkNext(c, answer.Next)
	return c.JSON(http.StatusOK, answer)
}

// observationRequest reads the address of a request for values.
func (s *Server) observationRequest(c echo.Context) (asked observationRequest, err error) {
	ctx, values := c.Request().Context(), c.QueryParams()
	if asked.format, err = formatOf(c, asCSV, asSDMX); err != nil {
		return asked, err
	}
	if asked.filters, err = s.filtersOf(c); err != nil {
		return asked, err
	}
	question := questionOf(values)
	if text := values.Get("cursor"); text != "" {
		if asked.cursor, err = parseObservationCursor(text, question); err != nil {
			return asked, err
		}
		asked.filters.KnownAt, asked.filters.AsOf = asked.cursor.KnownAt, asked.cursor.AsOf
	}
	catalogue, err := s.loadCatalogue(ctx, asked.filters)
	if err != nil {
		return asked, err
	}
	asked.units = map[string]string{}
	for i := range catalogue.Indicators {
		asked.units[catalogue.Indicators[i].Code] = catalogue.Indicators[i].Unit
	}
	if asked.query, err = observationQuestion(values, asked.filters, catalogue); err != nil {
		return asked, err
	}
	asked.filters.Demonstration = asked.query.Scenario == metrics.Demonstration
	if asked.query.Limit, err = limitOf(c); err != nil {
		return asked, err
	}
	asked.limited = values.Get("limit") != ""
	if values.Get("cursor") != "" {
		asked.query.After = asked.cursor.place()
	} else if err := s.pinMoment(c, &asked); err != nil {
		return asked, err
	}
	asked.cursor.KnownAt, asked.cursor.AsOf, asked.cursor.Question = asked.query.Vintage.KnownAt, asked.filters.AsOf, question
	return asked, nil
}

// pinMoment settles up to which publication the values count: the last one, or an
// earlier moment that is asked for.
func (s *Server) pinMoment(c echo.Context, asked *observationRequest) error {
	moment, err := s.dependencies.Values.PublicationMoment(c.Request().Context())
	if err != nil {
		return fmt.Errorf("load moment of the last publication: %w", err)
	}
	if known := asked.query.Vintage.KnownAt; known.IsZero() || moment.Before(known) {
		asked.query.Vintage.KnownAt = moment
	}
	asked.query.Vintage.AsOf = asked.filters.AsOf
	return nil
}

// observationTag changes when an answer would: with the question, its form, the day and
// the last publication. The values need not be read to compare it.
func observationTag(c echo.Context, asked observationRequest, head answerHead) string {
	text := fmt.Sprint(c.QueryParams().Encode(), asked.format, languageOf(c), asked.cursor.AsOf, asked.query.Vintage.KnownAt.UnixMicro(), asked.filters.Scope, head.Policy)
	sum := sha256.Sum256([]byte(text))
	return `W/"` + hex.EncodeToString(sum[:16]) + `"`
}

// linkNext names the next page in a header, as RFC 8288 has it.
func linkNext(c echo.Context, cursor string) {
	if cursor == "" {
		return
	}
	query := c.Request().URL.Query()
	query.Set("cursor", cursor)
	next := url.URL{Path: c.Request().URL.Path, RawQuery: query.Encode()}
	c.Response().Header().Set("Link", "<"+next.RequestURI()+`>; rel="next"`)
}
