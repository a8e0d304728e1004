package ingest

import (
	"maps"
	"slices"

	"zhibiao/metrics"
)

// mostCells bounds how many values one question about current values can bring back
// for each dimension, so that a batch spread over a large store stays within memory.
const mostCells = 2_000_000

// partsOf splits a batch by scenario, which a query needs, and then, where its
// indicators, areas and periods span more than mostCells, into groups of indicators.
func partsOf(batch []metrics.Observation) [][]metrics.Observation {
	var parts [][]metrics.Observation
	for _, part := range groupBy(batch, func(o *metrics.Observation) string { return string(o.Scenario) }) {
		indicators, each := span(part)
		if indicators*each <= mostCells {
			parts = append(parts, part)
			continue
		}
		together := max(1, mostCells/each)
		byIndicator := groupBy(part, func(o *metrics.Observation) string { return o.Indicator })
		for group := range slices.Chunk(byIndicator, together) {
			parts = append(parts, slices.Concat(group...))
		}
	}
	return parts
}

// groupBy keeps the order of the rows within a group; groups stand in order of name.
func groupBy(rows []metrics.Observation, name func(*metrics.Observation) string) [][]metrics.Observation {
	if len(rows) == 0 {
		return nil
	}
	sizes := map[string]int{}
	for i, first := 0, 0; i < len(rows); first = i {
		group := name(&rows[i])
		for i < len(rows) && name(&rows[i]) == group {
			i++
		}
		sizes[group] += i - first
	}
	if len(sizes) == 1 {
		return [][]metrics.Observation{rows}
	}
	groups := make(map[string][]metrics.Observation, len(sizes))
	for i := range rows {
		group := name(&rows[i])
		if groups[group] == nil {
			groups[group] = make([]metrics.Observation, 0, sizes[group])
		}
		groups[group] = append(groups[group], rows[i])
	}
	ordered := make([][]metrics.Observation, 0, len(groups))
	for _, group := range slices.Sorted(maps.Keys(groups)) {
		ordered = append(ordered, groups[group])
	}
	return ordered
}

// span counts the indicators of some rows, and the cells (areas by periods) that one
// question over all rows would cover for each of them.
func span(rows []metrics.Observation) (indicators, cellsOfEach int) {
	names, areas, periods := map[string]bool{}, map[string]bool{}, map[uint64]bool{}
	for i := range rows {
		row := &rows[i]
		if i == 0 || row.Indicator != rows[i-1].Indicator {
			names[row.Indicator] = true
		}
		if i == 0 || row.Area != rows[i-1].Area {
			areas[row.Area] = true
		}
		periods[uint64(row.Period.First)<<32|uint64(row.Period.Last)] = true
	}
	return len(names), len(areas) * len(periods)
}
