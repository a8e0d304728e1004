package metrics

import "slices"

// AreasRead lists the areas whose values the assessments of an area depend on: itself
// first, then the areas that a target of it is set for one by one, those that
// derivations take inputs from, and those of the other members of its groups.
func (c *Catalogue) AreasRead(area string) []string {
	read := []string{area}
	add := func(more ...string) {
		for _, one := range more {
			if one != "" && !slices.Contains(read, one) {
				read = append(read, one)
			}
		}
	}
	addFor := func(target *Target) {
		add(target.Area)
		add(c.EachOf(target.Area)...)
		if derivation := c.Derivation(target.Indicator); derivation != nil {
			for _, input := range derivation.Inputs {
				add(input.Area)
			}
		}
	}
	for _, position := range c.positionsByArea[area] {
		target := &c.Targets[position]
		addFor(target)
		if group := c.outermostGroup(target); group != nil {
			for _, member := range c.targetsWithin(group.Code) {
				addFor(&c.Targets[member])
			}
		}
	}
	return read
}

// TargetsTouched lists the codes of the targets whose assessment can change when the
// values of these series change, in the order of the catalogue: the targets on the
// series, those on indicators derived from them, those set for each of several areas,
// and the other members of the groups of all these.
func (c *Catalogue) TargetsTouched(series []SeriesKey) []string {
	touched := map[int]bool{}
	for _, key := range series {
		c.touch(placeOf(key), touched)
		for _, derivation := range c.derivedFrom[key.Indicator] {
			for _, input := range derivation.Inputs {
				c.touchDerived(derivation, input, key, touched)
			}
		}
	}
	positions := make([]int, 0, len(touched))
	for position := range touched {
		positions = append(positions, position)
	}
	slices.Sort(positions)
	var codes []string
	for _, position := range positions {
		codes = append(codes, c.Targets[position].Code)
	}
	return codes
}

// touch adds the targets on a series, with the groups they belong to.
func (c *Catalogue) touch(changed place, touched map[int]bool) {
	areas := append([]string{changed.area}, c.eachOfArea[changed.area]...)
	for _, area := range areas {
		changed.area = area
		for _, position := range c.targetsByPlace[changed] {
			touched[position] = true
			if group := c.outermostGroup(&c.Targets[position]); group != nil {
				for _, member := range c.targetsWithin(group.Code) {
					touched[member] = true
				}
			}
		}
	}
}

// touchDerived adds the targets on an indicator that is derived from a changed series.
func (c *Catalogue) touchDerived(derivation *Derivation, input DerivationInput, key SeriesKey, touched map[int]bool) {
	if input.Indicator != key.Indicator || input.Each == "" && input.Dimension != key.Dimension || input.Area != "" && input.Area != key.Area {
		return
	}
	for _, target := range c.TargetsOf(derivation.Indicator) {
		if input.Area != "" || target.Area == key.Area || slices.Contains(c.EachOf(target.Area), key.Area) {
			c.touch(place{target.Indicator, target.Area, target.Dimension}, touched)
		}
	}
}
