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
}

// AssessCatalogue judges every target of the catalogue within the bounds, in the order
// of the catalogue. Each target gets an answer: a target that cannot be judged is
// NotAssessable with the reason. It is a pure function of its input.
func AssessCatalogue(input CatalogueInput) []Assessment {
	if input.Policy.Version == "" {
		input.Policy = DefaultPolicy()
	}
	areas, targets := setOf(input.Areas), setOf(input.Targets)
	var assessments []Assessment
	for i := range input.Catalogue.Targets {
		target := &input.Catalogue.Targets[i]
		indicator := input.Catalogue.Indicator(target.Indicator)
		if indicator == nil || len(areas) > 0 && !areas[target.Area] || len(targets) > 0 && !targets[target.Code] {
			continue
		}
		assessments = append(assessments, Assess(AssessmentInput{
			Indicator: *indicator, Target: *target, Interim: input.Catalogue.interimOf(target),
			Observations: input.Observations[target.Series(input.Scenario)], Scenario: input.Scenario, AsOf: input.AsOf,
			PlanStart: input.Catalogue.planStart(target.Plan), Settings: input.Policy.Settings,
		}))
	}
	return assessments
}

// AreasRead lists the areas whose values the assessments of an area depend on: itself
// first.
func (c *Catalogue) AreasRead(area string) []string { return []string{area} }

// TargetsTouched lists the codes of the targets whose assessment can change when the
// values of these series change, in the order of the catalogue.
func (c *Catalogue) TargetsTouched(series []SeriesKey) []string {
	type place struct{ indicator, area, dimension string }
	changed := map[place]bool{}
	for _, key := range series {
		changed[place{key.Indicator, key.Area, key.Dimension}] = true
	}
	var touched []string
	for i := range c.Targets {
		target := &c.Targets[i]
		if changed[place{target.Indicator, target.Area, target.Dimension}] {
			touched = append(touched, target.Code)
		}
	}
	return touched
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

// interimOf returns the other targets in force of the same plan on the same series:
// the points that a milestone path runs through.
func (c *Catalogue) interimOf(target *Target) []Target {
	var others []Target
	for _, other := range c.TargetsOf(target.Indicator) {
		if other.Code != target.Code && other.Plan == target.Plan && other.Area == target.Area &&
			other.Dimension == target.Dimension && other.InForce {
			others = append(others, *other)
		}
	}
	return others
}

func setOf(codes []string) map[string]bool {
	set := make(map[string]bool, len(codes))
	for _, code := range codes {
		set[code] = true
	}
	return set
}
