package dashboard

import "zhibiao/metrics"

// GroupView is an obligation that several targets, or one target in several areas,
// make up together.
type GroupView struct {
	metrics.GroupResult
	Group   *metrics.TargetGroup // nil for a target that is set for each of several areas
	Members []GroupMemberView
}

// GroupMemberView is a member with what it names. Of Item, Group and Area one at least
// is there; all are nil for a member that the catalogue no longer has.
type GroupMemberView struct {
	metrics.GroupMember
	Item  *Item
	Group *metrics.TargetGroup
	Area  *metrics.Area
	// LatestKey names the value that was judged; empty where none was.
	LatestKey metrics.ObservationKey
}

// groupOf resolves the codes of the chosen target's group, or returns nil.
func (v snapshot) groupOf(item Item) *GroupView {
	if item.Assessment == nil || item.Assessment.Group == nil {
		return nil
	}
	view := &GroupView{GroupResult: *item.Assessment.Group, Group: v.catalogue.TargetGroup(item.Assessment.Group.Code)}
	for _, member := range item.Assessment.Group.Members {
		shown := GroupMemberView{GroupMember: member, Group: v.catalogue.TargetGroup(member.Group), Area: v.catalogue.Area(member.Area)}
		if target := v.catalogue.Target(member.Target); target != nil {
			if resolved, found := v.item(target); found {
				shown.Item = &resolved
			}
		}
		shown.LatestKey = memberKey(item.Assessment, shown)
		view.Members = append(view.Members, shown)
	}
	return view
}

// memberKey names the value that a member was judged by: one of its own target, or one of
// its area on the indicator of the target that is set for each of several.
func memberKey(whole *metrics.Assessment, member GroupMemberView) metrics.ObservationKey {
	judged := metrics.Assessment{Indicator: whole.Indicator, Area: member.GroupMember.Area, Dimension: whole.Dimension, Scenario: whole.Scenario,
		LatestPeriod: member.Period, LatestFrequency: member.Frequency}
	if member.Item != nil {
		judged.Indicator, judged.Area, judged.Dimension = member.Item.Target.Indicator, member.Item.Target.Area, member.Item.Target.Dimension
	}
	judged.Latest.Valid = member.Latest != ""
	key, _ := judged.LatestKey()
	return key
}
