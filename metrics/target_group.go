package metrics

// GroupRule says how the members of a TargetGroup count together.
type GroupRule string

// The rules of groups.
const (
	AnyOf GroupRule = "any_of" // 或: one member met is enough
	AllOf GroupRule = "all_of" // every member must be met
)

// TargetGroup binds targets that a plan sets as one obligation, such as “500 亿元 or
// among the first three”. A target names its group in AlternativeGroup; a group may
// itself be a member of another one. A group counts once in a tally.
type TargetGroup struct {
	Code   string    `json:"code"`
	Rule   GroupRule `json:"rule"`
	Parent string    `json:"parent,omitempty"` // the group that this one is a member of
	NameZh string    `json:"name_zh"`
	NameEn string    `json:"name_en"`
	Note   string    `json:"note,omitempty"`
}

// GroupResult is how a group of obligations stands: a TargetGroup, or one target set
// for each of several areas. It stands in the assessment of every member, so that a
// page can show it wherever a member is shown.
type GroupResult struct {
	Code    string           `json:"code"` // of the group, or of the target that is set for each area
	Rule    GroupRule        `json:"rule"`
	Status  AssessmentStatus `json:"status"`
	Reason  Problem          `json:"reason"`
	Members []GroupMember    `json:"members"`
}

// GroupMember is one member of a group and how it stands by itself. The members of a
// group within the group follow it, each with its code in Within.
type GroupMember struct {
	Within string           `json:"within,omitempty"` // the group it is a member of, when that is not the one of the result
	Target string           `json:"target,omitempty"` // a target, or
	Group  string           `json:"group,omitempty"`  // a group within the group
	Area   string           `json:"area,omitempty"`   // for a target set for each of several areas
	Status AssessmentStatus `json:"status"`
	Reason Problem          `json:"reason"`
	Latest string           `json:"latest,omitempty"` // value judged, as displayed, in the indicator's unit
	Period string           `json:"period,omitempty"`

	Frequency Frequency `json:"frequency,omitempty"` // of Period
}
