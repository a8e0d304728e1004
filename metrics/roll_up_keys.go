package metrics

import "slices"

// rollUpKeys lists the rows that a target stands in.
func rollUpKeys(c *Catalogue, target *Target, by RollUpBy) []string {
	switch by {
	case RollUpByPlan:
		return []string{target.Plan}
	case RollUpByArea:
		return []string{target.Area}
	case RollUpByOrganisation:
		lead, _ := answerable(target)
		return []string{lead}
	case RollUpByResponsible:
		_, others := answerable(target)
		return others
	default:
		if indicator := c.Indicator(target.Indicator); indicator != nil {
			return []string{indicator.Theme}
		}
		return []string{""}
	}
}

// answerable returns the lead of a target and the others who answer for it, each once.
// Where a plan names no lead the first of the others stands for it.
func answerable(target *Target) (lead string, others []string) {
	lead = target.LeadOrganisation
	for _, code := range target.ResponsibleOrganisations {
		switch {
		case code == "":
		case lead == "":
			lead = code
		case code != lead && !slices.Contains(others, code):
			others = append(others, code)
		}
	}
	return lead, others
}

// rollUpPositions returns where a row stands: in the order of the catalogue, themes by
// their positions, and last what the catalogue does not know.
func rollUpPositions(c *Catalogue, by RollUpBy) func(string) int {
	place := map[string]int{}
	switch by {
	case RollUpByPlan:
		for i, plan := range c.Plans {
			place[plan.Code] = i
		}
	case RollUpByArea:
		for i, area := range c.Areas {
			place[area.Code] = i
		}
	case RollUpByOrganisation, RollUpByResponsible:
		for i, organisation := range c.Organisations {
			place[organisation.Code] = i
		}
	default:
		for _, theme := range c.Themes {
			place[theme.Code] = theme.Position
		}
	}
	return func(key string) int {
		if position, known := place[key]; known {
			return position
		}
		return 1 << 30
	}
}
