package metrics

// The methods that give a status, each with its version. A new version is a new
// name, so that a stored assessment says which rule it was made by.
const (
	MethodLinear     = "linear/1"       // pace on a straight line from base to target
	MethodMilestones = "milestones/1"   // pace on the line through the interim targets
	MethodHold       = "hold/1"         // a level to be kept
	MethodComparison = "comparison/1"   // the value against the target, without a pace
	MethodStanding   = "standing/1"     // the latest value against a rule without a deadline
	MethodRecurring  = "recurring/1"    // the latest complete year or month against the target of each
	MethodYearToDate = "year-to-date/1" // the year so far against its share of the plan, by months, without seasons
	MethodSeasonal   = "seasonal/1"     // the year so far against its share of the plan, by the shares of earlier years
	MethodEvent      = "event/1"        // done or not by a date
	MethodEachArea   = "each-area/1"    // each of several areas by itself, then all of them
)

// AssessmentInput is all that an assessment depends on.
type AssessmentInput struct {
	Indicator Indicator
	// Target is judged whether or not it is in force or scored: that is the
	// caller's choice. Its values are in the indicator's unit.
	Target Target
	// Interim are the targets in force of the same series and plan with other
	// deadlines. They count only when the target's path is PathMilestones.
	Interim []Target
	// Observations are the current values of the target's series, of any frequency
	// and in any order. Values of another scenario are passed over.
	Observations []Observation
	// Derived are values of the series that were computed from other indicators. One
	// counts only where no printed value does.
	Derived []DerivedObservation
	// Underivable says why nothing could be derived although the catalogue has a
	// derivation; it is the reason when there is no printed value either.
	Underivable *Problem
	// Scenario is the scenario judged; empty means Actual.
	Scenario Scenario
	// AsOf is the day of the assessment. What ended or was released later does not
	// count.
	AsOf Date
	// PlanStart is the first day of the plan, or zero. A cumulative target without a
	// base starts there from nothing.
	PlanStart Date
	// Settings are the cut-offs; the zero value means DefaultSettings.
	Settings Settings
}

// Assess judges one target on one day. It never fails: where no judgement is
// possible the status is NotAssessable and the reason says why. It is a pure
// function of its input.
//
// Let c be the latest usable value, b the base, T the target, P the last day of c's
// period, D the deadline. Usable are values of the scenario whose period has ended
// and which were released by AsOf, with a status that is not F, V, L, M, O, Q or H. A
// derived value is usable where no printed one of its period is.
// A flow is judged by whole years (a year to date to December is one), every other
// kind by its latest value of any frequency but year to date.
//
// Not assessable at once: no number in the text, a range without both ends, a
// deadline that cannot be read, settings that contradict each other.
//
// Target with a deadline:
//
//	c                                      D passed, or P = D         before D
//	meets T; b did not or is unknown       AchievedEarly when an      AchievedEarly
//	                                       unbroken run of values
//	                                       met it before D,
//	                                       else Achieved
//	meets T; b met it already or b = T,    Held                       Held
//	  or the path is flat, or a limit
//	does not; as above                     Missed                     NotHeld
//	does not; b usable                     Missed                     by pace
//	does not; b missing, or not            Missed                     NotAssessable, with the
//	  comparable                                                      rates that need no base
//	does not, and P lies before D          NotAssessable: no value    (as above)
//	                                       for the deadline yet
//	none, or none after the base           NotAssessable              NotAssessable; a flow: year to date
//
// A value after D does not mend a missed target, but the reason names it. A month
// that contains D stands for it; a longer period that contains it does not.
//
// Pace is (c − b) ÷ (r − b), with r the value that the path requires at P; on a
// straight line this is 增量完成率 ÷ 时序进度. The cut-offs of Settings give
// AheadOfSchedule, OnSchedule, Behind and FarBehind, each edge to the better side.
// Where the path asks for no change by P, c is OnSchedule when it is no worse than r
// and Behind when it is. For a band, progress is the share of the distance to the
// band that has been closed, so that running out on the far side counts against it.
//
// Other targets:
//
//	no deadline: Standing, EachTerm, a limit, a flat path   Held or NotHeld by the latest value
//	no deadline otherwise                                   Achieved when met, else NotAssessable
//	Yearly, Monthly                                         Achieved or Missed by the latest complete year
//	                                                        or month inside the years it applies to; a flow
//	                                                        that has only a year to date: by its share of the
//	                                                        plan; a level of an unfinished year: Held when
//	                                                        met, else Pending; nothing due yet: Pending
//	event                                                   AchievedEarly before D, Achieved on D, Missed when
//	                                                        done later or reported as not done after D,
//	                                                        Pending before D, NotAssessable when nothing was
//	                                                        reported after D
//
// Year to date: plan = r of that year × share; pace = actual ÷ plan, or plan ÷ actual
// when lower is better. The share is the mean of what the same months brought in at
// least two and at most five earlier complete years (MethodSeasonal); with fewer such
// years it is months ÷ 12 (MethodYearToDate), which is proportional and says so. Single
// months and quarters are summed from January without a gap.
func Assess(input AssessmentInput) Assessment {
	j := newJudgement(&input)
	if j.refuse() {
		return j.result
	}
	j.explainTarget()
	switch {
	case j.target.Recurrence == Yearly || j.target.Recurrence == Monthly:
		j.judgeRecurring()
	case j.input.Indicator.Kind == KindEvent && j.isOnce():
		j.judgeEvent()
	case j.target.Recurrence == Standing || j.target.Recurrence == EachTerm || j.target.Period == "":
		j.judgeWithoutDeadline()
	default:
		j.judgeByDeadline()
	}
	return j.result
}

