package metrics

import (
	"strconv"
	"strings"
)

// group judges a group of targets with all that it contains, once.
func (a *catalogueAssessor) group(group *TargetGroup) *GroupResult {
	if known := a.groups[group.Code]; known != nil {
		return known
	}
	members := a.groupMembers(group, 0)
	result := judgeGroup(group.Code, group.Rule, direct(members), memberNames{a.Catalogue})
	result.Members = members
	a.groups[group.Code] = &result
	return &result
}

// groupMembers lists the members of a group that are in force, those of a group within
// it behind it.
func (a *catalogueAssessor) groupMembers(group *TargetGroup, depth int) []GroupMember {
	var members []GroupMember
	for _, membership := range a.Catalogue.membersOfGroup[group.Code] {
		if inner := membership.group; inner != nil {
			if depth > maxGroupDepth {
				continue
			}
			within := a.groupMembers(inner, depth+1)
			result := judgeGroup(inner.Code, inner.Rule, direct(within), memberNames{a.Catalogue})
			members = append(members, GroupMember{Group: inner.Code, Status: result.Status, Reason: result.Reason})
			for _, member := range within {
				if member.Within == "" {
					member.Within = inner.Code
				}
				members = append(members, member)
			}
			continue
		}
		target := &a.Catalogue.Targets[membership.target]
		issued := a.AsOf >= a.Catalogue.issued(target.Plan)
		if a.Catalogue.Indicator(target.Indicator) == nil || issued && !a.Catalogue.InForceOn(target, a.AsOf) {
			continue
		}
		assessment := a.assess(membership.target)
		members = append(members, memberOf(&assessment))
	}
	return members
}

func memberOf(assessment *Assessment) GroupMember {
	member := GroupMember{Target: assessment.Target, Status: assessment.Status, Reason: assessment.Explanation.Reason}
	if assessment.Latest.Valid {
		member.Latest, member.Period, member.Frequency = displayed(assessment.Latest.Decimal), assessment.LatestPeriod, assessment.LatestFrequency
	}
	return member
}

// direct returns the members that are not members of a group within the group.
func direct(members []GroupMember) []GroupMember {
	var own []GroupMember
	for _, member := range members {
		if member.Within == "" {
			own = append(own, member)
		}
	}
	return own
}

// judgeGroup gives the status of a group by those of its members. Unknown is a member
// that is NotAssessable.
//
//	any of    one is met (AchievedEarly, Achieved, Held)      the best of the met
//	          none is met, one is on its way                  the best of these: AheadOfSchedule, OnSchedule,
//	                                                          Behind, FarBehind
//	          none of these, one is Pending                   Pending: that way is still open
//	          none of these, one is judged                    the better of NotHeld and Missed
//	          all unknown                                     NotAssessable
//	          An unknown member could only make the answer better; it is named.
//	all of    one is Behind, FarBehind, NotHeld or Missed     the worst of these, whatever the others are:
//	                                                          an unknown one cannot mend it; it is named
//	          none of these, one is unknown                   NotAssessable: it could be behind; it is named
//	          none of these, one is AheadOfSchedule or        the worse of these
//	          OnSchedule
//	          none of these, one is Pending                   Pending: not all is done
//	          all met                                         the worst of AchievedEarly, Achieved, Held
//	no member                                                 NotAssessable
func judgeGroup(code string, rule GroupRule, members []GroupMember, names memberNames) GroupResult {
	result := GroupResult{Code: code, Rule: rule, Status: NotAssessable, Members: members}
	var unknown, missed []GroupMember
	met := 0
	found := -1
	for _, member := range members {
		switch {
		case member.Status == NotAssessable:
			unknown = append(unknown, member)
			continue
		case member.Status.IsBehind():
			missed = append(missed, member)
		case isMet(member.Status):
			met++
		}
		place := groupPlace(rule, member.Status)
		better := found < 0 || rule == AnyOf && place < found || rule == AllOf && place > found
		if better {
			found, result.Status = place, member.Status
		}
	}
	key := string(rule)
	switch {
	case len(members) == 0:
		key = "empty"
	case found < 0:
		key += "_unknown"
	case rule == AllOf && len(unknown) > 0 && !result.Status.IsBehind():
		result.Status = NotAssessable
		key += "_incomplete"
	case rule == AnyOf && isMet(result.Status):
		key += "_met"
	case rule == AllOf && met == len(members):
		key += "_met"
	case result.Status.IsBehind():
		key += "_behind"
	default:
		key += "_open"
	}
	if len(unknown) > 0 && (strings.HasSuffix(key, "_behind") || key == string(AnyOf)+"_open") {
		key += "_unknown"
	}
	result.Reason = *NewProblem("assess.reason.group."+key, "members", strconv.Itoa(len(members)), "met", strconv.Itoa(met),
		"unknown_count", strconv.Itoa(len(unknown)), "missed_count", strconv.Itoa(len(missed)))
	names.add(result.Reason.Arguments, "unknown", unknown)
	names.add(result.Reason.Arguments, "missed", missed)
	return result
}

func isMet(status AssessmentStatus) bool {
	return status == AchievedEarly || status == Achieved || status == Held
}

// groupPlace orders the statuses from best to worst. Pending stands where it decides
// as in the table of judgeGroup: for any-of behind all ways that lead on, for all-of
// behind all that is done.
func groupPlace(rule GroupRule, status AssessmentStatus) int {
	order := []AssessmentStatus{AchievedEarly, Achieved, Held, AheadOfSchedule, OnSchedule, Behind, FarBehind, Pending, NotHeld, Missed}
	if rule == AllOf {
		order = []AssessmentStatus{AchievedEarly, Achieved, Held, Pending, AheadOfSchedule, OnSchedule, Behind, FarBehind, NotHeld, Missed}
	}
	for place, known := range order {
		if known == status {
			return place
		}
	}
	return len(order)
}

// memberNames puts the names of members into the arguments of a reason, in both
// languages: those of their indicator, their group or their area.
type memberNames struct{ catalogue *Catalogue }

func (n memberNames) add(arguments map[string]string, name string, members []GroupMember) {
	var english, chinese []string
	for _, member := range members {
		en, zh := member.Target+member.Group+member.Area, member.Target+member.Group+member.Area
		switch {
		case member.Area != "":
			if area := n.catalogue.Area(member.Area); area != nil {
				en, zh = area.NameEn, area.NameZh
			}
		case member.Group != "":
			if group := n.catalogue.TargetGroup(member.Group); group != nil {
				en, zh = "“"+group.NameEn+"”", "“"+group.NameZh+"”"
			}
		default:
			if target := n.catalogue.Target(member.Target); target != nil {
				if indicator := n.catalogue.Indicator(target.Indicator); indicator != nil {
					en, zh = indicator.NameEn, indicator.NameZh
				}
			}
		}
		english, chinese = append(english, en), append(chinese, zh)
	}
	arguments[name], arguments[name+"_zh"] = strings.Join(english, ", "), strings.Join(chinese, "、")
}
