package dashboard

import (
	"cmp"
	"slices"

	"zhibiao/metrics"
)

// TurnedItem is an item whose status turned.
type TurnedItem struct {
	Item Item
	From metrics.AssessmentStatus
}

// Direction is worse, better, or judged when one of the statuses is no judgement.
func (c TurnedItem) Direction() string {
	from, to := judgementRank(c.From), judgementRank(c.Item.Status())
	switch {
	case from < 0 || to < 0:
		return "judged"
	case to > from:
		return "worse"
	default:
		return "better"
	}
}

// judgementRank orders the judgements from best to worst; −1 for what is none.
func judgementRank(status metrics.AssessmentStatus) int {
	if status == metrics.Pending || status == metrics.NotAssessable {
		return -1
	}
	return slices.Index(metrics.AssessmentStatuses(), status)
}

// addTurned compares the statuses of the items with those of before. A target that was
// not there before has not turned.
func (c *ChangesSince) addTurned(items []Item, before map[string]metrics.AssessmentStatus) {
	var turned []TurnedItem
	for _, item := range items {
		if !item.HasTarget() {
			continue
		}
		if from, known := before[item.Target.Code]; known && from != item.Status() {
			turned = append(turned, TurnedItem{Item: item, From: from})
		}
	}
	order := map[string]int{"worse": 0, "better": 1, "judged": 2}
	slices.SortStableFunc(turned, func(a, b TurnedItem) int {
		return cmp.Or(cmp.Compare(order[a.Direction()], order[b.Direction()]), bySeverity(a.Item, b.Item))
	})
	for _, change := range turned {
		switch change.Direction() {
		case "worse":
			c.Worse++
		case "better":
			c.Better++
		}
	}
	c.Turned = ChangeList[TurnedItem]{Rows: turned[:min(len(turned), c.most)], Count: len(turned)}
}
