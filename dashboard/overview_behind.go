package dashboard

import (
	"cmp"
	"slices"

	"zhibiao/metrics"
)

// mostBehindLimit is how many of the items behind the overview lists.
const mostBehindLimit = 10

// The choices of the overview's list of what is behind.
const (
	deadlineAny    = "all"
	deadlineAhead  = "ahead"  // the deadline is to come, so that something can be done
	deadlinePassed = "passed" // it has passed
)

// BehindList is what is behind, the worst first, with how many there are by deadline.
type BehindList struct {
	Choice               string // deadlineAny, deadlineAhead or deadlinePassed
	Items                []Item // at most mostBehindLimit of the choice
	All, Ahead, Deadline int    // Deadline: how many whose deadline has passed
}

// readDeadlineChoice checks the parameter deadline of the overview.
func readDeadlineChoice(text string) error {
	if text == "" || text == deadlineAny || text == deadlineAhead || text == deadlinePassed {
		return nil
	}
	return badRequest(metrics.NewProblem("filter.deadline", "value", text))
}

// newBehindList lists what is behind. Without a choice it shows what can still be turned:
// what has a deadline to come, where there is such a thing.
func newBehindList(items []Item, choice string) BehindList {
	list := BehindList{Choice: choice}
	behind := worstFirst(items)
	for _, item := range behind {
		list.All++
		if item.Passed() {
			list.Deadline++
		} else {
			list.Ahead++
		}
	}
	switch {
	case list.Choice != "":
	case list.Ahead > 0:
		list.Choice = deadlineAhead
	default:
		list.Choice = deadlineAny
	}
	for _, item := range behind {
		if (list.Choice == deadlineAny || item.Passed() == (list.Choice == deadlinePassed)) && len(list.Items) < mostBehindLimit {
			list.Items = append(list.Items, item)
		}
	}
	return list
}

// worstFirst keeps the items that are behind, the worst first.
func worstFirst(items []Item) []Item {
	behind := slices.DeleteFunc(slices.Clone(items), func(item Item) bool { return !item.Status().IsBehind() })
	slices.SortStableFunc(behind, bySeverity)
	return behind
}

// bySeverity puts the worst first and binding before expected at the same distance.
func bySeverity(a, b Item) int {
	return cmp.Or(-cmp.Compare(a.severity(), b.severity()), compareBool(a.Binding(), b.Binding()))
}
