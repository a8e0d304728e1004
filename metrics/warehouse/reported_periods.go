package warehouse

import (
	"context"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// periodsOfHabit is how many periods of each frequency say what a habit is: more than a
// year of months, so that a month in which no period ever ends is seen.
const periodsOfHabit = 14

// ReportedPeriods returns of every series and frequency the latest periods that have a
// value, and when it was released: what metrics.HabitOf needs, and nothing else. The
// values themselves are not read and stand as zero.
func (s *Store) ReportedPeriods(ctx context.Context, query metrics.ObservationQuery) ([]metrics.Observation, error) {
	anyDimension, dimension := 1, ""
	if query.Dimension != nil {
		anyDimension, dimension = 0, *query.Dimension
	}
	parameters := []any{
		text("scenario", string(query.Scenario)), list("indicators", query.Indicators), list("areas", query.Areas),
		number("any_dimension", anyDimension), text("dimension", dimension), list("frequencies", query.Frequencies),
		day("from", query.From, firstDay), day("to", query.To, lastDay), number("limit", periodsOfHabit),
		day("released_by", query.Vintage.AsOf, lastDay), moment("known_at", query.Vintage.KnownAt, lastMoment)}
	var observations []metrics.Observation
	err := s.selectRows(ctx, "reported_periods", parameters, func(rows driver.Rows) error {
		observation := metrics.Observation{Value: decimal.NewNullDecimal(decimal.Zero)}
		var frequency string
		var first, last, released time.Time
		err := rows.Scan(&observation.Indicator, &observation.Area, &observation.Dimension, &frequency, &first, &last, &released)
		observation.Scenario = query.Scenario
		observation.Period = metrics.Period{Frequency: metrics.Frequency(frequency), First: metrics.DateOf(first), Last: metrics.DateOf(last)}
		observation.Released = metrics.DateOf(released)
		observations = append(observations, observation)
		return err
	})
	return observations, err
}
