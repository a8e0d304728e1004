package metrics

import "slices"

// AreasWithTargets lists the codes of the areas that targets are set for, in order of
// code.
func (c *Catalogue) AreasWithTargets() []string {
	seen := map[string]bool{}
	var areas []string
	for i := range c.Targets {
		if area := c.Targets[i].Area; !seen[area] {
			seen[area] = true
			areas = append(areas, area)
		}
	}
	slices.Sort(areas)
	return areas
}
