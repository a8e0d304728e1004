package metrics

import (
	"slices"
	"time"
)

// StatusTurnsInput is all that the history of one target's status depends on.
type StatusTurnsInput struct {
	Query StatusHistoryQuery // Vintage.AsOf is the last day of the history; it must be set
	// Catalogues are the versions of the reference data, oldest first.
	Catalogues []CatalogueVersion
	// Policies are the policies of assessment, oldest first; the first stands before any
	// was saved.
	Policies []Policy
	// Values are all versions of the values that the target's assessment reads, each with
	// the run that brought it in Lineage.Run. Of a key those count that are seen.
	Values []Observation
	// Runs says when the values of each run were seen.
	Runs map[string][]RunSpan
	// Founded, Today and Zone say what was known on which day, see VintageOn.
	Founded time.Time
	Today   Date
	Zone    *time.Location
}

// CatalogueVersion is reference data and the moment from which it was in force.
type CatalogueVersion struct {
	From      time.Time
	Catalogue *Catalogue
}

// RunSpan is a time in which a run was published. The zero Until means until now.
type RunSpan struct{ From, Until time.Time }

// MaximumTurnDays bounds the days on which a history looks at the status. When more
// would have to be looked at, the history begins with the newest of them.
const MaximumTurnDays = 800

// TurnsOf returns how the status of a target turned, oldest first. The first turn is
// the first day on which a status other than NotAssessable could be given; before the
// plan was issued there was no target.
//
// The status of a day is that of AssessCatalogue on what a reader “as of” that day saw
// or, before the founding, would have seen. It is looked at on the days on which it
// can have turned: the ends of periods, days of release, days of recording after the
// founding, deadlines and ends of years with the days after them, and the days on which
// a policy or a catalogue came into force.
//
// The cause of a turn is found by changing one thing after the other on its day: the
// day itself, then the values, the policy, the catalogue. The last of them that changed
// the status is the cause. It is a pure function of its input.
func TurnsOf(input StatusTurnsInput) []StatusTurn {
	var turns []StatusTurn
	var before *statusState
	for _, day := range input.candidateDays() {
		state := input.stateOn(day)
		state.evaluate()
		switch {
		case len(turns) > 0 && state.verdict.status != before.verdict.status:
			turns = append(turns, input.turn(before, state))
		case len(turns) == 0 && state.verdict.status != NotAssessable:
			turns = append(turns, input.firstTurn(state))
		}
		before = state
	}
	return turns
}

// statusState is what the status of the target depends on, on one day, and the status.
type statusState struct {
	query     StatusHistoryQuery
	day       Date
	values    map[ObservationKey]*Observation
	policy    Policy
	catalogue *Catalogue
	verdict   statusVerdict
}

type statusVerdict struct {
	status AssessmentStatus
	reason Problem
	period string // of the value that was judged
	value  string // as displayed
}

// stateOn gathers what a reader as of a day sees.
func (input *StatusTurnsInput) stateOn(day Date) *statusState {
	known := VintageOn(day, input.Today, input.Founded, input.Zone).KnownAt
	if bound := input.Query.Vintage.KnownAt; !bound.IsZero() && (known.IsZero() || bound.Before(known)) {
		known = bound
	}
	state := &statusState{query: input.Query, day: day, values: input.seenOn(day, known)}
	for i := range input.Policies {
		if i == 0 || known.IsZero() || !input.Policies[i].SavedAt.After(known) {
			state.policy = input.Policies[i]
		}
	}
	for _, version := range input.Catalogues {
		if known.IsZero() || !version.From.After(known) {
			state.catalogue = version.Catalogue
		}
	}
	return state
}

// seenOn picks of each key the version that a reader sees.
func (input *StatusTurnsInput) seenOn(day Date, known time.Time) map[ObservationKey]*Observation {
	visible := make(map[string]bool, len(input.Runs))
	for run, spans := range input.Runs {
		visible[run] = slices.ContainsFunc(spans, func(span RunSpan) bool { return span.holds(known) })
	}
	seen := make(map[ObservationKey]*Observation, len(input.Values))
	for i := range input.Values {
		value := &input.Values[i]
		if value.Released > day || value.Period.Last > day || !visible[value.Lineage.Run] {
			continue
		}
		if other := seen[value.ObservationKey]; other == nil || value.supersedes(other) {
			seen[value.ObservationKey] = value
		}
	}
	return seen
}

// holds tells whether the span holds at a moment; the zero time means now.
func (r RunSpan) holds(moment time.Time) bool {
	if moment.IsZero() {
		return r.Until.IsZero()
	}
	return !r.From.After(moment) && (r.Until.IsZero() || r.Until.After(moment))
}

// supersedes tells which of two versions under one key counts: the higher revision,
// then the later one.
func (o *Observation) supersedes(other *Observation) bool {
	if o.Revision != other.Revision {
		return o.Revision > other.Revision
	}
	if !o.RecordedAt.Equal(other.RecordedAt) {
		return o.RecordedAt.After(other.RecordedAt)
	}
	return o.Lineage.Run > other.Lineage.Run
}

// evaluate judges the target in this state.
func (s *statusState) evaluate() {
	s.verdict = statusVerdict{status: NotAssessable}
	if s.catalogue == nil || s.catalogue.Target(s.query.Target) == nil {
		return
	}
	series := map[SeriesKey][]Observation{}
	for key, value := range s.values {
		series[key.SeriesKey] = append(series[key.SeriesKey], *value)
	}
	for _, values := range series {
		slices.SortFunc(values, func(a, b Observation) int { return a.compare(b.ObservationKey) })
	}
	judged := AssessCatalogue(CatalogueInput{Catalogue: s.catalogue, Targets: []string{s.query.Target}, Observations: series,
		Scenario: s.query.Scenario, AsOf: s.day, Policy: s.policy, WithoutLandings: true})
	for i := range judged {
		if judged[i].Target == s.query.Target {
			s.verdict = verdictOf(&judged[i], s.query.Area)
		}
	}
}

// verdictOf takes the status out of an assessment, or that of one area's part in it.
func verdictOf(assessment *Assessment, area string) statusVerdict {
	if area != "" && area != assessment.Area && assessment.Group != nil {
		for _, member := range assessment.Group.Members {
			if member.Area == area {
				return statusVerdict{status: member.Status, reason: member.Reason, period: member.Period, value: member.Latest}
			}
		}
	}
	verdict := statusVerdict{status: assessment.Status, reason: assessment.Explanation.Reason, period: assessment.LatestPeriod}
	if assessment.Latest.Valid {
		verdict.value = displayed(assessment.Latest.Decimal)
	}
	return verdict
}
