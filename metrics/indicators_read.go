package metrics

// IndicatorsRead lists the codes of the indicators whose values the assessments of
// these targets can depend on: their own, those of the targets that share a group with
// them, and the inputs of derivations, however deep. It may name more than needed,
// never fewer.
func (c *Catalogue) IndicatorsRead(targets []string) []string {
	parents := map[string]string{}
	for i := range c.TargetGroups {
		parents[c.TargetGroups[i].Code] = c.TargetGroups[i].Parent
	}
	groups := map[string]bool{}
	read := map[string]bool{}
	var indicators []string
	add := func(indicator string) {
		if !read[indicator] {
			read[indicator] = true
			indicators = append(indicators, indicator)
		}
	}
	for _, code := range targets {
		if target := c.Target(code); target != nil {
			add(target.Indicator)
			if target.AlternativeGroup != "" {
				groups[topGroup(parents, target.AlternativeGroup)] = true
			}
		}
	}
	for i := range c.Targets {
		if group := c.Targets[i].AlternativeGroup; group != "" && groups[topGroup(parents, group)] {
			add(c.Targets[i].Indicator)
		}
	}
	inputs := map[string][]DerivationInput{}
	for i := range c.Derivations {
		inputs[c.Derivations[i].Indicator] = append(inputs[c.Derivations[i].Indicator], c.Derivations[i].Inputs...)
	}
	for next := 0; next < len(indicators); next++ { // grows while inputs have inputs
		for _, input := range inputs[indicators[next]] {
			add(input.Indicator)
		}
	}
	return indicators
}

// topGroup climbs from a group to the one that no group contains. A circle in the
// reference data ends at the group where it began.
func topGroup(parents map[string]string, group string) string {
	top := group
	for range parents {
		parent := parents[top]
		if parent == "" || parent == group {
			break
		}
		top = parent
	}
	return top
}
