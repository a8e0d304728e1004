package warehouse_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/shopspring/decimal"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

// Groups, derivations and links of projects come back as they were saved, in order and
// ready to be asked.
func TestGroupsDerivationsAndLinksComeBack(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		saved := &metrics.Catalogue{
			Targets: []metrics.Target{{Code: "T", Indicator: "A", AlternativeGroup: "INNER"}},
			TargetGroups: []metrics.TargetGroup{{Code: "OUTER", Rule: metrics.AnyOf, NameZh: "或", NameEn: "or"},
				{Code: "INNER", Rule: metrics.AllOf, Parent: "OUTER", NameZh: "且", NameEn: "and", Note: "原文"}},
			Derivations: []metrics.Derivation{{Indicator: "A", Expression: "count(rows, # > 1) * 100 / total", NameZh: "比重", NameEn: "share", Note: "注",
				Inputs: []metrics.DerivationInput{{Name: "rows", Indicator: "B", Each: "dimension", Entries: 22},
					{Name: "total", Indicator: "C", Area: "150600", Dimension: "全口径", Period: "2020"}}}},
			PipelineLinks: []metrics.PipelineLink{{Code: "L", Indicator: "A", Dimension: "风电", Plans: []string{"P", "Q"}, ProductGroup: "煤炭", Product: "原煤",
				Area: "150622", Existing: decimal.NewNullDecimal(decimal.RequireFromString("83000.5")), ExistingIn: "2021", Note: "注"}},
		}
		run := load(t, store, clock, metrics.RunLoading)
		run.Feed = metrics.CatalogueFeed
		must(t, store.SaveCatalogue(t.Context(), run, saved))
		run.State = metrics.RunPublished
		must(t, store.RecordRun(t.Context(), run))
		read, err := store.Catalogue(t.Context())
		must(t, err)
		for _, diff := range []string{
			cmp.Diff(saved.TargetGroups, read.TargetGroups), cmp.Diff(saved.Derivations, read.Derivations),
			cmp.Diff(saved.PipelineLinks, read.PipelineLinks, cmpopts.EquateEmpty()),
		} {
			if diff != "" {
				t.Errorf("(-saved +read):\n%s", diff)
			}
		}
		if targets, _ := read.MembersOf("INNER"); len(targets) != 1 || targets[0].Code != "T" || read.Derivation("A") == nil {
			t.Errorf("members %v, derivation %v", targets, read.Derivation("A"))
		}
	})
}
