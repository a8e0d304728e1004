package dashboard

// foldedFrom is how many rows a grouped list must have to stand folded on a telephone,
// where each row is as tall as a visiting card: the groups are then the page's index, and
// one touch opens one. Wider screens and paper show everything, and so does a browser
// without script.
const foldedFrom = 25

// Folds tells whether the groups of the list stand folded on a telephone.
func (p IndicatorListPage) Folds() bool {
	return len(p.Groups) > 1 && p.Pager.To-p.Pager.From >= foldedFrom
}

// Folds tells whether the kinds of conflicts stand folded on a telephone.
func (p ConflictListPage) Folds() bool {
	rows := 0
	for _, group := range p.Groups {
		rows += len(group.Conflicts)
	}
	return len(p.Groups) > 1 && rows > foldedFrom
}

// Folds tells whether the table of the plan has an index of its sections on a telephone:
// it is one table, whose sections do not fold.
func (p PlanPage) Folds() bool { return len(p.Index) > 1 && p.Pager.Total > foldedFrom }

// Folds tells whether the groups behind the first stand folded on a telephone.
func (p OrganisationListPage) Folds() bool { return len(p.Groups) > 1 && len(p.Rows) > foldedFrom }
