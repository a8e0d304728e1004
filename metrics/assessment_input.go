package metrics

// TargetInput gathers what the assessment of one target depends on, for methods that are
// set side by side. The target's own area counts, also for one that is set for each of
// several areas.
func (input CatalogueInput) TargetInput(target *Target) AssessmentInput {
	if input.Policy.Version == "" {
		input.Policy = DefaultPolicy()
	}
	assessor := &catalogueAssessor{CatalogueInput: input, series: newSeriesSet(input.Observations)}
	return assessor.input(target, target.Area)
}
