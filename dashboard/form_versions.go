package dashboard

import (
	"context"
	"fmt"

	"zhibiao/metrics"
)

// FormVersionLine is one version of a form with what it has changed.
type FormVersionLine struct {
	metrics.Form
	Difference metrics.FormDifference
}

// formVersions lists how a form came to be what it is, newest first.
func (s *Server) formVersions(ctx context.Context, code string) ([]FormVersionLine, error) {
	versions, err := s.dependencies.Forms.FormVersions(ctx, code)
	if err != nil {
		return nil, fmt.Errorf("load versions of form %s: %w", code, err)
	}
	lines := make([]FormVersionLine, len(versions))
	for i := range versions {
		lines[i] = FormVersionLine{Form: versions[i], Difference: metrics.FormDifference{First: true}}
		if i+1 < len(versions) {
			lines[i].Difference = versions[i].Since(&versions[i+1])
		}
	}
	return lines, nil
}
