package metrics

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// NotAvailable is the status of a MethodCase that a method cannot judge.
const NotAvailable = "not_available"

// MethodCase is what the published methods judge: two values of one indicator and,
// mostly, a target. All values are in the same unit, whichever that is.
type MethodCase struct {
	BaseYear, CurrentYear int
	// TargetYear counts only when there is a target.
	TargetYear    int
	Base, Current float64
	// Target is nil for an indicator that has a direction and no target value.
	Target *float64
	// Direction is HigherIsBetter or LowerIsBetter. It is never taken from the sign
	// of target − base.
	Direction Direction
	// Limit is the natural limit of the values, such as 100 for a share in per cent,
	// or nil. Only the compound method without target makes use of it.
	Limit *float64
}

// MethodResult is the judgement of one method on one case.
type MethodResult struct {
	// Ratio is the number that the status is read from, as the method defines it; nil
	// when it is not defined.
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
	assess func(MethodCase) MethodResult
}

// Methods lists the methods that judge a MethodCase.
func Methods() []Method {
	return []Method{
		{Name: "linear", Version: 1, Statuses: linearStatuses(), assess: assessLinearCase},
		{Name: "compound", Version: 1, Statuses: compoundStatuses(), Scored: true, assess: assessCompoundCase},
		{Name: "eurostat", Version: 1, Statuses: eurostatStatuses(), assess: assessEurostatCase},
		{Name: "un2023", Version: 1, Statuses: unitedNationsStatuses(), assess: assessUnitedNationsCase},
	}
}

// MethodNamed finds a method by its name, such as compound, or by its name and
// version, such as compound/1. The error is a Problem: methods.reason.series_needed
// for a method that two values are too few for, else methods.reason.unknown_method.
func MethodNamed(name string) (Method, error) {
	wanted := strings.ToLower(strings.TrimSpace(name))
	methods := Methods()
	found := slices.IndexFunc(methods, func(m Method) bool { return wanted == m.Name || wanted == m.ID() })
	if found >= 0 {
		return methods[found], nil
	}
	if wanted == "germany" {
		return Method{}, NewProblem("methods.reason.series_needed", "method", wanted)
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
	if reason := c.check(); reason != nil {
		return notAvailable(reason)
	}
	result := m.assess(c)
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
