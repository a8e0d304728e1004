package metrics

// CatalogueInput is all that the assessments of a catalogue's targets depend on.
type CatalogueInput struct {
	Catalogue *Catalogue
	// Areas bounds the targets to those set for these areas, Targets to these codes;
	// empty means all.
	Areas, Targets []string
	// Observations are the current values by series. They include those of every area
	// in AreasRead and of the inputs of derivations.
	Observations map[SeriesKey][]Observation
	Scenario     Scenario
	AsOf         Date
	Policy       Policy // the zero value means DefaultPolicy
	// WithoutLandings leaves out where the targets are heading, for a caller that wants
	// many statuses and no forecast.
	WithoutLandings bool
}

// AssessCatalogue judges every target of the catalogue within the bounds, in the order
// of the catalogue. Each target gets an answer: a target that cannot be judged is
// NotAssessable with the reason, and so is one whose plan had not been issued on the
// day. Values that no source prints are derived where the catalogue says how; a target
// that is set for each of several areas is judged for each; members of a group carry
// the answer of the outermost group. It is a pure function of its input.
func AssessCatalogue(input CatalogueInput) []Assessment {
	if input.Policy.Version == "" {
		input.Policy = DefaultPolicy()
	}
	assessor := &catalogueAssessor{CatalogueInput: input, series: newSeriesSet(input.Observations),
		choices: map[string]*MethodChoice{}, judged: map[int]*Assessment{}, groups: map[string]*GroupResult{}}
	for i := range input.Policy.Choices {
		assessor.choices[input.Policy.Choices[i].Target] = &input.Policy.Choices[i]
	}
	var assessments []Assessment
	for _, position := range input.Catalogue.targetPositions(input.Areas, input.Targets) {
		target := &input.Catalogue.Targets[position]
		if input.Catalogue.Indicator(target.Indicator) == nil {
			continue
		}
		assessment := assessor.assess(position)
		if group := input.Catalogue.outermostGroup(target); group != nil {
			assessment.Group = assessor.group(group)
		}
		assessments = append(assessments, assessment)
	}
	return assessments
}

// catalogueAssessor judges the targets of one catalogue with one input.
type catalogueAssessor struct {
	CatalogueInput
	series  *seriesSet
	choices map[string]*MethodChoice // of the policy, by target
	judged  map[int]*Assessment      // members of groups, by their place in Targets
	groups  map[string]*GroupResult
}

// assess judges one target by itself.
func (a *catalogueAssessor) assess(position int) Assessment {
	if known := a.judged[position]; known != nil {
		return *known
	}
	target := &a.Catalogue.Targets[position]
	input := a.input(target, target.Area)
	var assessment Assessment
	switch areas := a.Catalogue.EachOf(target.Area); {
	case a.AsOf < a.Catalogue.issued(target.Plan):
		assessment = notIssuedYet(input, a.Catalogue.issued(target.Plan))
	case len(areas) > 0:
		assessment = a.assessEach(input, areas)
	default:
		assessment = assessAsChosen(input, a.choices[target.Code])
		if !a.WithoutLandings {
			assessment.Landing = Land(input)
		}
	}
	assessment.InForce = a.Catalogue.InForceOn(target, a.AsOf)
	if target.AlternativeGroup != "" {
		a.judged[position] = &assessment
	}
	return assessment
}

// input gathers what the assessment of a target in an area depends on.
func (a *catalogueAssessor) input(target *Target, area string) AssessmentInput {
	input := AssessmentInput{
		Indicator: *a.Catalogue.Indicator(target.Indicator), Target: *target, Interim: a.Catalogue.interimOf(target, a.AsOf),
		Scenario: a.Scenario, AsOf: a.AsOf, PlanStart: a.Catalogue.planStart(target.Plan), Settings: a.Policy.Settings,
	}
	input.Target.Area = area
	key := input.Target.Series(a.Scenario)
	input.Observations = a.Observations[key]
	input.Derived, input.Underivable = a.Catalogue.derive(key, a.series)
	return input
}

// notIssuedYet is the answer for a target on a day before its plan: nobody had
// promised anything yet.
func notIssuedYet(input AssessmentInput, issued Date) Assessment {
	j := newJudgement(&input)
	j.cannot(NewProblem("assess.reason.not_issued_yet", "issued", issued.String()))
	return j.result
}

// planStart is the first day of the plan's horizon, or no date when the plan names none.
func (c *Catalogue) planStart(code string) Date {
	plan := c.Plan(code)
	if plan == nil {
		return 0
	}
	period, err := ParsePeriod(Annual, plan.HorizonFrom)
	if err != nil {
		return 0
	}
	return period.First
}
