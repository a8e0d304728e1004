package warehouse_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

// The run wrote 2021, 2022 and 2023. Before it there was 2022; after it 2023 was revised
// by another. Taken back: 2022 is restored, 2021 is gone, 2023 stays with the later run.
func TestWhatBecomesOfTheValuesOfARun(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		load(t, store, clock, metrics.RunPublished, valueOf(coal, metrics.Year(2022), 1, "1"))
		run := load(t, store, clock, metrics.RunPublished, valueOf(coal, metrics.Year(2021), 1, "21"),
			valueOf(coal, metrics.Year(2022), 2, "22"), valueOf(coal, metrics.Year(2023), 1, "23"))
		later := load(t, store, clock, metrics.RunPublished, valueOf(coal, metrics.Year(2023), 2, "24"))
		load(t, store, clock, metrics.RunReview, valueOf(coal, metrics.Year(2021), 2, "99")) // nobody sees it

		standing, err := store.RunStanding(t.Context(), run.ID, 10)
		must(t, err)
		if got := [4]int{standing.Values, standing.Restored, standing.Removed, standing.Left}; got != [4]int{3, 1, 1, 1} {
			t.Errorf("values, restored, removed, left %v; want 3 1 1 1", got)
		}
		if len(standing.Kept) != 1 {
			t.Fatalf("kept %+v, want one", standing.Kept)
		}
		kept := standing.Kept[0]
		if kept.Own.Period != metrics.Year(2023) || kept.Own.Value.Decimal.String() != "23" || kept.Current.Value.Decimal.String() != "24" ||
			kept.Current.Lineage.Run != later.ID || kept.Current.Revision != 2 {
			t.Errorf("kept %+v", kept)
		}

		for _, test := range []struct {
			revised       bool
			offset, limit int
			want          []string
		}{{false, 0, 10, []string{"2021", "2023"}}, {false, 1, 10, []string{"2023"}}, {false, 0, 1, []string{"2021"}}, {true, 0, 10, []string{"2022"}}, {true, 1, 10, nil}} {
			values, err := store.RunValues(t.Context(), metrics.RunValueQuery{Run: run.ID, Revised: test.revised, Offset: test.offset, Limit: test.limit})
			must(t, err)
			var periods []string
			for _, value := range values {
				periods = append(periods, value.Period.String())
			}
			if diff := cmp.Diff(test.want, periods); diff != "" {
				t.Errorf("%+v: %s", test, diff)
			}
		}
	})
}

func TestCommentsOnARun(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		run := load(t, store, clock, metrics.RunReview, valueOf(coal, metrics.Year(2022), 1, "1"))
		for _, said := range []string{"请核对 2022 年", "已核对"} {
			must(t, store.CommentRun(t.Context(), metrics.RunComment{Run: run.ID, Actor: "statistician", Text: said}))
			clock.advance(time.Second)
		}
		comments, err := store.RunComments(t.Context(), run.ID)
		must(t, err)
		if len(comments) != 2 || comments[0].Text != "请核对 2022 年" || comments[1].Text != "已核对" || !comments[1].RecordedAt.After(comments[0].RecordedAt) {
			t.Errorf("comments %+v", comments)
		}
	})
}

func TestChecksAreKeptInVersions(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		set, err := store.Checks(t.Context())
		must(t, err)
		if diff := cmp.Diff(metrics.DefaultChecks(), set); diff != "" {
			t.Fatal(diff)
		}
		changed := *set.Rule("jump")
		changed.Active = false
		first, err := store.SaveChecks(t.Context(), set.With(changed))
		must(t, err)
		clock.advance(time.Second)
		changed.Active = true
		second, err := store.SaveChecks(t.Context(), first.With(changed))
		must(t, err)
		now, err := store.Checks(t.Context())
		must(t, err)
		all, err := store.CheckSets(t.Context())
		must(t, err)
		if now.Version != second.Version || !now.Rule("jump").Active || len(all) != 2 || all[1].Rule("jump").Active || all[1].Version != first.Version {
			t.Errorf("in force %s, versions %d", now.Version, len(all))
		}
		if diff := cmp.Diff(metrics.DefaultChecks().Rules, now.Rules); diff != "" {
			t.Errorf("rules changed on their way: %s", diff)
		}
	})
}

// The run revised 2020 from 1000 to 900 (100, 10 %), 2021 from 2 to 3 (1, 50 %), 2022 from
// nothing to 5 (no amount) and 2023 from 10 to 9.5 (0.5, 5 %). What another run did later
// does not count.
func TestRevisedValuesByTheSizeOfTheirChange(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		year := metrics.Year
		load(t, store, clock, metrics.RunPublished, valueOf(coal, year(2020), 1, "1000"), valueOf(coal, year(2021), 1, "2"),
			valueOf(coal, year(2022), 1, ""), valueOf(coal, year(2023), 1, "10"))
		run := load(t, store, clock, metrics.RunReview, valueOf(coal, year(2020), 2, "900"), valueOf(coal, year(2021), 2, "3"),
			valueOf(coal, year(2022), 2, "5"), valueOf(coal, year(2023), 2, "9.5"), valueOf(coal, year(2024), 1, "1"))
		load(t, store, clock, metrics.RunPublished, valueOf(coal, year(2023), 2, "99999"))
		for order, want := range map[string][]string{
			metrics.OrderByAmount:  {"2020", "2021", "2023", "2022"},
			metrics.OrderByPercent: {"2021", "2020", "2023", "2022"},
			"":                     {"2020", "2021", "2022", "2023"},
		} {
			values, err := store.RunValues(t.Context(), metrics.RunValueQuery{Run: run.ID, Revised: true, Order: order, Limit: 10})
			must(t, err)
			var periods []string
			for _, value := range values {
				periods = append(periods, value.Period.String())
			}
			if diff := cmp.Diff(want, periods); diff != "" {
				t.Errorf("by %q (-want +got):\n%s", order, diff)
			}
			if values[0].Lineage.Run != run.ID {
				t.Errorf("by %q: %+v", order, values[0].Lineage)
			}
		}
		if overtaken, err := store.Overtaken(t.Context(), run.ID); overtaken != 1 || err != nil {
			t.Errorf("%d values are overtaken (%v), want the one of 2023", overtaken, err)
		}
		page, err := store.RunValues(t.Context(), metrics.RunValueQuery{Run: run.ID, Revised: true, Order: metrics.OrderByAmount, Offset: 1, Limit: 2})
		must(t, err)
		if len(page) != 2 || page[0].Period != year(2021) || page[1].Value.Decimal.String() != "9.5" {
			t.Errorf("second page %+v", page)
		}
	})
}
