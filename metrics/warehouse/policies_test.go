package warehouse_test

import (
	"testing"
	"time"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

// strict is a policy in which a pace below 0.8 is far behind.
func strict() metrics.Policy {
	policy := metrics.DefaultPolicy()
	policy.Settings.FarBehind = 0.8
	policy.SavedBy, policy.Reason = "planner", "stricter from the new year"
	return policy
}

func TestAPolicyIsInForceFromTheMomentItWasSaved(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		first := clock.advance(time.Hour)
		saved, err := store.SavePolicy(t.Context(), strict())
		must(t, err)
		if saved.Version == "" || saved.Settings.Version != saved.Version || !saved.SavedAt.Equal(clock.now) {
			t.Errorf("saved %+v, want a version, the same in its settings, and the moment %v", saved, clock.now)
		}
		between := clock.advance(time.Hour)
		later := strict()
		later.Settings.FarBehind = 0.7
		_, err = store.SavePolicy(t.Context(), later)
		must(t, err)
		for _, test := range []struct {
			at   time.Time
			want float64
		}{{first, 0.6}, {saved.SavedAt, 0.8}, {between, 0.8}, {time.Time{}, 0.7}} {
			policy, err := store.Policy(t.Context(), test.at)
			must(t, err)
			if policy.Settings.FarBehind != test.want {
				t.Errorf("at %v far behind below %v, want %v", test.at, policy.Settings.FarBehind, test.want)
			}
		}
		policies, err := store.Policies(t.Context())
		must(t, err)
		if len(policies) != 2 || policies[0].Settings.FarBehind != 0.7 || policies[1].Version != saved.Version || policies[1].Reason != saved.Reason {
			t.Errorf("policies %+v, want the later one first", policies)
		}
	})
}

func TestAPolicyThatContradictsItselfIsNotSaved(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, _ *clock) {
		overlapping := strict()
		overlapping.Settings.FarBehind = 0.97 // above the cut-off 0.95 for being on schedule
		if _, err := store.SavePolicy(t.Context(), overlapping); keyOf(err) != "settings.cut_offs" {
			t.Errorf("error %v, want settings.cut_offs", err)
		}
		nowhere := strict()
		nowhere.Choices = []metrics.MethodChoice{{Target: "NO-SUCH-TARGET", Method: "compound"}}
		if _, err := store.SavePolicy(t.Context(), nowhere); keyOf(err) != "methods.policy.target_unknown" {
			t.Errorf("a choice for no target: error %v, want methods.policy.target_unknown", err)
		}
		policies, err := store.Policies(t.Context())
		must(t, err)
		if len(policies) != 0 {
			t.Errorf("policies %+v, want none", policies)
		}
	})
}

func TestAssessmentsFollowThePolicyOfTheirMoment(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		saveTarget(t, store)
		// Three tenths of the change at two fifths of the time: pace 0.75.
		load(t, store, clock, metrics.RunPublished, valueOf(coal, metrics.Year(2022), 1, "6.5"))
		before := clock.advance(time.Hour)
		saved, err := store.SavePolicy(t.Context(), strict())
		must(t, err)
		for _, test := range []struct {
			knownAt time.Time
			status  metrics.AssessmentStatus
			version string
		}{{before, metrics.Behind, metrics.DefaultSettings().Version}, {time.Time{}, metrics.FarBehind, saved.Version}, {before, metrics.Behind, metrics.DefaultSettings().Version}} {
			assessments, err := store.Assessments(t.Context(), metrics.AssessmentQuery{Scenario: metrics.Actual,
				Vintage: metrics.Vintage{AsOf: metrics.NewDate(2023, 6, 30), KnownAt: test.knownAt}})
			must(t, err)
			if len(assessments) != 1 || assessments[0].Status != test.status || assessments[0].Settings != test.version {
				t.Errorf("known at %v: %+v, want %s by %s", test.knownAt, assessments, test.status, test.version)
			}
		}
	})
}
