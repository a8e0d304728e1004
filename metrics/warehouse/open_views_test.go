package warehouse_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
	"github.com/shopspring/decimal"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

// saveCoal publishes a catalogue with everything around one target: at least 10.5 亿吨 by
// the end of 2025.
func saveCoal(t *testing.T, store *warehouse.Store) {
	t.Helper()
	number := func(text string) decimal.NullDecimal {
		return decimal.NewNullDecimal(decimal.RequireFromString(text))
	}
	run := metrics.Run{ID: uuid.Must(uuid.NewV7()).String(), Feed: metrics.CatalogueFeed, State: metrics.RunPublished}
	must(t, store.SaveCatalogue(t.Context(), run, &metrics.Catalogue{
		Plans:  []metrics.Plan{{Code: "P1", Number: "鄂府发〔2022〕1号", Issued: metrics.NewDate(2022, 3, 1), Scored: true}},
		Themes: []metrics.Theme{{Code: "energy", NameZh: "能源", NameEn: "Energy"}},
		Areas:  []metrics.Area{{Code: metrics.CityArea, NameZh: "鄂尔多斯市", Level: "city"}},
		Indicators: []metrics.Indicator{{Code: coal.Indicator, NameZh: "煤炭产量", Unit: "亿吨", Theme: "energy",
			Kind: metrics.KindStock, Direction: metrics.HigherIsBetter}},
		Targets: []metrics.Target{{Code: "T1", Plan: "P1", Indicator: coal.Indicator, Area: metrics.CityArea, Period: "2025",
			Comparator: metrics.AtLeast, Value: number("10.5"), BasePeriod: "2020", BaseValue: number("5"), BaseComparable: true,
			Path: metrics.PathLinear, InForce: true, Scored: true, Recurrence: metrics.Once}},
	}))
	must(t, store.RecordRun(t.Context(), run))
}

// Who reads the open views sees what readers of the pages see: published values with
// their newest revision, never what waits or was taken back.
func TestOpenViewsShowWhatIsPublished(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		ctx := t.Context()
		if views, err := store.OpenViews(ctx); err != nil || len(views) != 0 {
			t.Fatalf("views before they were made: %v, %v", views, err)
		}
		saveCoal(t, store)
		load(t, store, clock, metrics.RunPublished, valueOf(coal, metrics.Year(2020), 1, "5"), valueOf(coal, metrics.Year(2021), 1, "6"))
		clock.advance(time.Second)
		load(t, store, clock, metrics.RunPublished, valueOf(coal, metrics.Year(2021), 2, "7.25"))
		load(t, store, clock, metrics.RunReview, valueOf(coal, metrics.Year(2022), 1, "8"))
		load(t, store, clock, metrics.RunWithdrawn, valueOf(coal, metrics.Year(2020), 2, "9"))
		must(t, store.MakeOpenViews(ctx))
		must(t, store.MakeOpenViews(ctx)) // again at any time
		must(t, store.RenewOpenViews(ctx))
		for view, want := range map[string][]string{
			"SELECT concat(toString(period_last), ' ', toString(value), ' ', toString(revision)) FROM %s.current_value ORDER BY period_last": {"2020-12-31 5 1", "2021-12-31 7.25 2"},
			"SELECT concat(toString(period_last), ' ', toString(value)) FROM %s.value_history ORDER BY period_last, revision":                {"2020-12-31 5", "2021-12-31 6", "2021-12-31 7.25"},
			"SELECT concat(indicator, ' ', name_zh, ' ', unit, ' ', theme_zh) FROM %s.indicator":                                             {coal.Indicator + " 煤炭产量 亿吨 能源"},
			"SELECT concat(target, ' ', toString(value), ' ', period, ' ', comparator) FROM %s.target":                                       {"T1 10.5 2025 ge"},
			"SELECT concat(plan, ' ', number, ' ', toString(issued)) FROM %s.plan":                                                           {"P1 鄂府发〔2022〕1号 2022-03-01"},
			"SELECT concat(area, ' ', name_zh) FROM %s.area":                                                                                 {"150600 鄂尔多斯市"},
		} {
			got, err := store.Texts(ctx, strings.ReplaceAll(view, "%s", store.OpenDatabase()))
			must(t, err)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", view, diff)
			}
		}
	})
}

// The view of assessments shows the newest day, and of each target what the newest
// computation says, whichever layer holds it.
func TestOpenViewOfAssessments(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		ctx := t.Context()
		saveCoal(t, store)
		must(t, store.MakeOpenViews(ctx))
		assess := func(day metrics.Date) {
			t.Helper()
			_, err := store.Assessments(ctx, metrics.AssessmentQuery{Scenario: metrics.Actual, Vintage: metrics.Vintage{AsOf: day}})
			must(t, err)
		}
		read := func() string {
			t.Helper()
			got, err := store.Texts(ctx, "SELECT concat(toString(as_of), ' ', target, ' ', status, ' ', toString(latest)) FROM "+store.OpenDatabase()+".current_assessment")
			must(t, err)
			return strings.Join(got, "|")
		}
		load(t, store, clock, metrics.RunPublished, valueOf(coal, metrics.Year(2020), 1, "5"), valueOf(coal, metrics.Year(2021), 1, "11"))
		assess(metrics.NewDate(2022, 6, 30))
		assess(metrics.NewDate(2021, 6, 30))
		// 11 of 10.5 is reached before 2025.
		if got := read(); got != "2022-06-30 T1 achieved_early 11" {
			t.Errorf("assessments %q", got)
		}
		clock.advance(time.Second)
		load(t, store, clock, metrics.RunPublished, valueOf(coal, metrics.Year(2021), 2, "10.75"))
		assess(metrics.NewDate(2022, 6, 30))
		if got := read(); got != "2022-06-30 T1 achieved_early 10.75" {
			t.Errorf("assessments after a revision %q", got)
		}
	})
}

func TestTheEngineInsideHasNoReader(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, _ *clock) {
		if _, err := store.MakeReader(t.Context()); metrics.AsProblem(err) == nil {
			t.Errorf("a reader on the engine inside the process or refused by the server: %v, want a sentence", err)
		}
	})
}

// The engine inside makes no account, but its parser is the server's.
func TestReaderStatementsParse(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, _ *clock) {
		statements := warehouse.ReaderStatements()
		if len(statements) != 6 {
			t.Fatalf("%d statements, want three for a server and three for a cluster", len(statements))
		}
		for _, text := range statements {
			if tree, err := store.Texts(t.Context(), "EXPLAIN AST "+text); err != nil || len(tree) == 0 {
				t.Errorf("%s: %v", text, err)
			}
			// SHA-256 of “p5a”, by sha256sum.
			if strings.Contains(text, "sha256_hash") && !strings.Contains(text, "'23e2284f8f8bbd5a02cd12d681474ea1442c5acc1226e20a69b1b6948f97468d'") {
				t.Errorf("%s holds another hash", text)
			}
		}
	})
}
