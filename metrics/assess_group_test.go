package metrics

import (
	"strings"
	"testing"
)

// The rows are those of the table of judgeGroup, each with the members that decide it.
func TestJudgeGroup(t *testing.T) {
	languages := locales(t)
	for _, c := range []struct {
		rule    GroupRule
		members []AssessmentStatus
		want    AssessmentStatus
		reason  string
	}{
		{AnyOf, nil, NotAssessable, "empty"},
		{AllOf, nil, NotAssessable, "empty"},

		{AnyOf, []AssessmentStatus{Achieved, FarBehind}, Achieved, "any_of_met"},
		{AnyOf, []AssessmentStatus{Missed, Held}, Held, "any_of_met"},
		{AnyOf, []AssessmentStatus{Achieved, AchievedEarly}, AchievedEarly, "any_of_met"},
		{AnyOf, []AssessmentStatus{NotAssessable, Achieved}, Achieved, "any_of_met"}, // an unknown member changes nothing
		{AnyOf, []AssessmentStatus{OnSchedule, AheadOfSchedule}, AheadOfSchedule, "any_of_open"},
		{AnyOf, []AssessmentStatus{Missed, OnSchedule}, OnSchedule, "any_of_open"},
		{AnyOf, []AssessmentStatus{OnSchedule, NotAssessable}, OnSchedule, "any_of_open_unknown"},
		{AnyOf, []AssessmentStatus{FarBehind, Behind}, Behind, "any_of_behind"},
		{AnyOf, []AssessmentStatus{Behind, NotAssessable}, Behind, "any_of_behind_unknown"},
		{AnyOf, []AssessmentStatus{FarBehind, Pending}, FarBehind, "any_of_behind"},
		{AnyOf, []AssessmentStatus{Missed, Pending}, Pending, "any_of_open"}, // the other way is still open
		{AnyOf, []AssessmentStatus{NotHeld, Pending}, Pending, "any_of_open"},
		{AnyOf, []AssessmentStatus{Missed, NotHeld}, NotHeld, "any_of_behind"},
		{AnyOf, []AssessmentStatus{Missed, NotAssessable}, Missed, "any_of_behind_unknown"},
		{AnyOf, []AssessmentStatus{Pending, NotAssessable}, Pending, "any_of_open_unknown"},
		{AnyOf, []AssessmentStatus{NotAssessable, NotAssessable}, NotAssessable, "any_of_unknown"},

		{AllOf, []AssessmentStatus{Achieved, Behind}, Behind, "all_of_behind"},
		{AllOf, []AssessmentStatus{Behind, Missed, OnSchedule}, Missed, "all_of_behind"},
		{AllOf, []AssessmentStatus{NotHeld, FarBehind}, NotHeld, "all_of_behind"},
		{AllOf, []AssessmentStatus{FarBehind, NotAssessable}, FarBehind, "all_of_behind_unknown"}, // the unknown cannot mend it
		{AllOf, []AssessmentStatus{FarBehind, Pending}, FarBehind, "all_of_behind"},
		{AllOf, []AssessmentStatus{Achieved, NotAssessable}, NotAssessable, "all_of_incomplete"}, // the unknown may be behind
		{AllOf, []AssessmentStatus{OnSchedule, NotAssessable}, NotAssessable, "all_of_incomplete"},
		{AllOf, []AssessmentStatus{Pending, NotAssessable}, NotAssessable, "all_of_incomplete"},
		{AllOf, []AssessmentStatus{AheadOfSchedule, OnSchedule, Achieved}, OnSchedule, "all_of_open"},
		{AllOf, []AssessmentStatus{Pending, AheadOfSchedule}, AheadOfSchedule, "all_of_open"},
		{AllOf, []AssessmentStatus{Achieved, Pending}, Pending, "all_of_open"},
		{AllOf, []AssessmentStatus{AchievedEarly, Achieved}, Achieved, "all_of_met"},
		{AllOf, []AssessmentStatus{Held, Achieved}, Held, "all_of_met"},
		{AllOf, []AssessmentStatus{NotAssessable}, NotAssessable, "all_of_unknown"},
	} {
		var members []GroupMember
		for i, status := range c.members {
			members = append(members, GroupMember{Target: string(rune('A' + i)), Status: status})
		}
		got := judgeGroup("G", c.rule, members, memberNames{new(Catalogue).Index()})
		if reason := strings.TrimPrefix(got.Reason.Key, "assess.reason.group."); got.Status != c.want || reason != c.reason {
			t.Errorf("%s %v: got %s (%s), want %s (%s)", c.rule, c.members, got.Status, reason, c.want, c.reason)
		}
		checkTold(t, languages, got.Reason)
	}
}

// Whatever the members are, in three places: any-of is never worse than its best
// judged member, all-of never better than its worst, and neither depends on the order.
func TestJudgeGroupProperties(t *testing.T) {
	names := memberNames{new(Catalogue).Index()}
	rank := map[AssessmentStatus]int{}
	for i, status := range AssessmentStatuses() {
		rank[status] = i
	}
	of := func(rule GroupRule, statuses ...AssessmentStatus) AssessmentStatus {
		var members []GroupMember
		for _, status := range statuses {
			members = append(members, GroupMember{Status: status})
		}
		return judgeGroup("G", rule, members, names).Status
	}
	for _, a := range AssessmentStatuses() {
		for _, b := range AssessmentStatuses() {
			for _, c := range AssessmentStatuses() {
				best, worst := min(rank[a], rank[b], rank[c]), -1
				for _, status := range []AssessmentStatus{a, b, c} {
					if status.IsBehind() {
						worst = max(worst, rank[status])
					}
				}
				if got := of(AnyOf, a, b, c); rank[got] != best && got != Pending {
					t.Errorf("any of %s, %s, %s: %s, want the best", a, b, c, got)
				}
				if got := of(AllOf, a, b, c); worst >= 0 && rank[got] != worst {
					t.Errorf("all of %s, %s, %s: %s hides the worst", a, b, c, got)
				}
				for _, rule := range []GroupRule{AnyOf, AllOf} {
					if of(rule, a, b, c) != of(rule, c, a, b) || of(rule, a, b, c) != of(rule, b, a, c) {
						t.Errorf("%s %s, %s, %s depends on the order", rule, a, b, c)
					}
				}
			}
		}
	}
}

// checkTold fails when a reason has no sentence, or one with a blank left open.
func checkTold(t *testing.T, languages map[string]map[string]string, reason Problem) {
	t.Helper()
	for language, texts := range languages {
		told := texts[reason.Key]
		if told == "" {
			t.Errorf("no %s sentence for %s", language, reason.Key)
		}
		if left := placeholders.FindString(sentence(told, reason.Arguments)); left != "" {
			t.Errorf("%s: %s leaves %s open", language, reason.Key, left)
		}
	}
}
