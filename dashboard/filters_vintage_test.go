package dashboard_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"zhibiao/dashboard"
	"zhibiao/dashboard/dashboardtest"
	"zhibiao/metrics"
)

// reviseChildcare records, an hour before the pages' now, that the places of 2022 are
// 2.60 and not 2.57, takes the run that wrote 2.57 back, and puts other cut-offs in force.
func reviseChildcare(t *testing.T, store *dashboardtest.Store) {
	t.Helper()
	for i, value := range store.Values {
		if value.Indicator == "CHILDCARE-PLACES-PER-1000" && value.Area == "150600" && value.Period == metrics.Year(2022) {
			store.Earlier = append(store.Earlier, value)
			value.Value = decimal.NewNullDecimal(decimal.RequireFromString("2.60"))
			value.Revision, value.RecordedAt = 3, dashboardtest.Now().Add(-time.Hour)
			value.Lineage.Run = "01890000-0000-7000-8000-000000000002"
			store.Values[i] = value
		}
	}
	store.RunList[0].State, store.RunList[0].ChangedAt = metrics.RunWithdrawn, dashboardtest.Now()
	store.RunList = append([]metrics.Run{{ID: "01890000-0000-7000-8000-000000000002", Feed: "published-actuals",
		File: "revised.csv", State: metrics.RunPublished}}, store.RunList...)
	policy := metrics.DefaultPolicy()
	policy.Settings.FarBehind = 0.8
	if _, err := store.SavePolicy(t.Context(), policy); err != nil {
		t.Fatal(err)
	}
}

// The same address of a past day gives the same answer, page and workbook after an
// import, a withdrawal and a change of the rules; with today's knowledge it does not.
func TestAPastDayStaysAsItWas(t *testing.T) {
	addresses := []string{
		"/plans/PB2022-194.xlsx?as_of=2023-06-30", "/indicators.xlsx?as_of=2023-06-30", "/indicators.xlsx?as_of=2023-06-30&lang=en",
		"/api/v1/overview?as_of=2023-06-30", "/api/v1/indicators?as_of=2023-06-30",
		"/api/v1/indicators/CHILDCARE-PLACES-PER-1000?as_of=2023-06-30",
	}
	site := newSite(t)
	before := map[string]string{}
	for _, address := range addresses {
		before[address] = site.get(address, http.StatusOK).body
	}
	site.has(site.get("/indicators/CHILDCARE-PLACES-PER-1000?as_of=2023-06-30", http.StatusOK), "2.57", "滞后")
	reviseChildcare(t, site.store)
	for _, address := range addresses {
		if site.get(address, http.StatusOK).body != before[address] {
			t.Errorf("%s is another answer after the import", address)
		}
		if site.get(address+"&known_at=now", http.StatusOK).body == before[address] {
			t.Errorf("%s with today's knowledge does not see the import", address)
		}
	}
	page := site.get("/indicators/CHILDCARE-PLACES-PER-1000?as_of=2023-06-30", http.StatusOK)
	site.has(page, "2.57")
	site.lacks(page, "2.60", "</svg>严重滞后")
	// (2.60 − 1.8) ÷ 2.7 = 0.296; ÷ 0.4 = 0.741, below the new cut-off 0.8
	site.has(site.get("/indicators/CHILDCARE-PLACES-PER-1000?as_of=2023-06-30&known_at=now", http.StatusOK), "2.60", "</svg>严重滞后")
}

func TestPastKnowledgeIsSaid(t *testing.T) {
	site := newSite(t)
	then := site.get("/?as_of=2023-06-30&theme=CHILDREN", http.StatusOK)
	site.has(then, "截至2023年6月30日，按当时所知", "2023-06-30 23:59", "as_of=2023-06-30&amp;known_at=now&amp;theme=CHILDREN", `href="/?theme=CHILDREN"`)
	now := site.get("/?as_of=2023-06-30&known_at=now", http.StatusOK)
	site.has(now, "截至2023年6月30日，按今日所知", `href="/?as_of=2023-06-30"`)
	moment := site.get("/plans?known_at=2023-07-01T08:00:00%2B08:00", http.StatusOK)
	site.has(moment, "按 2023-07-01 08:00 所知", `href="/plans"`)
	site.has(site.get("/?known_at=2023-07-01", http.StatusOK), "按 2023-07-01 23:59 所知")
	// the switch keeps the target that the page shows
	site.has(site.get("/indicators/NEW-ENERGY-CAPACITY?target=P2022-168-T002&as_of=2023-06-30", http.StatusOK), "known_at=now&amp;target=P2022-168-T002")
	for _, path := range []string{"/", "/?as_of=2023-07-31", "/?known_at=now"} {
		site.lacks(site.get(path, http.StatusOK), "按当时所知", "按今日所知")
	}
}

