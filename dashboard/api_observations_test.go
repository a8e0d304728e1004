package dashboard_test

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/shopspring/decimal"

	"zhibiao/dashboard"
	"zhibiao/ingest"
	"zhibiao/ingest/ledgertest"
	"zhibiao/metrics"
)

type observationsAnswer struct {
	KnownAt      *time.Time `json:"known_at"`
	Next         string
	Observations []struct {
		Indicator, Area, Period string
		Value                   *string
		Revision                int
	}
}

// valueSite is a dashboard that gives out the values of its store.
func valueSite(t *testing.T) *site {
	t.Helper()
	return newSite(t, func(d *dashboard.Dependencies) { d.Values = d.Store.(dashboard.ObservationPages) })
}

func observations(site *site, path string) observationsAnswer {
	site.t.Helper()
	var answer observationsAnswer
	if err := json.Unmarshal([]byte(site.get(path, http.StatusOK).body), &answer); err != nil {
		site.t.Fatal(err)
	}
	return answer
}

// Two at a time, the nine real values come once each, although a value is revised and one
// is added after the first page: they are of a later publication.
func TestValuesComeOnceWhileOthersAreImported(t *testing.T) {
	site := valueSite(t)
	seen := map[string]string{}
	path := "/api/v1/observations?limit=2"
	for pages := 0; path != ""; pages++ {
		part := observations(site, path)
		for _, row := range part.Observations {
			key := row.Indicator + " " + row.Area + " " + row.Period
			if _, twice := seen[key]; twice {
				t.Errorf("%s comes twice", key)
			}
			seen[key] = *row.Value
		}
		if pages == 0 {
			later := site.store.Values[0]
			site.store.Earlier = append(site.store.Earlier, site.store.Values[5]) // new energy 2022: 1700 before
			site.store.Values[5].Value = decimal.NewNullDecimal(decimal.NewFromInt(9999))
			site.store.Values[5].Revision, site.store.Values[5].RecordedAt = 2, later.RecordedAt.Add(time.Hour)
			later.Indicator, later.RecordedAt = "ZZZ", later.RecordedAt.Add(time.Hour)
			site.store.Values = append(site.store.Values, later)
		}
		if path = ""; part.Next != "" {
			path = "/api/v1/observations?limit=2&cursor=" + part.Next
		}
		if pages > 9 {
			t.Fatal("the pages do not end")
		}
	}
	if len(seen) != 9 || seen["NEW-ENERGY-CAPACITY 150600 2022"] != "1700" {
		t.Errorf("%d values, want the nine of the first page's moment: %v", len(seen), seen)
	}
	if now := observations(site, "/api/v1/observations?indicator=NEW-ENERGY-CAPACITY"); *now.Observations[0].Value != "9999" {
		t.Errorf("a new question gives %v, want the revised value", now.Observations)
	}
}

func TestValuesAreFiltered(t *testing.T) {
	site := valueSite(t)
	count := func(query string, want int) {
		t.Helper()
		if got := observations(site, "/api/v1/observations?"+query); len(got.Observations) != want {
			t.Errorf("%s: %d values, want %d", query, len(got.Observations), want)
		}
	}
	count("", 9)
	count("indicator=CHILDCARE-PLACES-PER-1000", 4)
	count("indicator=CHILDCARE-PLACES-PER-1000&indicator=HOSTILE", 5)
	count("indicator=CHILDCARE-PLACES-PER-1000&area=150602", 1)
	count("indicator=CHILDCARE-PLACES-PER-1000&to=2021", 2)
	count("indicator=CHILDCARE-PLACES-PER-1000&from=2021-12&to=2021-12-31", 1)
	count("scenario=DEMO&frequency=M", 6)
	count("frequency=M", 0)
	count("dimension=", 9)
	count("dimension=none", 0)
	count("indicator=CHILDCARE-PLACES-PER-1000&area=150600&from=2022&revisions=all", 2) // 2.56 and 2.57
	// What was known on 15 February: 2.56, before it was revised on 1 March.
	if got := observations(site, "/api/v1/observations?indicator=CHILDCARE-PLACES-PER-1000&known_at=2023-02-15"); len(got.Observations) != 1 || *got.Observations[0].Value != "2.56" {
		t.Errorf("known in February: %+v", got.Observations)
	}
}

