package ingest

import (
	"cmp"
	"slices"

	"zhibiao/metrics"
)

// deletionGroup is some deletions whose values are asked for in one query: all of one
// indicator, or where no indicator is given, of one period, that name the same components.
// Indicator and period are where the ledger is narrow.
type deletionGroup struct{ query metrics.ObservationPageQuery }

// deletionGroupKey is what the deletions of a group have in common.
type deletionGroupKey struct {
	given     deletionComponents
	scenario  metrics.Scenario
	indicator string
	period    metrics.Period
}

// groups divides the deletions into groups, in order of the file, and tells each of them
// its own.
func (d *deletions) groups() []*deletionGroup {
	var groups []*deletionGroup
	byKey := map[deletionGroupKey]*deletionGroup{}
	members := map[*deletionGroup][]*deletion{}
	for _, asked := range d.rows {
		key := deletionGroupKey{given: asked.given, scenario: asked.key.Scenario, indicator: asked.key.Indicator}
		if asked.given&givenIndicator == 0 {
			key.period = asked.key.Period
		}
		group := byKey[key]
		if group == nil {
			group = &deletionGroup{}
			byKey[key] = group
			groups = append(groups, group)
		}
		asked.group = group
		members[group] = append(members[group], asked)
	}
	for _, group := range groups {
		group.query.ObservationQuery = queryOf(members[group])
	}
	return groups
}

// queryOf asks for the values that some deletions of one group reach, and for others
// between them.
func queryOf(asked []*deletion) metrics.ObservationQuery {
	first := asked[0]
	query := metrics.ObservationQuery{Scenario: first.key.Scenario}
	if first.given&givenIndicator != 0 {
		query.Indicators = []string{first.key.Indicator}
	}
	oneDimension := first.given&givenDimension != 0
	for _, one := range asked {
		if one.given&givenArea != 0 {
			query.Areas = append(query.Areas, one.key.Area)
		}
		if one.given&(givenFrequency|givenPeriod) != 0 {
			query.Frequencies = append(query.Frequencies, one.key.Period.Frequency)
		}
		if end := one.key.Period.End(); one.given&givenPeriod != 0 {
			if query.From.IsZero() || end < query.From {
				query.From = end
			}
			query.To = max(query.To, end)
		}
		oneDimension = oneDimension && one.key.Dimension == first.key.Dimension
	}
	if oneDimension {
		query.Dimension = &first.key.Dimension
	}
	query.Areas, query.Frequencies = each(query.Areas), each(query.Frequencies)
	return query
}

// each returns every entry of a list once, sorted.
func each[T cmp.Ordered](list []T) []T {
	slices.Sort(list)
	return slices.Compact(list)
}
