package dashboard

import (
	"context"
	"fmt"
	"slices"

	"zhibiao/metrics"
)

// nameFeeds says of the rows of a page that lack something which feed brought their newest
// value: that is where the missing one should come from.
func (s *Server) nameFeeds(ctx context.Context, page *CoveragePage, catalogue *metrics.Catalogue) error {
	var lacking []string
	for i := range page.Rows {
		if len(page.Rows[i].Gaps) > 0 {
			lacking = append(lacking, page.Rows[i].Indicator.Code)
		}
	}
	if len(lacking) == 0 {
		return nil
	}
	newest, err := s.dependencies.Store.Observations(ctx, metrics.ObservationQuery{Scenario: page.Filters.Scenario(), Indicators: lacking,
		Areas: []string{page.Question.Area}, Vintage: page.Filters.Vintage(), ValuesOnly: true, LatestOnly: true})
	if err != nil {
		return fmt.Errorf("load the newest values of what is missing: %w", err)
	}
	feeds := map[string]*metrics.Feed{} // by run
	for i := range newest {
		observation := &newest[i]
		feed, known := feeds[observation.Lineage.Run]
		if !known {
			run, err := s.dependencies.Store.Run(ctx, observation.Lineage.Run)
			if err != nil {
				return fmt.Errorf("load run %s: %w", observation.Lineage.Run, err)
			}
			if run != nil {
				feed = catalogue.Feed(run.Feed)
			}
			feeds[observation.Lineage.Run] = feed
		}
		at := slices.IndexFunc(page.Rows, func(row CoverageRow) bool { return row.Indicator.Code == observation.Indicator })
		if feed != nil && !feed.Retired && at >= 0 {
			page.Rows[at].Feed = feed
		}
	}
	return nil
}

// FeedLink leads to where a file of the feed of a row can be handed in; empty where the
// reader may not.
func (p CoveragePage) FeedLink(row CoverageRow) string {
	if row.Feed == nil || !p.May(string(maySubmit)) {
		return ""
	}
	return p.Bare("/imports", "feed", row.Feed.Code)
}
