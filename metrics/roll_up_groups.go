package metrics

import "math/big"

// obligation is what a plan asks for once: a target, or a group of targets.
type obligation struct {
	group   *TargetGroup // nil for a target that stands by itself
	status  AssessmentStatus
	binding bool
	members []GroupMember
	decided bool     // the result of the group came with an assessment
	weight  *big.Rat // the largest of its members', nil when no plan prints one
}

// add takes a target into the obligation and finds its status anew. A result of the
// group that an assessment carries goes before what the members given here tell.
func (o *obligation) add(c *Catalogue, target *Target, assessment *Assessment) {
	o.members = append(o.members, GroupMember{Target: target.Code, Status: assessment.Status})
	o.binding = o.binding || target.Attribute == Binding
	if target.Weight.Valid {
		if weight := target.Weight.Decimal.Rat(); o.weight == nil || weight.Cmp(o.weight) > 0 {
			o.weight = weight
		}
	}
	switch {
	case o.group == nil:
		o.status = assessment.Status
	case assessment.Group != nil && assessment.Group.Code == o.group.Code:
		o.status, o.decided = assessment.Group.Status, true
	case !o.decided:
		o.status = judgeGroup(o.group.Code, o.group.Rule, o.members, memberNames{c}).Status
	}
}

// obligationOf finds what a target is a part of, and a name for it. A group that the
// catalogue only names is an any-of (A 或 B).
func obligationOf(c *Catalogue, target *Target) (name string, group *TargetGroup) {
	group = c.outermostGroup(target)
	if group == nil && target.AlternativeGroup != "" {
		group = &TargetGroup{Code: target.AlternativeGroup, Rule: AnyOf}
	}
	if group != nil {
		return "group " + group.Code, group
	}
	return "target " + target.Code, nil
}