// judgement is one assessment in the making.
type judgement struct {
	input       *AssessmentInput
	target      *Target
	settings    Settings
	goal        goal
	base        base
	selection   selection
	breakPeriod string
	latestIn    string // the latest period in Chinese
	result      Assessment
}

func newJudgement(input *AssessmentInput) *judgement {
	target := &input.Target
	j := &judgement{input: input, target: target, settings: input.Settings}
	if j.settings == (Settings{}) {
		j.settings = DefaultSettings()
	}
	scenario := input.Scenario
	if scenario == "" {
		scenario = Actual
	}
	j.result = Assessment{
		Target: target.Code, Plan: target.Plan, Indicator: target.Indicator, Area: target.Area,
		Dimension: target.Dimension, Scenario: scenario, AsOf: input.AsOf, Settings: j.settings.Version,
	}
	j.selection = selectObservations(input, scenario)
	return j
}

// refuse handles what makes a judgement impossible whatever the values are.
func (j *judgement) refuse() bool {
	if j.input.AsOf.IsZero() {
		j.cannot(NewProblem("assess.reason.no_day"))
		return true
	}
	if err := j.settings.Validate(); err != nil {
		j.cannot(NewProblem("assess.reason.settings"))
		return true
	}
	var problem *Problem
	if j.goal, problem = goalOf(j.input.Indicator, *j.target, j.settings); problem != nil {
		j.setLatest(latestWithin(j.selection.series(j.input.Indicator.Kind), 0))
		j.cannot(problem)
		return true
	}
	if j.target.Period != "" && j.target.Deadline().IsZero() {
		j.cannot(NewProblem("assess.reason.deadline_unreadable"))
		return true
	}
	return false
}

func (j *judgement) isOnce() bool { return j.target.Recurrence == Once || j.target.Recurrence == "" }

// isHold tells whether the target asks for a level to be kept: by its path, as a
// limit, or because the base had reached it already.
func (j *judgement) isHold() bool {
	if j.target.Path == PathFlat || j.input.Indicator.Kind == KindLimit {
		return true
	}
	return j.baseHadReachedIt()
}

func (j *judgement) baseHadReachedIt() bool {
	return j.base.known && (j.goal.accepts(j.base.value) || !j.goal.band && j.base.value.Cmp(j.goal.nominal) == 0)
}
