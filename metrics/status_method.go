package metrics

import (
	"slices"
	"strconv"
	"strings"
)

// StatusMethod is a method that may be chosen for a target in place of the one that
// follows from the target itself.
type StatusMethod struct {
	Name    string
	Version int
	// NeedsLimit tells that a natural limit may be given, which may also be left out.
	NeedsLimit bool
	// NeedsEfficacyBounds tells that a satisfactory and an unacceptable value must be
	// given.
	NeedsEfficacyBounds bool
	// TakesDecrease tells that the choice may say that the values are rates of decrease.
	TakesDecrease bool
	// ByChoice tells that the data alone do not say whether the method suits the target,
	// so that CompareMethods leaves it out where they do not.
	ByChoice bool
	// Words are the method's own words and the official word that each stands for while
	// the target is under way; empty where the method gives the official words itself.
	Words []StatusWord

	// paceLike tells that the ratio is 1 on the path, so that Settings.Ahead parts
	// 快于预期 from 基本符合预期.
	paceLike bool
}

// StatusWord is a method's own word beside the official one.
type StatusWord struct {
	Word   string
	Status AssessmentStatus
}

// ID is the name with the version, such as compound/1.
func (m StatusMethod) ID() string { return m.Name + "/" + strconv.Itoa(m.Version) }

// StatusMethods lists the methods that may be chosen, in the order in which they are
// shown.
func StatusMethods() []StatusMethod {
	methods := []StatusMethod{
		{Name: "linear"},
		{Name: "milestones"},
		{Name: "seasonal"},
		{Name: "compound", NeedsLimit: true, paceLike: true, Words: []StatusWord{
			{targetAchieved, OnSchedule}, {substantialProgress, OnSchedule}, {moderateProgress, Behind},
			{limitedProgress, FarBehind}, {deterioration, FarBehind}}},
		{Name: "eurostat", paceLike: true, Words: []StatusWord{
			{significantProgress, OnSchedule}, {moderateTowards, Behind}, {insufficientProgress, FarBehind},
			{moderateMovementAway, FarBehind}, {movementAway, FarBehind}, {significantMovementAway, FarBehind}}},
		{Name: "un2023", paceLike: true, Words: []StatusWord{
			{onTrackOrMet, OnSchedule}, {fairProgress, Behind}, {stagnationOrRegression, FarBehind}}},
		{Name: "germany", Words: []StatusWord{
			{sun, OnSchedule}, {sunAndCloud, Behind}, {cloud, Behind}, {thunderstorm, FarBehind}}},
		{Name: "level", Words: []StatusWord{
			{fulfilledEarly, AchievedEarly}, {fulfilled, Achieved}, {notDue, Pending}, {notFulfilled, Missed}}},
		{Name: "cumulative", ByChoice: true, Words: []StatusWord{
			{fulfilledEarly, AchievedEarly}, {fulfilled, Achieved}, {notDue, OnSchedule}, {notFulfilled, Missed}}},
		{Name: "rate-plan", TakesDecrease: true, ByChoice: true, Words: []StatusWord{
			{overFulfilled, AheadOfSchedule}, {fulfilled, OnSchedule}, {notFulfilled, Behind}}},
		{Name: "efficacy", NeedsEfficacyBounds: true, Words: []StatusWord{
			{"excellent", AheadOfSchedule}, {"good", OnSchedule}, {"fair", Behind}, {"poor", FarBehind}}},
	}
	for i := range methods {
		methods[i].Version = 1
	}
	return methods
}

// StatusMethodNamed finds a method that may be chosen by its name or by its name and
// version. The error is the Problem methods.reason.unknown_method.
func StatusMethodNamed(name string) (StatusMethod, error) {
	methods := StatusMethods()
	wanted := strings.ToLower(strings.TrimSpace(name))
	found := slices.IndexFunc(methods, func(m StatusMethod) bool { return wanted == m.Name || wanted == m.ID() })
	if found >= 0 {
		return methods[found], nil
	}
	names := make([]string, 0, len(methods))
	for _, method := range methods {
		names = append(names, method.Name)
	}
	return StatusMethod{}, NewProblem("methods.reason.unknown_method", "method", name, "methods", strings.Join(names, ", "))
}

// MethodVerdict is what one method says of a target.
type MethodVerdict struct {
	// Method is the name with the version, such as compound/1.
	Method string
	// Status is the official word, NotAssessable where the method gives none.
	Status AssessmentStatus
	// MethodStatus is the method's own word; empty for a method that gives the official
	// words itself, or none.
	MethodStatus string
	// Ratio and Score are those of MethodResult; nil when they are not defined.
	Ratio, Score *float64
	// Applicable is false when the method does not fit the target, whatever its values.
	Applicable bool
	// Reason is the formula with its numbers, or says why there is no status.
	Reason Problem
	// Remarks tell what else a reader must know.
	Remarks []Problem
	// Steps are the formulas with their numbers filled in.
	Steps []ExplanationStep
	// CutOffs are those that part the method's words, by the names of MethodCutOffs or
	// Settings.
	CutOffs map[string]float64
}
