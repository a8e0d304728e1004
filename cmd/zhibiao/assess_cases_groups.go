package main

import (
	"slices"
	"strings"

	"zhibiao/metrics"
)

// The methods of the rows that are added for groups of cases.
const (
	aggregateMethod = "aggregate" // the mean of the scores, group by group
	compositeMethod = "composite" // the weighted mean of the points of the efficacy method
)

// caseGroups gathers the cases of the column group, such as 3 or 3/3.5 for a group within
// another, and the rows that sum them up.
type caseGroups struct {
	paths []string // in the order in which they come, a group before those within it
	parts map[string]*caseGroup
}

type caseGroup struct {
	results  []metrics.MethodResult // of the cases that stand in the group itself
	within   []string               // paths of the groups within it
	weighted []weightedCase         // of the group and of those within it
}

type weightedCase struct {
	name, method string
	weight       float64
	result       metrics.MethodResult
}

// isGroupRow tells whether a record was added for a group by an earlier run.
func isGroupRow(record []string, table *caseTable) bool {
	row := caseRecord{fields: record, table: table}
	method := row.text("method")
	return table.has("group") && (method == aggregateMethod || method == compositeMethod)
}

// add puts a judged case into its group.
func (g *caseGroups) add(record []string, table *caseTable, result metrics.MethodResult) {
	row := &caseRecord{fields: record, table: table}
	path := groupPath(row.text("group"))
	if len(path) == 0 {
		return
	}
	whole := g.group(path)
	whole.results = append(whole.results, result)
	if weight := row.optionalNumber("weight"); weight != nil && row.problem == nil {
		part := weightedCase{name: row.text("case"), method: row.text("method"), weight: *weight, result: result}
		for n := range path {
			outer := g.group(path[:n+1])
			outer.weighted = append(outer.weighted, part)
		}
	}
}

func groupPath(text string) []string {
	var path []string
	for _, name := range strings.Split(text, "/") {
		if name = strings.TrimSpace(name); name != "" {
			path = append(path, name)
		}
	}
	return path
}

// group finds the group at a path, and makes it and those around it when it is new.
func (g *caseGroups) group(path []string) *caseGroup {
	name := strings.Join(path, "/")
	if known := g.parts[name]; known != nil {
		return known
	}
	if g.parts == nil {
		g.parts = map[string]*caseGroup{}
	}
	if len(path) > 1 {
		outer := g.group(path[:len(path)-1])
		outer.within = append(outer.within, name)
	}
	g.paths = append(g.paths, name)
	g.parts[name] = &caseGroup{}
	return g.parts[name]
}

// rows sums up each group: an aggregate where a case has a score, a composite where one
// has a weight.
func (g *caseGroups) rows(t *terminal, table *caseTable) [][]string {
	var rows [][]string
	add := func(path, method string, result metrics.MethodResult) {
		record := make([]string, table.width)
		outer, _ := cutLast(path)
		for column, value := range map[string]string{"case": path, "group": outer, "method": method} {
			if position, found := table.position[column]; found && position < len(record) {
				record[position] = value
			}
		}
		rows = append(rows, table.completed(record, result, explained(t, method, result)))
	}
	for _, path := range g.paths {
		scores := g.scores(path)
		if isScored(scores) {
			add(path, aggregateMethod, metrics.AggregateScores(scores))
		}
		if weighted := g.parts[path].weighted; len(weighted) > 0 {
			add(path, compositeMethod, composite(weighted))
		}
	}
	return rows
}

func cutLast(path string) (outer, last string) {
	if cut := strings.LastIndex(path, "/"); cut >= 0 {
		return path[:cut], path[cut+1:]
	}
	return "", path
}

func (g *caseGroups) scores(path string) metrics.ScoreGroup {
	group := metrics.ScoreGroup{Results: g.parts[path].results}
	for _, inner := range g.parts[path].within {
		group.Groups = append(group.Groups, g.scores(inner))
	}
	return group
}

func isScored(group metrics.ScoreGroup) bool {
	return slices.ContainsFunc(group.Results, func(result metrics.MethodResult) bool { return result.Score != nil }) ||
		slices.ContainsFunc(group.Groups, isScored)
}

// composite is the composite of the points of weighted cases. Every part must have points:
// a composite that silently left one out would be another number.
func composite(parts []weightedCase) metrics.MethodResult {
	values := make([]metrics.WeightedValue, 0, len(parts))
	for _, part := range parts {
		if method, err := metrics.MethodNamed(part.method); err != nil || method.Name != "efficacy" || part.result.Ratio == nil {
			return metrics.MethodResult{Status: metrics.NotAvailable, Reason: metrics.NewProblem("methods.reason.part_without_points", "case", part.name)}
		}
		values = append(values, metrics.WeightedValue{Value: *part.result.Ratio, Weight: part.weight})
	}
	return metrics.CompositeOfPoints(values)
}
