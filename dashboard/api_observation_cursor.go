package dashboard

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"net/url"
	"time"

	"zhibiao/metrics"
)

// observationCursor is where a page of values ends. It carries the moment up to which the
// first page counted what was published, so that the pages after it leave no value out and
// give none twice, whatever is imported in between.
type observationCursor struct {
	KnownAt   time.Time         `json:"k"`
	AsOf      metrics.Date      `json:"d"`
	Question  string            `json:"q"` // digest of the filters: a cursor belongs to one question
	Indicator string            `json:"i"`
	Area      string            `json:"a"`
	Dimension string            `json:"s"`
	Frequency metrics.Frequency `json:"f"`
	First     metrics.Date      `json:"b"`
	Last      metrics.Date      `json:"e"`
	Revision  uint32            `json:"r"`
	Run       string            `json:"u"`
}

// place is the place behind which the next page begins.
func (c observationCursor) place() *metrics.ObservationPlace {
	return &metrics.ObservationPlace{Revision: c.Revision, Run: c.Run, ObservationKey: metrics.ObservationKey{
		SeriesKey: metrics.SeriesKey{Indicator: c.Indicator, Area: c.Area, Dimension: c.Dimension},
		Period:    metrics.Period{Frequency: c.Frequency, First: c.First, Last: c.Last}}}
}

func (c observationCursor) after(value metrics.Observation) observationCursor {
	c.Indicator, c.Area, c.Dimension = value.Indicator, value.Area, value.Dimension
	c.Frequency, c.First, c.Last = value.Period.Frequency, value.Period.First, value.Period.Last
	c.Revision, c.Run = value.Revision, value.Lineage.Run
	return c
}

func (c observationCursor) String() string {
	encoded, err := json.Marshal(c)
	if err != nil {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString(encoded)
}

// parseObservationCursor reads a cursor that belongs to a question.
func parseObservationCursor(text, question string) (observationCursor, error) {
	var cursor observationCursor
	decoded, err := base64.RawURLEncoding.DecodeString(text)
	if err == nil {
		err = json.Unmarshal(decoded, &cursor)
	}
	if err != nil || cursor.Question != question || cursor.KnownAt.IsZero() || cursor.Indicator == "" {
		return cursor, badRequest(metrics.NewProblem("filter.cursor", "value", text))
	}
	return cursor, nil
}

// questionOf is the digest of an address without what changes from page to page.
func questionOf(values url.Values) string {
	rest := url.Values{}
	for name, given := range values {
		switch name {
		case "cursor", "limit", "format", "lang":
		default:
			rest[name] = given
		}
	}
	sum := sha256.Sum256([]byte(rest.Encode()))
	return hex.EncodeToString(sum[:8])
}
