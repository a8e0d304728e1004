package warehouse

import (
	"context"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"zhibiao/metrics"
)

// ObservationPage returns the values that follow after a place, at most query.Limit, in
// the order of indicator, area, dimension, frequency and period. A page costs what it
// holds, however far behind the first it lies: it is read in the order of the table.
func (s *Store) ObservationPage(ctx context.Context, query metrics.ObservationPageQuery) ([]metrics.Observation, error) {
	anyDimension, dimension := 1, ""
	if query.Dimension != nil {
		anyDimension, dimension = 0, *query.Dimension
	}
	after := metrics.ObservationPlace{}
	if query.After != nil {
		after = *query.After
	}
	name := "observations_page"
	if query.Revisions {
		name = "observations_page_revisions"
	}
	return s.observations(ctx, name,
		text("scenario", string(query.Scenario)), list("indicators", query.Indicators), list("areas", query.Areas),
		number("any_dimension", anyDimension), text("dimension", dimension), list("frequencies", query.Frequencies),
		day("from", query.From, firstDay), day("to", query.To, lastDay),
		day("released_by", query.Vintage.AsOf, lastDay), moment("known_at", query.Vintage.KnownAt, lastMoment),
		text("after_indicator", after.Indicator), text("after_area", after.Area), text("after_dimension", after.Dimension),
		text("after_frequency", string(after.Period.Frequency)), day("after_last", after.Period.Last, firstDay),
		day("after_first", after.Period.First, firstDay), number("after_revision", int(after.Revision)), text("after_run", after.Run),
		number("limit", query.Limit))
}

// PublicationMoment returns when a run was published or taken back last. Whoever reads
// with this moment as KnownAt sees what is in force now, and the same again later. Before
// the first publication it is the beginning of the Unix calendar.
func (s *Store) PublicationMoment(ctx context.Context) (time.Time, error) {
	var moment time.Time
	err := s.selectRows(ctx, "publication_moment", nil, func(rows driver.Rows) error { return rows.Scan(&moment) })
	return moment.UTC(), err
}
