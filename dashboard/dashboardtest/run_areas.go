package dashboardtest

import (
	"context"
	"slices"
)

// RunAreas lists the areas of the values of a run.
func (s *Store) RunAreas(_ context.Context, run string) ([]string, error) {
	var areas []string
	for _, value := range s.Values {
		if value.Lineage.Run == run && !slices.Contains(areas, value.Area) {
			areas = append(areas, value.Area)
		}
	}
	return areas, s.Failure
}
