package warehouse

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"

	"zhibiao/metrics"
)

// SaveCatalogue writes a whole catalogue as the content of a run of metrics.CatalogueFeed.
// It comes into force when that run is published.
func (s *Store) SaveCatalogue(ctx context.Context, run metrics.Run, catalogue *metrics.Catalogue) error {
	id, err := uuid.Parse(run.ID)
	if err != nil {
		return fmt.Errorf("run %q: %w", run.ID, err)
	}
	var entries []catalogueEntry
	for _, kind := range catalogueKinds() {
		more, err := kind.write(catalogue)
		if err != nil {
			return fmt.Errorf("catalogue %s: %w", kind.name, err)
		}
		entries = append(entries, more...)
	}
	return s.insert(ctx, "catalogue_entry", len(entries), func(i int) []any {
		entry := entries[i]
		return []any{id, entry.kind, uint32(entry.position), entry.code, entry.body}
	})
}

type catalogueEntry struct {
	kind, code, body string
	position         int
}

// catalogueKind writes and reads one list of the catalogue.
type catalogueKind struct {
	name  string
	write func(*metrics.Catalogue) ([]catalogueEntry, error)
	read  func(*metrics.Catalogue, string) error
}

func catalogueKinds() []catalogueKind {
	return []catalogueKind{
		kindOf("plan", func(c *metrics.Catalogue) *[]metrics.Plan { return &c.Plans }, func(x metrics.Plan) string { return x.Code }),
		kindOf("theme", func(c *metrics.Catalogue) *[]metrics.Theme { return &c.Themes }, func(x metrics.Theme) string { return x.Code }),
		kindOf("indicator", func(c *metrics.Catalogue) *[]metrics.Indicator { return &c.Indicators }, func(x metrics.Indicator) string { return x.Code }),
		kindOf("indicator_alias", func(c *metrics.Catalogue) *[]metrics.IndicatorAlias { return &c.IndicatorAliases }, func(x metrics.IndicatorAlias) string { return x.Alias }),
		kindOf("target", func(c *metrics.Catalogue) *[]metrics.Target { return &c.Targets }, func(x metrics.Target) string { return x.Code }),
		kindOf("benchmark", func(c *metrics.Catalogue) *[]metrics.BenchmarkValue { return &c.Benchmarks }, func(x metrics.BenchmarkValue) string { return x.Code }),
		kindOf("conflict", func(c *metrics.Catalogue) *[]metrics.Conflict { return &c.Conflicts }, func(x metrics.Conflict) string { return x.Code }),
		kindOf("statement", func(c *metrics.Catalogue) *[]metrics.Statement { return &c.Statements }, func(x metrics.Statement) string { return x.ID }),
		kindOf("area", func(c *metrics.Catalogue) *[]metrics.Area { return &c.Areas }, func(x metrics.Area) string { return x.Code }),
		kindOf("organisation", func(c *metrics.Catalogue) *[]metrics.Organisation { return &c.Organisations }, func(x metrics.Organisation) string { return x.Code }),
		kindOf("organisation_alias", func(c *metrics.Catalogue) *[]metrics.OrganisationAlias { return &c.OrganisationAliases }, func(x metrics.OrganisationAlias) string { return x.Alias }),
		kindOf("task", func(c *metrics.Catalogue) *[]metrics.Task { return &c.Tasks }, func(x metrics.Task) string { return x.Code }),
		kindOf("project", func(c *metrics.Catalogue) *[]metrics.Project { return &c.Projects }, func(x metrics.Project) string { return x.Code }),
		kindOf("target_group", func(c *metrics.Catalogue) *[]metrics.TargetGroup { return &c.TargetGroups }, func(x metrics.TargetGroup) string { return x.Code }),
		kindOf("derivation", func(c *metrics.Catalogue) *[]metrics.Derivation { return &c.Derivations }, func(x metrics.Derivation) string { return x.Indicator }),
		kindOf("pipeline_link", func(c *metrics.Catalogue) *[]metrics.PipelineLink { return &c.PipelineLinks }, func(x metrics.PipelineLink) string { return x.Code }),
		kindOf("feed", func(c *metrics.Catalogue) *[]metrics.Feed { return &c.Feeds }, func(x metrics.Feed) string { return x.Code }),
	}
}

func kindOf[T any](name string, of func(*metrics.Catalogue) *[]T, code func(T) string) catalogueKind {
	return catalogueKind{
		name: name,
		write: func(c *metrics.Catalogue) ([]catalogueEntry, error) {
			rows := *of(c)
			entries := make([]catalogueEntry, len(rows))
			for i, row := range rows {
				body, err := json.Marshal(row)
				if err != nil {
					return nil, err
				}
				entries[i] = catalogueEntry{kind: name, code: code(row), body: string(body), position: i}
			}
			return entries, nil
		},
		read: func(c *metrics.Catalogue, body string) error {
			var row T
			if err := json.Unmarshal([]byte(body), &row); err != nil {
				return err
			}
			rows := of(c)
			*rows = append(*rows, row)
			return nil
		},
	}
}