// A day before the system was founded shows what it knew when it was founded.
func TestBeforeTheFoundingCountsWhatWasLoadedThen(t *testing.T) {
	site := newSite(t)
	site.has(site.get("/api/v1/indicators/CHILDCARE-PLACES-PER-1000?as_of=2023-02-15", http.StatusOK),
		`"as_of":"2023-02-15"`, `"known_at":"2023-03-01T08:00:00Z"`, `"policy":"default-1"`, `"latest":"2.57"`)
	site.has(site.get("/api/v1/overview", http.StatusOK), `"known_at":null`)
	site.has(site.get("/?as_of=2023-02-15", http.StatusOK), "按当时所知", "本系统 2023-03-01 16:00 才建成")
}

func TestBeforeTheFirstValueThereIsAWayOut(t *testing.T) {
	site := newSite(t)
	for _, path := range []string{"/?as_of=1990-01-01", "/indicators?as_of=1990-01-01", "/roll-up?as_of=1990-01-01", "/pipeline?as_of=1990-01-01"} {
		page := site.get(path, http.StatusOK)
		site.has(page, "截至1990年1月1日，规划还没有印发", "最早的规划印发于2022年11月28日", "回到今天")
	}
	site.lacks(site.get("/", http.StatusOK), "还没有可以评价的目标")
}

func TestWorkbookPrintsBothMoments(t *testing.T) {
	text := ""
	for _, row := range rowsOf(t, workbook(t, newSite(t), "/plans/PB2022-194.xlsx?as_of=2023-06-30"), "说明") {
		text += strings.Join(row, " ") + "\n"
	}
	// 2023-01-01 is day 44927 of a workbook, 30 June is 180 days later; 23:59:59 is 0.99998 of a day.
	for _, want := range []string{"数据截至 45107\n", "取数时间 45107.99998"} {
		if !strings.Contains(text, want) {
			t.Errorf("the notes do not say %q:\n%.600s", want, text)
		}
	}
}

// A workbook of today names the address that makes it again, byte for byte, after later
// imports and other rules.
func TestTodaysWorkbookNamesHowToMakeItAgain(t *testing.T) {
	now := dashboardtest.Now().Add(1234567 * time.Nanosecond)
	site := newSite(t, func(dependencies *dashboard.Dependencies) { dependencies.Now = func() time.Time { return now } })
	first := site.get("/indicators.xlsx?theme=CHILDREN", http.StatusOK).body
	address := ""
	for _, row := range rowsOf(t, workbook(t, site, "/indicators.xlsx?theme=CHILDREN"), "说明") {
		if len(row) > 1 && row[0] == "再次生成的地址" {
			address = row[1]
		}
	}
	if address != "/indicators.xlsx?as_of=2023-07-31&demo=0&known_at=2023-07-31T01%3A30%3A00.001234567Z&lang=zh&theme=CHILDREN" {
		t.Fatalf("the address is %q", address)
	}
	now = now.Add(48 * time.Hour)
	reviseChildcare(t, site.store)
	for i := range site.store.Values {
		if site.store.Values[i].Revision == 3 {
			site.store.Values[i].RecordedAt = now.Add(-time.Hour)
		}
	}
	site.store.PolicyList[0].SavedAt = now.Add(-time.Hour)
	if site.get(address, http.StatusOK).body != first {
		t.Error("the address gives another workbook")
	}
	if site.get("/indicators.xlsx?theme=CHILDREN", http.StatusOK).body == first {
		t.Error("the workbook of today does not see the import")
	}
}
