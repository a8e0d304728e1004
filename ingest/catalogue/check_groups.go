package catalogue

import "zhibiao/metrics"

// checkGroupReferences checks groups and derivations: every reference leads somewhere, no
// group contains itself, every group has a member, and every formula can be computed from
// values that are printed.
func checkGroupReferences(c *metrics.Catalogue, errors *errorList, is known) {
	group := func(code string) bool { return c.TargetGroup(code) != nil }
	check := checker{errors, "targets.csv"}
	for i, target := range c.Targets {
		check.refers(i, "alternative_group", group, target.AlternativeGroup)
	}
	check.file = "target_groups.csv"
	for i, entry := range c.TargetGroups {
		check.refers(i, "parent", group, entry.Parent)
		if containsItself(c, entry) {
			check.fail(i, "parent", entry.Parent, "the group contains itself")
		}
		if targets, groups := c.MembersOf(entry.Code); len(targets)+len(groups) == 0 {
			check.fail(i, "code", entry.Code, "the group has no member")
		}
	}
	check.file = "derivations.csv"
	for i, derivation := range c.Derivations {
		check.refers(i, "indicator", is.indicator, derivation.Indicator)
		if err := derivation.Check(); err != nil {
			check.fail(i, "expression", derivation.Expression, err.Error())
		}
		if len(derivation.Inputs) == 0 {
			check.fail(i, "indicator", derivation.Indicator, "the derivation has no input in derivation_inputs.csv")
		}
		for _, input := range derivation.Inputs {
			check.refers(i, "input", is.indicator, input.Indicator)
			check.refers(i, "area", is.area, input.Area)
			if c.Derivation(input.Indicator) != nil {
				check.fail(i, "input", input.Indicator, "an input must be printed, not derived itself")
			}
		}
	}
}

func containsItself(c *metrics.Catalogue, group metrics.TargetGroup) bool {
	seen := map[string]bool{}
	for at := &group; at != nil; at = c.TargetGroup(at.Parent) {
		if seen[at.Code] {
			return true
		}
		seen[at.Code] = true
	}
	return false
}
