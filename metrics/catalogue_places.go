package metrics

import (
	"slices"
	"strings"
)

// place names a series whatever its scenario.
type place struct{ indicator, area, dimension string }

func placeOf(key SeriesKey) place { return place{key.Indicator, key.Area, key.Dimension} }

// eachEnding marks the code of a group area whose targets are set for each of its
// areas one by one: 150600-EACH stands for each banner of 150600.
const eachEnding = "-EACH"

func (c *Catalogue) indexPlaces() {
	c.positionsByArea, c.targetsByPlace = map[string][]int{}, map[place][]int{}
	for i := range c.Targets {
		target := &c.Targets[i]
		c.positionsByArea[target.Area] = append(c.positionsByArea[target.Area], i)
		at := place{target.Indicator, target.Area, target.Dimension}
		c.targetsByPlace[at] = append(c.targetsByPlace[at], i)
	}
	c.areasOfEach, c.eachOfArea = map[string][]string{}, map[string][]string{}
	for _, group := range c.Areas {
		parent, isEach := strings.CutSuffix(group.Code, eachEnding)
		if !isEach {
			continue
		}
		for _, area := range c.Areas {
			if area.Parent == parent && area.Level == "banner" {
				c.areasOfEach[group.Code] = append(c.areasOfEach[group.Code], area.Code)
				c.eachOfArea[area.Code] = append(c.eachOfArea[area.Code], group.Code)
			}
		}
	}
}

// EachOf lists the areas for each of which a target on this area is set, in the order
// of the catalogue: the banners for 150600-EACH, none for an area that stands for
// itself.
func (c *Catalogue) EachOf(area string) []string { return c.areasOfEach[area] }

// targetPositions lists the places in Targets of the targets within the bounds, in
// order. Empty bounds select all.
func (c *Catalogue) targetPositions(areas, codes []string) []int {
	var positions []int
	switch {
	case len(areas) > 0:
		for area := range setOf(areas) {
			positions = append(positions, c.positionsByArea[area]...)
		}
		slices.Sort(positions)
	default:
		for i := range c.Targets {
			positions = append(positions, i)
		}
	}
	if len(codes) == 0 {
		return positions
	}
	wanted := setOf(codes)
	return slices.DeleteFunc(positions, func(i int) bool { return !wanted[c.Targets[i].Code] })
}

func setOf(codes []string) map[string]bool {
	set := make(map[string]bool, len(codes))
	for _, code := range codes {
		set[code] = true
	}
	return set
}
