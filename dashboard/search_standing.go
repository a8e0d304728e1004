package dashboard

import (
	"context"

	"zhibiao/metrics"
)

// addStandings tells of every indicator that is shown how it stands, so that a question
// about one indicator is answered by the list of results.
func (s *Server) addStandings(ctx context.Context, filters Filters, groups []FoundGroup) error {
	for i := range groups {
		if groups[i].Kind != foundIndicator {
			continue
		}
		codes := make([]string, 0, len(groups[i].Found))
		for _, found := range groups[i].Found {
			codes = append(codes, found.Code)
		}
		view, err := s.loadSnapshot(ctx, filters, codes...)
		if err != nil {
			return err
		}
		items := map[string]Item{}
		for _, item := range view.items() {
			if known, found := items[item.Indicator.Code]; !found || item.standsFor(known) {
				items[item.Indicator.Code] = item
			}
		}
		for k := range groups[i].Found {
			if item, found := items[groups[i].Found[k].Code]; found && item.HasTarget() {
				groups[i].Found[k].Item = &item
			}
		}
	}
	return nil
}

// standsFor tells whether the item rather than another series of the same indicator says
// how the indicator stands: the city before its parts, the whole before a dimension.
func (i Item) standsFor(other Item) bool {
	city := func(item Item) bool { return item.areaCode() == metrics.CityArea }
	if city(i) != city(other) {
		return city(i)
	}
	return i.Dimension == "" && other.Dimension != ""
}