func TestNonsenseIsNamed(t *testing.T) {
	site := valueSite(t)
	next := observations(site, "/api/v1/observations?limit=2").Next
	for query, field := range map[string]string{
		"indicator=NIX": "indicator", "area=NIX": "area", "scenario=XX": "scenario", "frequency=W": "frequency", "from=20": "from", "to=2023-13": "to",
		"from=2023&to=2021": "from", "revisions=some": "revisions", "limit=10001": "limit", "limit=0": "limit", "cursor=%21": "cursor",
		"cursor=e30": "cursor", "format=xml": "format", "known_at=soon": "known_at", "as_of=2199-01-01": "as_of", "plan=NIX": "plan", "theme=NIX": "theme", "demo=2": "demo",
		"area=150602&cursor=" + next: "cursor", // a cursor of another question
	} {
		for _, language := range []string{"zh", "en"} {
			var told struct{ Error, Key, Field string }
			got := site.get("/api/v1/observations?lang="+language+"&"+query, http.StatusBadRequest)
			if err := json.Unmarshal([]byte(got.body), &told); err != nil || told.Field != field || told.Error == "" || told.Error == told.Key {
				t.Errorf("%s: %s", query, got.body)
			}
		}
	}
}

func TestValuesTellWhatIsUnchanged(t *testing.T) {
	site := valueSite(t)
	tags := map[string]string{}
	for _, path := range []string{"/api/v1/observations", "/api/v1/observations?limit=2", "/api/v1/observations?format=csv", "/api/v1/observations?format=sdmx-csv"} {
		tag := site.get(path, http.StatusOK).header.Get("ETag")
		if other, taken := tags[tag]; taken || tag == "" {
			t.Errorf("%s and %s have the tag %q", path, other, tag)
		}
		tags[tag] = path
		request := httptest.NewRequest(http.MethodGet, path, nil)
		request.Header.Set("If-None-Match", tag)
		if got := site.send(request); got.status != http.StatusNotModified || got.body != "" {
			t.Errorf("%s: %d %q, want 304", path, got.status, got.body)
		}
		site.store.Values[0].RecordedAt = site.store.Values[0].RecordedAt.Add(time.Minute)
		if got := site.send(request); got.status != http.StatusOK {
			t.Errorf("%s after a publication: %d", path, got.status)
		}
	}
}

// What is written as CSV and as SDMX-CSV the importer reads, with names, notes and texts
// that look like something else, a missing value, and every frequency.
func TestWrittenValuesCanBeImported(t *testing.T) {
	site := valueSite(t)
	sample := site.store.Values[0]
	for i, period := range []metrics.Period{metrics.MonthOf(2023, 2), metrics.Year(2019)} {
		one := sample
		one.Period, one.Dimension = period, []string{"=HYPERLINK(\"x\")", "</script>, \"甲\"\n乙"}[i]
		one.Released = period.Last.AddDays(40)
		one.Note, one.SourceTitle = "'=1+1\r\n第二行", "__f__alert(1)__f__;a,b"
		site.store.Values = append(site.store.Values, one)
	}
	missing := sample
	missing.Period, missing.Value, missing.Status = metrics.Year(2018), decimal.NullDecimal{}, metrics.StatusMissing
	missing.Released = missing.Period.Last.AddDays(40)
	site.store.Values = append(site.store.Values, missing)

	for format, ending := range map[string]string{"csv": "text/csv", "sdmx-csv": "application/vnd.sdmx.data+csv"} {
		got := site.get("/api/v1/observations?format="+format, http.StatusOK)
		if !strings.HasPrefix(got.header.Get("Content-Type"), ending) {
			t.Errorf("%s is of type %s", format, got.header.Get("Content-Type"))
		}
		rows, err := csv.NewReader(strings.NewReader(got.body)).ReadAll()
		if err != nil || len(rows) != 13 {
			t.Fatalf("%s has %d rows, %v; want a header and 12 values", format, len(rows), err)
		}
		imported := importText(t, site, got.body)
		var want []metrics.Observation
		for _, value := range site.store.Values {
			if value.Scenario == metrics.Actual {
				want = append(want, value)
			}
		}
		ignored := cmpopts.IgnoreFields(metrics.Observation{}, "Revision", "Lineage", "RecordedAt")
		byKey := cmpopts.SortSlices(func(a, b metrics.Observation) bool {
			return fmt.Sprint(a.ObservationKey) < fmt.Sprint(b.ObservationKey)
		})
		newLines := cmp.Transformer("newLines", func(text string) string { return strings.ReplaceAll(text, "\r\n", "\n") })
		if diff := cmp.Diff(want, imported, ignored, byKey, newLines, cmp.Comparer(func(a, b decimal.NullDecimal) bool {
			return a.Valid == b.Valid && a.Decimal.Equal(b.Decimal)
		})); diff != "" {
			t.Errorf("%s read again (-want +got):\n%s", format, diff)
		}
	}
}

