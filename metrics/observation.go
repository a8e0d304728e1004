package metrics

import (
	"time"

	"github.com/shopspring/decimal"
)

// Scenario says what sort of value an observation is (IBCS notation).
type Scenario string

// The scenarios of observations.
const (
	Actual        Scenario = "AC"
	Benchmark     Scenario = "BM"
	Forecast      Scenario = "FC"
	Demonstration Scenario = "DEMO" // generated, always labelled 演示数据, never mixed with others
)

// ObservationStatus is a code of the SDMX code list CL_OBS_STATUS.
type ObservationStatus string

// The statuses that the product itself treats differently.
const (
	StatusNormal      ObservationStatus = "A"
	StatusBreak       ObservationStatus = "B"
	StatusEstimated   ObservationStatus = "E"
	StatusForecast    ObservationStatus = "F"
	StatusMissing     ObservationStatus = "L" // exists but not collected
	StatusNotExisting ObservationStatus = "M"
	StatusNotReported ObservationStatus = "O"
	StatusProvisional ObservationStatus = "P"
	StatusSuppressed  ObservationStatus = "Q"
	StatusUnvalidated ObservationStatus = "V"
)

// SeriesKey names one time series, whatever its frequency.
type SeriesKey struct {
	Indicator string   `json:"indicator"`
	Area      string   `json:"area"`
	Dimension string   `json:"dimension,omitempty"`
	Scenario  Scenario `json:"scenario"`
}

// ObservationKey names one value of one series.
type ObservationKey struct {
	SeriesKey
	Period Period `json:"period"`
}

// Lineage says where a value was read.
type Lineage struct {
	Run      string `json:"run"`
	File     string `json:"file"`
	FileHash string `json:"file_hash"` // SHA-256, hexadecimal
	Sheet    string `json:"sheet,omitempty"`
	Row      int    `json:"row"`
	Column   string `json:"column,omitempty"`
}

// Observation is one value of an indicator, in the indicator's unit. An invalid
// Value is a missing value: it is never zero.
type Observation struct {
	ObservationKey
	Value       decimal.NullDecimal `json:"value"`
	Status      ObservationStatus   `json:"status"`
	YearOnYear  decimal.NullDecimal `json:"year_on_year"` // growth printed by the source, in per cent
	Released    Date                `json:"released"`     // day on which the source published it, if known
	SourceTitle string              `json:"source_title,omitempty"`
	SourceURL   string              `json:"source_url,omitempty"`
	Note        string              `json:"note,omitempty"`
	Revision    uint32              `json:"revision"` // 1 for the first value under its key
	Lineage     Lineage             `json:"lineage"`
	RecordedAt  time.Time           `json:"recorded_at"`
}

// ReleasedBy tells whether a value was published by the end of a day. One whose source
// gives no day of release counts from the last day of its period, or from the day on which
// it was recorded here when that came first, as with a forecast.
func (o *Observation) ReleasedBy(day Date) bool {
	if !o.Released.IsZero() {
		return o.Released <= day
	}
	return o.Period.Last <= day || !o.RecordedAt.IsZero() && DateOf(o.RecordedAt.UTC()) <= day
}
