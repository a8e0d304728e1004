package metrics

// groupFinder finds the obligation that a target is a part of.
type groupFinder map[string]*TargetGroup

func newGroupFinder(c *Catalogue) groupFinder {
	finder := groupFinder{}
	for i := range c.TargetGroups {
		finder[c.TargetGroups[i].Code] = &c.TargetGroups[i]
	}
	return finder
}

// outermost returns the group that a target counts in and that is a member of no
// other, or nil. A group that the catalogue only names is an any-of (A 或 B).
func (f groupFinder) outermost(target *Target) *TargetGroup {
	if target.AlternativeGroup == "" {
		return nil
	}
	group := f[target.AlternativeGroup]
	if group == nil {
		return &TargetGroup{Code: target.AlternativeGroup, Rule: AnyOf}
	}
	for range len(f) { // groups that contain each other end somewhere
		parent := f[group.Parent]
		if parent == nil {
			return group
		}
		group = parent
	}
	return group
}

// statusWithin is the status that an assessment brings into its obligation: that of
// the group, where the assessment carries it.
func statusWithin(assessment *Assessment, group *TargetGroup) AssessmentStatus {
	if group != nil && assessment.Group != nil && assessment.Group.Code == group.Code {
		return assessment.Group.Status
	}
	return assessment.Status
}

// joined puts the statuses of two members together. Both are equal where they come
// from the result of the group. Of an any-of the better one counts and one without an
// answer changes nothing; of an all-of the worse one counts, and with a member without
// an answer a good one is no answer either.
func joined(group *TargetGroup, a, b AssessmentStatus) AssessmentStatus {
	worse, better := a, b
	if standsWorse(b, a) {
		worse, better = b, a
	}
	judged := standing(better) >= 0
	if group.Rule == AllOf {
		if judged || worse.IsBehind() || standing(worse) < 0 {
			return worse
		}
		return better
	}
	if judged {
		return better
	}
	return worse
}
