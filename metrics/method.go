package metrics

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// NotAvailable is the status of a MethodCase that a method cannot judge.
const NotAvailable = "not_available"

// MethodResult is the judgement of one method on one case.
type MethodResult struct {
	// Ratio is the number that the status is read from, as the method defines it; nil
	// when it is not defined. It is a share of one, but for the points of the efficacy
	// coefficient, which are out of 100.
	Ratio *float64
	// Score lies between −5 and 5; nil for a method without scores.
	Score *float64
	// Status is the method's own word, or NotAvailable.
	Status string
	// Reason is the formula with its numbers, or says why there is no status. It is
	// never nil.
	Reason *Problem
	// Remarks tell what else a reader must know, such as a zero that was replaced.
	Remarks []*Problem
	// Early is how long before the end of the plan it was fulfilled, for level and
	// cumulative; nil when it was not, or when that cannot be told.
	Early *EarlyCompletion
	// Steps are the formulas with their numbers filled in.
	Steps []ExplanationStep
}

// Method is a published way to judge a MethodCase. A changed rule gets a new
// version, so that an old result still says how it was made.
type Method struct {
	Name    string
	Version int
	// Statuses are the method's words from best to worst, without NotAvailable.
	Statuses []string
	// Scored tells whether the method gives a score.
	Scored bool
	// NeedsBase, NeedsBaseYear, NeedsCurrentYear and NeedsTargetYear tell which fields of
	// a case the method cannot do without, the last one only where there is a target.
	NeedsBase, NeedsBaseYear, NeedsCurrentYear, NeedsTargetYear bool
	// Distances tells whether the method can judge the distance to a band, see
	// MethodCase.TowardsBand.
	Distances bool
	assess    func(MethodCase) MethodResult
}

// Methods lists the methods that judge a MethodCase.
func Methods() []Method {
	return []Method{
		byTime(Method{Name: "linear", Statuses: linearStatuses(), assess: assessLinearCase}),
		byTime(Method{Name: "compound", Statuses: compoundStatuses(), Scored: true, assess: assessCompoundCase}),
		byTime(Method{Name: "eurostat", Statuses: eurostatStatuses(), assess: assessEurostatCase}),
		byTime(Method{Name: "un2023", Statuses: unitedNationsStatuses(), assess: assessUnitedNationsCase}),
		{Name: "germany", Version: 1, Statuses: germanyStatuses(), assess: assessGermanyCase, NeedsCurrentYear: true, Distances: true},
		{Name: "astat", Version: 1, Statuses: astatStatuses(), assess: assessAstatCase, NeedsBase: true, NeedsBaseYear: true, NeedsCurrentYear: true},
		{Name: "level", Version: 1, Statuses: fulfilmentStatuses(), assess: assessLevelCase},
		{Name: "cumulative", Version: 1, Statuses: fulfilmentStatuses(), assess: assessCumulativeCase},
		{Name: "rate-plan", Version: 1, Statuses: ratePlanStatuses(), assess: assessRatePlanCase},
		{Name: "efficacy", Version: 1, Statuses: efficacyStatuses(), assess: assessEfficacyCase, NeedsBase: true},
		{Name: "attainment", Version: 1, Statuses: attainmentStatuses(), assess: assessAttainmentCase},
	}
}

// byTime completes a method that compares a change with the time it took.
func byTime(m Method) Method {
	m.Version, m.Distances = 1, true
	m.NeedsBase, m.NeedsBaseYear, m.NeedsCurrentYear, m.NeedsTargetYear = true, true, true, true
	return m
}

// MethodNamed finds a method by its name, such as compound, or by its name and
// version, such as compound/1. The error is the Problem methods.reason.unknown_method.
func MethodNamed(name string) (Method, error) {
	wanted := strings.ToLower(strings.TrimSpace(name))
	methods := Methods()
	found := slices.IndexFunc(methods, func(m Method) bool { return wanted == m.Name || wanted == m.ID() })
	if found >= 0 {
		return methods[found], nil
	}
	names := make([]string, 0, len(methods))
	for _, method := range methods {
		names = append(names, method.Name)
	}
	return Method{}, NewProblem("methods.reason.unknown_method", "method", name, "methods", strings.Join(names, ", "))
}

// ID is the name with the version, such as compound/1.
func (m Method) ID() string { return m.Name + "/" + strconv.Itoa(m.Version) }

// Assess judges a case. It never fails: a case that cannot be judged has the status
// NotAvailable and a Reason.
func (m Method) Assess(c MethodCase) MethodResult {
	if c.Settings != (Settings{}) && c.Settings.Validate() != nil {
		return notAvailable(NewProblem("assess.reason.settings"))
	}
	if reason := c.check(m); reason != nil {
		return notAvailable(reason)
	}
	result := m.assess(c)
	result.Remarks = append(result.Remarks, c.remarks...)
	for _, number := range []*float64{result.Ratio, result.Score} {
		if number == nil {
			continue
		}
		if math.IsNaN(*number) || math.IsInf(*number, 0) {
			return notAvailable(NewProblem("methods.reason.out_of_range"))
		}
		*number += 0 // turns −0 into 0
	}
	return result
}

func notAvailable(reason *Problem) MethodResult {
	return MethodResult{Status: NotAvailable, Reason: reason}
}