// importText imports a file into an empty ledger and returns the values.
func importText(t *testing.T, site *site, text string) []metrics.Observation {
	t.Helper()
	site.store.Content.Feeds = []metrics.Feed{{Code: "again", NameZh: "再", NameEn: "again", Scenario: metrics.Actual}}
	site.store.Content.Index()
	ledger := ledgertest.New(site.store.Content)
	path := t.TempDir() + "/again.csv"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	report, err := ingest.New(ledger, ingest.Options{}).Import(t.Context(), ingest.Submission{Feed: "again", FileName: "again.csv", Path: path, Actor: "test"})
	if err != nil || len(report.Rejects) > 0 {
		t.Fatalf("import: %v, rejects %+v", err, report.Rejects)
	}
	values, err := ledger.RunObservations(t.Context(), report.Run.ID, 100)
	if err != nil {
		t.Fatal(err)
	}
	return values
}

func TestProgramsChooseTheFormByTheHeader(t *testing.T) {
	site := valueSite(t)
	for accept, want := range map[string]string{
		"":                          "application/json",
		"text/html,*/*":             "application/json",
		"text/csv":                  "text/csv",
		"application/json,text/csv": "application/json",
		"application/vnd.sdmx.data+csv;version=2.0.0": "application/vnd.sdmx.data+csv",
		"application/vnd.sdmx.data+csv;version=1.0.0": "application/json",
		"text/csv;q=0": "application/json",
	} {
		request := httptest.NewRequest(http.MethodGet, "/api/v1/observations", nil)
		request.Header.Set("Accept", accept)
		if got := site.send(request); got.status != http.StatusOK || !strings.HasPrefix(got.header.Get("Content-Type"), want) {
			t.Errorf("Accept %q: %d %s, want %s", accept, got.status, got.header.Get("Content-Type"), want)
		}
	}
}

// The Link header leads through a list as the cursor does.
func TestListsNameTheirNextPage(t *testing.T) {
	site := valueSite(t)
	seen := map[string]bool{}
	for path := "/api/v1/targets?limit=2"; path != ""; {
		got := site.get(path, http.StatusOK)
		var answer struct {
			Total   int
			Targets []struct{ Code string }
		}
		if err := json.Unmarshal([]byte(got.body), &answer); err != nil {
			t.Fatal(err)
		}
		for _, target := range answer.Targets {
			if seen[target.Code] {
				t.Fatalf("%s comes twice", target.Code)
			}
			seen[target.Code] = true
		}
		path = ""
		if link, isNext := strings.CutSuffix(got.header.Get("Link"), `>; rel="next"`); isNext {
			path = strings.TrimPrefix(link, "<")
		} else if len(seen) != answer.Total || answer.Total != len(site.store.Content.Targets) {
			t.Errorf("%d targets of %d, the catalogue has %d", len(seen), answer.Total, len(site.store.Content.Targets))
		}
	}
}

// A planner of one department gets the values and targets of that department only, in
// every form, and is told so when asking for another's by name.
func TestValuesKeepToTheOrganisationsOfTheAccount(t *testing.T) {
	bound := account("health", metrics.RolePlanner)
	bound.Organisations = []string{"O-HEALTH"}
	h := newHouse(t, func(d *dashboard.Dependencies) { d.Values = d.Store.(dashboard.ObservationPages) }, bound)
	person := h.enter("health")
	for _, path := range []string{"/api/v1/observations", "/api/v1/observations?format=csv", "/api/v1/observations?format=sdmx-csv", "/api/v1/targets", "/api/v1/plans/PB2022-194"} {
		got := person.get(path, http.StatusOK)
		h.has(got, "CHILDCARE-PLACES-PER-1000")
		h.lacks(got, "NEW-ENERGY-CAPACITY", "HYDROGEN-OUTPUT")
	}
	h.has(person.get("/api/v1/observations?indicator=NEW-ENERGY-CAPACITY", http.StatusForbidden), "scope.indicator")
}
