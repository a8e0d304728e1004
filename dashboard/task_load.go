package dashboard

import (
	"cmp"
	"slices"

	"zhibiao/metrics"
)

// mostLoads is how many lines the tables of who answers have.
const mostLoads = 6

// TaskLoad is what one unit or one leader has to answer for.
type TaskLoad struct {
	Organisation *metrics.Organisation // nil for a leader
	Leader       string
	Tally        metrics.TaskTally
}

// loadsOfOrganisations counts tasks by the units that lead them; a task of two units
// counts for both.
func loadsOfOrganisations(lines []TaskLine) []TaskLoad {
	var loads []TaskLoad
	position := map[*metrics.Organisation]int{}
	for _, line := range lines {
		for _, organisation := range line.Lead {
			at, known := position[organisation]
			if !known {
				at = len(loads)
				position[organisation] = at
				loads = append(loads, TaskLoad{Organisation: organisation})
			}
			loads[at].Tally.Add(line.TaskProgress)
		}
	}
	return heaviest(loads)
}

// loadsOfLeaders counts tasks by the leader that the plan prints.
func loadsOfLeaders(lines []TaskLine) []TaskLoad {
	var loads []TaskLoad
	position := map[string]int{}
	for _, line := range lines {
		if line.Leader == "" {
			continue
		}
		at, known := position[line.Leader]
		if !known {
			at = len(loads)
			position[line.Leader] = at
			loads = append(loads, TaskLoad{Leader: line.Leader})
		}
		loads[at].Tally.Add(line.TaskProgress)
	}
	return heaviest(loads)
}

// heaviest keeps those with most late, then most due soon, then most tasks.
func heaviest(loads []TaskLoad) []TaskLoad {
	slices.SortStableFunc(loads, func(a, b TaskLoad) int {
		return cmp.Or(cmp.Compare(b.Tally.Late(), a.Tally.Late()), cmp.Compare(b.Tally.DueSoon(), a.Tally.DueSoon()),
			cmp.Compare(b.Tally.Total, a.Tally.Total))
	})
	return loads[:min(len(loads), mostLoads)]
}
