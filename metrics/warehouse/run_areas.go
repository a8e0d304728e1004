package warehouse

import "context"

// RunAreas lists the areas of the values that a run wrote, in order, published or not.
func (s *Store) RunAreas(ctx context.Context, run string) ([]string, error) {
	return s.documents(ctx, "areas_of_run", text("run", run))
}
