package metrics

import (
	"cmp"
	"math/big"
	"slices"
)

// RollUpBy says by what targets are rolled up.
type RollUpBy string

// The ways of rolling up.
const (
	RollUpByTheme        RollUpBy = "theme"
	RollUpByPlan         RollUpBy = "plan"
	RollUpByOrganisation RollUpBy = "organisation" // the lead, or the first responsible where a plan names no lead
	RollUpByResponsible  RollUpBy = "responsible"  // every other responsible organisation; a target stands under each of them
	RollUpByArea         RollUpBy = "area"
)

// RollUpRow is how the obligations of one theme, plan, organisation or area stand. It
// counts; it never adds or averages values, so nested and overlapping indicators (all
// power and wind power, a total and its parts) do no harm: each obligation stands for
// itself.
//
// Every obligation counts as one and shares are shares of the count. Where a plan prints
// weights, WeightGood says beside them which share of the printed weight stands well; no
// document of the catalogue that the program carries prints any. Weights change no word:
// the word of a row is Worst, the worst status within it: one obligation behind among
// ninety good ones leaves the row behind, and a binding one shows again in WorstBinding,
// which no number of expected ones can hide.
type RollUpRow struct {
	Key           string        `json:"key"` // code; empty for targets that name none
	Count         int           `json:"count"`
	Targets       int           `json:"targets"` // members of groups counted singly: Count and more
	Binding       int           `json:"binding"`
	Statuses      []RollUpCount `json:"statuses"` // those that occur, from best to worst, then those that are no judgement
	Judged        int           `json:"judged"`   // with a status that is a judgement
	Behind        int           `json:"behind"`   // behind, far behind, not held or missed
	BehindBinding int           `json:"behind_binding"`
	NotAssessable int           `json:"not_assessable"`
	// WeightGood is the share, 0 to 1, of the weights that plans print in this row whose
	// obligations are met, held or on their way. Obligations without a weight are left
	// out, those that cannot be judged are not; nil when there are no weights.
	WeightGood   *float64         `json:"weight_good"`
	Worst        AssessmentStatus `json:"worst"`                   // worst judgement; Pending or NotAssessable when there is none
	WorstBinding AssessmentStatus `json:"worst_binding,omitempty"` // the same of the binding ones; empty when there are none
	WorstTargets []string         `json:"worst_targets,omitempty"` // the targets that stand worst, when they are behind
}

// RollUpCount counts the obligations of one status, and the binding ones among them.
type RollUpCount struct {
	Status  AssessmentStatus `json:"status"`
	Count   int              `json:"count"`
	Binding int              `json:"binding"`
}

// RollUp counts assessments by status, a row for each theme, plan, organisation or
// area that occurs, in the order of the catalogue; what names none comes last. It
// counts the assessments it is given: a list that shows one target of each series
// hands in those. Assessments of targets that are not scored, or that had
// given way to a later plan by the day of the assessment, are passed over.
//
// Targets of one TargetGroup count once, with the status of the outermost group, and so
// does a target that is set for each of several areas. Where no assessment carries the
// result of the group, the members given here are judged by its rule. A group is binding when one of its
// members is. Where members stand under different rows the group counts once in each.
func RollUp(c *Catalogue, assessments []Assessment, by RollUpBy) []RollUpRow {
	rows := map[string]map[string]*obligation{} // by key and by obligation
	for i := range assessments {
		assessment := &assessments[i]
		target := c.Target(assessment.Target)
		if target == nil || !target.Scored || !c.countsOn(target, assessment.AsOf) {
			continue
		}
		name, group := obligationOf(c, target)
		for _, key := range rollUpKeys(c, target, by) {
			if rows[key] == nil {
				rows[key] = map[string]*obligation{}
			}
			if rows[key][name] == nil {
				rows[key][name] = &obligation{group: group}
			}
			rows[key][name].add(c, target, assessment)
		}
	}
	list := make([]RollUpRow, 0, len(rows))
	for key, obligations := range rows {
		list = append(list, rollUpRow(key, obligations))
	}
	position := rollUpPositions(c, by)
	slices.SortFunc(list, func(a, b RollUpRow) int {
		return cmp.Or(cmp.Compare(position(a.Key), position(b.Key)), cmp.Compare(a.Key, b.Key))
	})
	return list
}

// countsOn tells whether a target is asked for on a day, or will be: one that its plan
// had not issued yet stands as not assessable.
func (c *Catalogue) countsOn(target *Target, day Date) bool {
	_, until, ever := c.InForceBetween(target)
	return ever && (until.IsZero() || day < until)
}

func rollUpRow(key string, obligations map[string]*obligation) RollUpRow {
	row := RollUpRow{Key: key, Worst: NotAssessable}
	counts := map[AssessmentStatus]*RollUpCount{}
	weight, good := new(big.Rat), new(big.Rat)
	for _, one := range obligations {
		binding := 0
		if one.binding {
			binding = 1
			if row.Binding == 0 || standsWorse(one.status, row.WorstBinding) {
				row.WorstBinding = one.status
			}
		}
		if row.Count == 0 || standsWorse(one.status, row.Worst) {
			row.Worst = one.status
		}
		row.Count, row.Targets, row.Binding = row.Count+1, row.Targets+len(one.members), row.Binding+binding
		if one.weight != nil {
			weight.Add(weight, one.weight)
			if one.status.IsGood() {
				good.Add(good, one.weight)
			}
		}
		if counts[one.status] == nil {
			counts[one.status] = &RollUpCount{Status: one.status}
		}
		counts[one.status].Count++
		counts[one.status].Binding += binding
		switch {
		case one.status == NotAssessable:
			row.NotAssessable++
		case one.status != Pending:
			row.Judged++
		}
		if one.status.IsBehind() {
			row.Behind, row.BehindBinding = row.Behind+1, row.BehindBinding+binding
		}
	}
	if weight.Sign() > 0 {
		row.WeightGood = pointer(good.Quo(good, weight))
	}
	for _, status := range AssessmentStatuses() {
		if counts[status] != nil {
			row.Statuses = append(row.Statuses, *counts[status])
		}
	}
	if row.Worst.IsBehind() {
		for _, one := range obligations {
			if one.status == row.Worst {
				for _, member := range one.members {
					row.WorstTargets = append(row.WorstTargets, member.Target)
				}
			}
		}
		slices.Sort(row.WorstTargets)
	}
	return row
}

// standsWorse tells whether a is a worse answer than b. A judgement goes before none,
// since a row with a judgement has one.
func standsWorse(a, b AssessmentStatus) bool { return standing(a) > standing(b) }

// standing orders statuses: larger is worse, below zero is no judgement.
func standing(status AssessmentStatus) int {
	switch status {
	case NotAssessable:
		return -2
	case Pending:
		return -1
	}
	return slices.Index(AssessmentStatuses(), status)
}
