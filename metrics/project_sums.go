package metrics

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"
)

// ProjectSum adds the capacities of one product group in one unit. Capacities of
// different groups or units are never added.
type ProjectSum struct {
	Group    string
	Unit     string
	Count    int // projects whose capacity is in the sums
	Unsized  int // projects of the group that print no capacity
	Capacity decimal.Decimal
	Stages   map[ProjectStage]decimal.Decimal
	Years    map[string]decimal.Decimal // by the end year known; the empty key holds those without
}

// ProjectSums is what a list of projects adds up to.
type ProjectSums struct {
	Groups []ProjectSum
	// Investment is the sum of the printed amounts in 亿元; Invested counts them.
	Investment decimal.Decimal
	Invested   int
	// Repeated counts rows that are the same project as an earlier row with a capacity, and
	// Uncounted those that the catalogue does not add: intermediates, pilot directions,
	// components. Neither is in the sums.
	Repeated, Uncounted int
	StageCounts         map[ProjectStage]int // of all rows
	Years               []string             // end years that occur, in order
	Slipped, Overdue    int
}

// ProjectSumsOf adds up projects; progress tells how each of them stands. Each project
// counts once: of rows that are the same project (SameAs, in either direction) the first
// with a capacity.
func ProjectSumsOf(projects []*Project, progress func(*Project) ProjectProgress) ProjectSums {
	sums := ProjectSums{StageCounts: map[ProjectStage]int{}}
	var taken []*Project
	years := map[string]bool{}
	for _, project := range projects {
		at := progress(project)
		sums.StageCounts[at.Stage]++
		if at.Slipped() {
			sums.Slipped++
		}
		if at.Overdue {
			sums.Overdue++
		}
		if !project.Counted {
			sums.Uncounted++
			continue
		}
		if slices.ContainsFunc(taken, func(other *Project) bool { return sameProject(project, other) }) {
			sums.Repeated++
			continue
		}
		if project.Investment.Valid {
			sums.Investment, sums.Invested = sums.Investment.Add(project.Investment.Decimal), sums.Invested+1
		}
		group := sums.group(project)
		if !project.Capacity.Valid {
			group.Unsized++
			continue
		}
		taken = append(taken, project)
		amount := project.Capacity.Decimal
		group.Count, group.Capacity = group.Count+1, group.Capacity.Add(amount)
		group.Stages[at.Stage] = group.Stages[at.Stage].Add(amount)
		group.Years[at.EndYear] = group.Years[at.EndYear].Add(amount)
		if at.EndYear != "" {
			years[at.EndYear] = true
		}
	}
	for year := range years {
		sums.Years = append(sums.Years, year)
	}
	slices.Sort(sums.Years)
	slices.SortStableFunc(sums.Groups, func(a, b ProjectSum) int { return cmp.Compare(a.Group, b.Group) })
	return sums
}

func sameProject(a, b *Project) bool {
	return slices.Contains(a.SameAs, b.Code) || slices.Contains(b.SameAs, a.Code)
}

func (s *ProjectSums) group(project *Project) *ProjectSum {
	for i := range s.Groups {
		if group := &s.Groups[i]; group.Group == project.ProductGroup && group.Unit == project.Unit {
			return group
		}
	}
	s.Groups = append(s.Groups, ProjectSum{Group: project.ProductGroup, Unit: project.Unit,
		Stages: map[ProjectStage]decimal.Decimal{}, Years: map[string]decimal.Decimal{}})
	return &s.Groups[len(s.Groups)-1]
}
