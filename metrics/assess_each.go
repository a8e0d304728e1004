package metrics

import "strings"

// assessEach judges a target that is set for each of several areas: each by itself,
// then all of them together. The areas and their values stand in Group; the target as
// a whole has no value of its own.
func (a *catalogueAssessor) assessEach(whole AssessmentInput, areas []string) Assessment {
	j := newJudgement(&whole)
	if j.refuse() {
		return j.result
	}
	j.explainTarget()
	members := make([]GroupMember, 0, len(areas))
	for _, area := range areas {
		input := a.input(&whole.Target, area)
		assessment := assessAsChosen(input, a.choices[whole.Target.Code])
		member := memberOf(&assessment)
		member.Target, member.Area = "", area
		members = append(members, member)
		if assessment.Latest.Valid {
			j.recordInput("area", assessment.LatestPeriod, assessment.Latest.Decimal, memberNames{a.Catalogue}.ofArea(area))
		}
	}
	result := judgeGroup(whole.Target.Code, AllOf, members, memberNames{a.Catalogue})
	method := MethodEachArea
	if result.Status == NotAssessable {
		method = ""
	}
	pairs := make([]string, 0, 2*len(result.Reason.Arguments))
	for name, value := range result.Reason.Arguments {
		pairs = append(pairs, name, value)
	}
	j.conclude(result.Status, method, "each."+strings.TrimPrefix(result.Reason.Key, "assess.reason.group."+string(AllOf)+"_"), pairs...)
	result.Reason = j.result.Explanation.Reason
	j.result.Group = &result
	return j.result
}

func (n memberNames) ofArea(code string) string {
	if area := n.catalogue.Area(code); area != nil {
		return area.NameZh
	}
	return code
}
