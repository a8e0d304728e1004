package metrics

import (
	"slices"
	"time"

	"github.com/shopspring/decimal"
)

// CheckKind says what a rule looks at.
type CheckKind string

// The kinds of checks. A check never changes a value.
const (
	CheckMissing    CheckKind = "missing"      // no value, and no status that says why
	CheckRange      CheckKind = "range"        // outside least and most
	CheckShare      CheckKind = "share"        // a share below 0 or above 100 %
	CheckFuture     CheckKind = "future"       // the period is not over yet
	CheckRelease    CheckKind = "release"      // published before the period ended, or later than today
	CheckYearToDate CheckKind = "year_to_date" // the year to date is lower than a month before
	CheckJump       CheckKind = "jump"         // unlike the same period of earlier years
	CheckParts      CheckKind = "parts"        // the areas do not add up to the whole
	CheckDerived    CheckKind = "derived"      // the printed value is not what its formula gives
	CheckGrowth     CheckKind = "growth"       // the printed growth is not that of the two values
	CheckDuplicate  CheckKind = "duplicate"    // the same value twice in one file; cannot be switched off
	CheckUnit       CheckKind = "unit"         // the unit measures something else; cannot be switched off
)

// CheckKinds lists the kinds in the order of the page.
func CheckKinds() []CheckKind {
	return []CheckKind{CheckDuplicate, CheckUnit, CheckMissing, CheckRange, CheckShare, CheckFuture, CheckRelease,
		CheckYearToDate, CheckJump, CheckParts, CheckDerived, CheckGrowth}
}

// Fixed tells the kinds that cannot be switched off or made softer: without them a
// value would have no place in the store.
func (k CheckKind) Fixed() bool { return k == CheckDuplicate || k == CheckUnit }

// Parameters lists the names of the numbers that a rule of the kind has.
func (k CheckKind) Parameters() []string {
	switch k {
	case CheckRange:
		return []string{"least", "most"}
	case CheckYearToDate, CheckParts, CheckDerived:
		return []string{"tolerance_percent"}
	case CheckJump:
		return []string{"multiple", "floor_percent", "floor_points", "factor"}
	case CheckGrowth:
		return []string{"tolerance_points"}
	}
	return nil
}

// CheckSeverity says what a rule does with a row.
type CheckSeverity string

// The severities of rules.
const (
	CheckHard CheckSeverity = "hard" // the row is not loaded
	CheckSoft CheckSeverity = "soft" // the row is loaded and shown to the reviewer
)

// CheckScope says what a rule looks at. Empty lists select all.
type CheckScope struct {
	Indicators []string `json:"indicators,omitempty"`
	Except     []string `json:"except,omitempty"` // indicators that are left out
	Themes     []string `json:"themes,omitempty"`
	Kinds      []Kind   `json:"kinds,omitempty"`
	Feeds      []string `json:"feeds,omitempty"`
}

// Includes tells whether a rule of the scope looks at an indicator that comes with a
// feed.
func (s CheckScope) Includes(indicator *Indicator, feed string) bool {
	return holds(s.Indicators, indicator.Code) && holds(s.Themes, indicator.Theme) && holds(s.Kinds, indicator.Kind) &&
		holds(s.Feeds, feed) && !slices.Contains(s.Except, indicator.Code)
}

func holds[T comparable](list []T, value T) bool {
	return len(list) == 0 || slices.Contains(list, value)
}

// CheckRule is one check as data.
type CheckRule struct {
	Code       string                     `json:"code"`
	Kind       CheckKind                  `json:"kind"`
	Severity   CheckSeverity              `json:"severity"`
	Active     bool                       `json:"active"`
	Scope      CheckScope                 `json:"scope"`
	Parameters map[string]decimal.Decimal `json:"parameters,omitempty"` // a missing one sets no bound
	NameZh     string                     `json:"name_zh"`
	NameEn     string                     `json:"name_en"`
	// Examples are the tests of the rule in plain words: it is not saved while one of
	// them does not come out as it says.
	Examples []CheckExample `json:"examples,omitempty"`
}

// CheckExample is one case with what the rule must say to it. What Others holds depends
// on the kind: the values of earlier years, the month before, the parts, the computed
// value, the value a year earlier, or days. Texts are written as in files.
type CheckExample struct {
	Others []string `json:"others,omitempty"`
	Growth string   `json:"growth,omitempty"`
	Value  string   `json:"value"`
	Flags  bool     `json:"flags"` // true: the rule must speak
}

// CheckSet is all rules together. A saved set never changes; a later one takes its
// place from the moment it was saved.
type CheckSet struct {
	Version string      `json:"version"` // given by the store; DefaultChecks stands before any was saved
	Rules   []CheckRule `json:"rules"`
	SavedAt time.Time   `json:"saved_at"`
	SavedBy string      `json:"saved_by,omitempty"`
	Reason  string      `json:"reason,omitempty"`
}

// Rule returns the rule with a code, or nil.
func (s CheckSet) Rule(code string) *CheckRule {
	for i := range s.Rules {
		if s.Rules[i].Code == code {
			return &s.Rules[i]
		}
	}
	return nil
}

// With returns the set with a rule in the place of the one of its code, or at the end.
func (s CheckSet) With(rule CheckRule) CheckSet {
	s.Rules = slices.Clone(s.Rules)
	if known := s.Rule(rule.Code); known != nil {
		*known = rule
	} else {
		s.Rules = append(s.Rules, rule)
	}
	return s
}
