package metrics

import "github.com/shopspring/decimal"

// AssessmentStatus is the official word for how a target stands.
type AssessmentStatus string

// The statuses, from best to worst, then those that are no judgement.
const (
	AchievedEarly   AssessmentStatus = "achieved_early" // 提前实现: met before the deadline
	Achieved        AssessmentStatus = "achieved"       // 如期实现: met when the deadline had passed
	Held            AssessmentStatus = "held"           // 保持: a target equal to its base, or a standing limit, is kept
	AheadOfSchedule AssessmentStatus = "ahead"          // 快于预期
	OnSchedule      AssessmentStatus = "on_schedule"    // 基本符合预期
	Behind          AssessmentStatus = "behind"         // 滞后
	FarBehind       AssessmentStatus = "far_behind"     // 严重滞后
	NotHeld         AssessmentStatus = "not_held"       // 未保持
	Missed          AssessmentStatus = "missed"         // 未达标: the deadline has passed
	Pending         AssessmentStatus = "pending"        // 未到期: an event that is not yet due
	NotAssessable   AssessmentStatus = "not_assessable" // 无法评价, with the reason
)

// AssessmentStatuses lists all statuses in the order in which they are shown.
func AssessmentStatuses() []AssessmentStatus {
	return []AssessmentStatus{AchievedEarly, Achieved, Held, AheadOfSchedule, OnSchedule,
		Behind, FarBehind, NotHeld, Missed, Pending, NotAssessable}
}

// IsBehind tells whether the status calls for action: behind, far behind, not held
// or missed.
func (s AssessmentStatus) IsBehind() bool {
	return s == Behind || s == FarBehind || s == NotHeld || s == Missed
}

// IsGood tells whether the target is met, held, or on its way.
func (s AssessmentStatus) IsGood() bool {
	return s == AchievedEarly || s == Achieved || s == Held || s == AheadOfSchedule || s == OnSchedule
}

// Assessment is how one target stands at a date, with all that is needed to say
// why. Rates are fractions (0.285 is 28.5 %) and nil when they are not defined.
// Values are in the indicator's unit.
type Assessment struct {
	Target    string           `json:"target"`
	Plan      string           `json:"plan"`
	Indicator string           `json:"indicator"`
	Area      string           `json:"area"`
	Dimension string           `json:"dimension,omitempty"`
	Scenario  Scenario         `json:"scenario"`
	AsOf      Date             `json:"as_of"`
	InForce   bool             `json:"in_force"` // whether the target counted on the day, see Catalogue.InForceOn
	Method    string           `json:"method"`   // name and version of the method that gave the status
	Status    AssessmentStatus `json:"status"`
	Reason    string           `json:"reason"`   // message key that says why, see Explanation
	Settings  string           `json:"settings"` // version of the Settings

	Latest       decimal.NullDecimal `json:"latest"` // the value that was judged
	LatestPeriod string              `json:"latest_period,omitempty"`
	// LatestFrequency tells a year to date from the single month of the same name.
	LatestFrequency Frequency         `json:"latest_frequency,omitempty"`
	LatestStatus    ObservationStatus `json:"latest_status,omitempty"`
	LatestAge       *int              `json:"latest_age"` // days from the end of the latest period to AsOf

	TargetRate      *float64 `json:"target_rate"`       // 目标完成率: actual / target
	IncrementRate   *float64 `json:"increment_rate"`    // 增量完成率: (actual − base) / (target − base)
	TimeRate        *float64 `json:"time_rate"`         // 时序进度: share of the time from base to deadline
	Lag             *float64 `json:"lag"`               // 滞后: time rate − increment rate, 0.115 is 11.5 个百分点, negative when ahead
	Pace            *float64 `json:"pace"`              // change so far / change that the path requires by then
	CompoundRatio   *float64 `json:"compound_ratio"`    // observed / required compound growth (Eurostat)
	RequiredValue   *float64 `json:"required_value"`    // value of the required path at the latest period
	Gap             *float64 `json:"gap"`               // latest − required, positive when better whatever the direction
	RemainingToGo   *float64 `json:"remaining_to_go"`   // target − latest, in the indicator's unit and sign
	RequiredPerYear *float64 `json:"required_per_year"` // change a year needed from the latest period to the deadline; nil once met or due

	RequiredPerMonth *float64 `json:"required_per_month"` // the same for a month; for a flow, the amount each remaining month must bring

	MethodStatus string       `json:"method_status,omitempty"` // the method's own word, for a method that was chosen for the target
	Group        *GroupResult `json:"group,omitempty"`         // the obligation that this target is a part of
	Landing      *Landing     `json:"landing,omitempty"`       // nil for a target that has no deadline ahead

	Explanation Explanation `json:"explanation"`
}

// LatestKey names the value that was judged; found is false where there is none.
func (a *Assessment) LatestKey() (key ObservationKey, found bool) {
	period, err := ParsePeriod(a.LatestFrequency, a.LatestPeriod)
	return ObservationKey{SeriesKey: SeriesKey{a.Indicator, a.Area, a.Dimension, a.Scenario}, Period: period}, err == nil && a.Latest.Valid
}

// Explanation lists the inputs, the steps and the cut-offs behind a status, as data
// that pages and reports put into words.
type Explanation struct {
	Inputs  []ExplanationInput `json:"inputs"`
	Steps   []ExplanationStep  `json:"steps"`
	CutOffs map[string]float64 `json:"cut_offs,omitempty"`
	Reason  Problem            `json:"reason"`
	Remarks []Problem          `json:"remarks,omitempty"` // what else a reader must know: a break in the series, a provisional value, …
}

// ExplanationInput is one number that went into the assessment.
type ExplanationInput struct {
	Role   string `json:"role"` // base, latest, target, target_high, interim, year_to_date
	Period string `json:"period,omitempty"`
	Value  string `json:"value"`
	Source string `json:"source,omitempty"`
}

// ExplanationStep is one formula with its numbers filled in.
type ExplanationStep struct {
	Name    string  `json:"name"`    // time_rate, increment_rate, target_rate, pace, …
	Formula string  `json:"formula"` // such as (2.57 − 1.8) ÷ (4.5 − 1.8)
	Result  float64 `json:"result"`
}
