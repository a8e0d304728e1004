package metrics

import (
	"github.com/shopspring/decimal"
)

// PipelineVerdict says whether the listed projects can carry a target.
type PipelineVerdict string

// The verdicts, from worst to best, then those that need more facts.
const (
	PipelineShort    PipelineVerdict = "short"     // 有缺口: even with every listed project the target is out of reach
	PipelineOpen     PipelineVerdict = "open"      // 待核: not covered, but existing capacity or the size of a project is not printed
	PipelineInTime   PipelineVerdict = "in_time"   // 看进度: covered only when projects without a printed year are finished in time
	PipelineCovered  PipelineVerdict = "covered"   // 有支撑: the projects that end by the deadline are enough
	PipelineReached  PipelineVerdict = "reached"   // 已达到: the latest value meets the target already
	PipelineNoNumber PipelineVerdict = "no_number" // 无数值: the target gives no number to hold projects against
)

// PipelineVerdicts lists all verdicts in the order in which they are shown.
func PipelineVerdicts() []PipelineVerdict {
	return []PipelineVerdict{PipelineShort, PipelineOpen, PipelineInTime, PipelineCovered, PipelineReached, PipelineNoNumber}
}

// PipelineStart says where the change that a target needs is counted from.
type PipelineStart string

// The starting points.
const (
	StartExisting PipelineStart = "existing" // capacity that a source prints as built, or as nothing
	StartZero     PipelineStart = "zero"     // a cumulative indicator starts from nothing
	StartBase     PipelineStart = "base"     // the base value of the target
	StartUnknown  PipelineStart = ""         // not printed: the whole target is held against the projects
)

// PipelineBalance holds one target against the projects listed for it. All amounts
// are exact and in Unit, that of the capacity indicator; a yearly capacity counts as
// the amount of a year, see ConvertUnit.
type PipelineBalance struct {
	Target    *Target         `json:"target"`
	Indicator *Indicator      `json:"indicator"`
	Capacity  *Indicator      `json:"capacity_indicator"` // what the projects add to, mostly Indicator itself
	Supply    *PipelineSupply `json:"-"`                  // the projects, shared by the balances of one link
	Unit      string          `json:"unit"`
	Verdict   PipelineVerdict `json:"verdict"`

	Goal         decimal.NullDecimal `json:"goal"`  // target value, as capacity
	Start        decimal.NullDecimal `json:"start"` // not valid when StartUnknown
	StartFrom    PipelineStart       `json:"start_from,omitempty"`
	StartIn      string              `json:"start_in,omitempty"` // period of Start
	Needed       decimal.NullDecimal `json:"needed"`             // Goal − Start, not below 0; Goal when Start is unknown
	ByDeadline   decimal.Decimal     `json:"by_deadline"`        // projects whose printed end year is over by the deadline
	Undated      decimal.Decimal     `json:"undated"`            // projects without a printed end year
	Later        decimal.Decimal     `json:"later"`              // projects that end after the deadline
	Missing      decimal.NullDecimal `json:"missing"`            // Needed − ByDeadline − Undated; negative is more than needed. At most this where Start is unknown or projects have no number
	Unquantified int                 `json:"unquantified"`       // projects without a usable number that may end by the deadline

	Current       decimal.NullDecimal `json:"current"` // latest known value of the capacity indicator
	CurrentPeriod string              `json:"current_period,omitempty"`
	CurrentKey    ObservationKey      `json:"-"`          // of Current; empty when that is not known
	DueByNow      decimal.Decimal     `json:"due_by_now"` // projects that should have been finished by the day of the answer
	Passed        bool                `json:"passed"`     // the deadline lies before the day of the answer
}

// AtMost tells whether Missing is an upper bound rather than a figure.
func (b PipelineBalance) AtMost() bool { return b.StartFrom == StartUnknown || b.Unquantified > 0 }

// PipelineOf holds the targets of every indicator that a PipelineLink names against
// the projects listed for it, in the order of the links and by deadline. Current
// returns the latest value known for an indicator, area and dimension, or nil; it may
// itself be nil.
//
// A target takes part when it is in force on the day, has a deadline and asks for at least
// something (or gives no number); standing visions without a year have no date to
// hold projects against. Capacity is added only once: a row that is not Counted
// (intermediates, pilot directions), that repeats another row, or whose number is not
// given or not in the unit is listed in Supply and never added. Let N be what is
// needed, S the sum of projects ending by the deadline, U that of projects without an
// end year. In this order:
//
//	no number in the target                              PipelineNoNumber
//	the latest value meets the target                    PipelineReached
//	S ≥ N                                                PipelineCovered
//	S + U ≥ N                                            PipelineInTime
//	start unknown, or a project that may be in time      PipelineOpen
//	  has no number
//	otherwise                                            PipelineShort
//
// The verdict says what the documents' own lists can carry. It is no forecast: whether
// a listed project is built is for the assessment of the indicator to see.
func PipelineOf(c *Catalogue, asOf Date, current func(indicator, area, dimension string) *Observation) []PipelineBalance {
	if current == nil {
		current = func(string, string, string) *Observation { return nil }
	}
	var balances []PipelineBalance
	for i := range c.PipelineLinks {
		link := &c.PipelineLinks[i]
		indicator, capacity := c.Indicator(link.Indicator), c.Indicator(link.capacityIndicator())
		if indicator == nil || capacity == nil {
			continue
		}
		supply := supplyOf(c, link, capacity)
		for _, target := range pipelineTargets(c, link, asOf) {
			balances = append(balances, balanceOf(supply, target, indicator, capacity, asOf,
				current(capacity.Code, target.Area, target.Dimension)))
		}
	}
	return balances
}
