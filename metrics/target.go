package metrics

import "github.com/shopspring/decimal"

// Comparator says how a value must relate to the target value.
type Comparator string

// The comparators of targets.
const (
	AtLeast       Comparator = "ge"
	MoreThan      Comparator = "gt"
	AtMost        Comparator = "le"
	LessThan      Comparator = "lt"
	Equal         Comparator = "eq"
	Approximately Comparator = "approx"
	Between       Comparator = "range"
)

// Attribute says how binding a target is.
type Attribute string

// The attributes of targets.
const (
	Expected Attribute = "expected" // 预期性
	Binding  Attribute = "binding"  // 约束性
)

// Recurrence says whether a target applies once or again and again.
type Recurrence string

// The recurrences of targets.
const (
	Once     Recurrence = "none"
	Yearly   Recurrence = "yearly"
	Monthly  Recurrence = "monthly"
	Standing Recurrence = "standing"
	EachTerm Recurrence = "each_term"
)

// Path names the required path from base to target.
type Path string

// The required paths.
const (
	PathLinear     Path = "linear"
	PathFlat       Path = "flat"
	PathMilestones Path = "milestones"
	PathEvent      Path = "event"
	PathSeasonal   Path = "seasonal" // of a flow: linear by years, within the year by the shares of earlier years
)

// Target is a statement of a plan on an indicator. Value and ValueHigh are in the
// indicator's unit; an invalid Value means that the text gives no number.
type Target struct {
	Code                     string              `json:"code"`
	Plan                     string              `json:"plan"`
	Section                  string              `json:"section,omitempty"`
	Item                     string              `json:"item,omitempty"` // numbered row of the official table
	Position                 int                 `json:"position"`
	Indicator                string              `json:"indicator"`
	Area                     string              `json:"area"`
	Dimension                string              `json:"dimension,omitempty"`
	Period                   string              `json:"period,omitempty"` // year, date, or empty when the text gives none
	Comparator               Comparator          `json:"comparator"`
	Value                    decimal.NullDecimal `json:"value"`
	ValueHigh                decimal.NullDecimal `json:"value_high"`
	Unit                     string              `json:"unit"` // as printed
	Attribute                Attribute           `json:"attribute,omitempty"`
	Stretch                  bool                `json:"stretch,omitempty"` // 力争, 争取
	Weight                   decimal.NullDecimal `json:"weight"`            // weight that the plan prints, on whatever scale; invalid for none
	Recurrence               Recurrence          `json:"recurrence"`
	RecursFrom               string              `json:"recurs_from,omitempty"`
	AlternativeGroup         string              `json:"alternative_group,omitempty"`
	BasePeriod               string              `json:"base_period,omitempty"`
	BaseValue                decimal.NullDecimal `json:"base_value"`
	BaseComparable           bool                `json:"base_comparable"`
	BaseNote                 string              `json:"base_note,omitempty"`
	Path                     Path                `json:"path"`
	LeadOrganisation         string              `json:"lead_organisation,omitempty"`
	ResponsibleOrganisations []string            `json:"responsible_organisations,omitempty"`
	InForce                  bool                `json:"in_force"`
	Conflict                 string              `json:"conflict,omitempty"`
	Scored                   bool                `json:"scored"`
	NotScoredReason          string              `json:"not_scored_reason,omitempty"`
	Statements               []string            `json:"statements,omitempty"`
	Confidence               string              `json:"confidence,omitempty"`
	Note                     string              `json:"note,omitempty"`
}

// Deadline returns the last day on which the target can be met: the printed date,
// the last day of the printed year, or no date for a standing rule.
func (t Target) Deadline() Date {
	if len(t.Period) == 4 {
		period, err := ParsePeriod(Annual, t.Period)
		if err != nil {
			return 0
		}
		return period.End()
	}
	date, err := ParseDate(t.Period)
	if err != nil {
		return 0
	}
	return date
}

// Series returns the key of the actual values that this target is held against.
func (t Target) Series(scenario Scenario) SeriesKey {
	return SeriesKey{Indicator: t.Indicator, Area: t.Area, Dimension: t.Dimension, Scenario: scenario}
}
