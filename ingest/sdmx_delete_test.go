package ingest_test

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zhibiao/ingest"
	"zhibiao/metrics"
)

const deletionHeader = "STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA,INDICATOR,DIMENSION,TIME_PERIOD,OBS_VALUE,OBS_STATUS,COMMENT_OBS\n"

// What stands before deletions are tried: seven values of one feed and one of another.
const beforeDeletions = `R,A,150600,COAL-OUTPUT,,2022,100,,
R,A,150600,COAL-OUTPUT,,2023,110,,
R,M,150600,COAL-OUTPUT,,2023-08,9,P,快报
R,A,150627,COAL-OUTPUT,,2022,50,,
R,A,150627,COAL-OUTPUT,,2023,55,P,快报
R,A,150627,COAL-OUTPUT,井工,2023,30,,
R,A,150600,BED-SHARE,,2023,40,,
`

func deletionFile(rows string) string {
	var text strings.Builder
	text.WriteString(deletionHeader)
	for row := range strings.Lines(rows) {
		text.WriteString("dataflow,CITY:DF(1.0.0)," + row)
	}
	return text.String()
}

func deletionBench(t *testing.T, options ingest.Options) *bench {
	t.Helper()
	b := newBench(t, options)
	b.load("actuals", deletionFile(beforeDeletions))
	b.load("second", deletionFile("R,A,150627,COAL-OUTPUT,,2021,45,,\n"))
	return b
}

// standing returns the values that readers see, by number: every value of these tests is
// another number.
func (b *bench) standing() string {
	b.Helper()
	found, err := b.ledger.Observations(context.Background(), metrics.ObservationQuery{Scenario: metrics.Actual})
	if err != nil {
		b.Fatal(err)
	}
	var numbers []string
	for _, o := range found {
		if o.Value.Valid {
			numbers = append(numbers, fmt.Sprintf("%03s", o.Value.Decimal.String()))
		}
	}
	slices.Sort(numbers)
	for i := range numbers {
		numbers[i] = strings.TrimLeft(numbers[i], "0")
	}
	return strings.Join(numbers, " ")
}

// What is left of the values above, counted off by hand. 45 is of another feed.
func TestDeletionReachesAllThatIsLeftOut(t *testing.T) {
	for name, test := range map[string]struct{ row, want, remarks string }{
		"an indicator in a year":        {"D,,,COAL-OUTPUT,,2023,,,", "9 40 45 50 100", "sdmx.deletes=3"},
		"an area":                       {"D,,150627,,,,,,", "9 40 45 100 110", "sdmx.deletes=3"},
		"an indicator by month":         {"D,M,,COAL-OUTPUT,,,,,", "30 40 45 50 55 100 110", ""},
		"a month without its frequency": {"D,,,,,2023-08,,,", "30 40 45 50 55 100 110", ""},
		"the total of a breakdown":      {"D,,150627,COAL-OUTPUT,~,2023,,,", "9 30 40 45 50 100 110", ""},
		"one part of a breakdown":       {"D,,150627,COAL-OUTPUT,井工,2023,,,", "9 40 45 50 55 100 110", ""},
		"all of a breakdown":            {"D,A,150627,COAL-OUTPUT,,2023,,,", "9 40 45 50 100 110", "sdmx.deletes=2"},
		"years of an area":              {"D,A,150600,,,,,,", "9 30 45 50 55", "sdmx.deletes=3"},
		"a year":                        {"D,A,,,,2022,,,", "9 30 40 45 55 110", "sdmx.deletes=2"},
		"a breakdown of an indicator":   {"D,,,COAL-OUTPUT,井工,,,,", "9 40 45 50 55 100 110", ""},
		"of another feed":               {"D,,150627,,,2021,,,", "9 30 40 45 50 55 100 110", "sdmx.delete_others=1"},
		"nothing":                       {"D,,150627,BED-SHARE,,,,,", "9 30 40 45 50 55 100 110", "sdmx.delete_nothing"},
		"everything":                    {"D,,,,,,,,", "9 30 40 45 50 55 100 110", "sdmx.delete_all"},
		"everything by year":            {"D,A,,,,,,,", "9 30 40 45 50 55 100 110", "sdmx.delete_all"},
		"an unknown area":               {"D,,999999,,,,,,", "9 30 40 45 50 55 100 110", "area.unknown.alone"},
		"an unknown frequency":          {"D,X,,COAL-OUTPUT,,,,,", "9 30 40 45 50 55 100 110", "frequency.unknown"},
	} {
		t.Run(name, func(t *testing.T) {
			b := deletionBench(t, ingest.Options{BatchRows: 2}) // every page and every block is short
			report, err := b.importer.Import(context.Background(), b.submission("actuals", deletionFile(test.row+"\n")))
			if (err != nil) != (report.Run.Counts.Rejected > 0) {
				t.Fatal(err)
			}
			if got := b.standing(); got != test.want {
				t.Errorf("left %s, want %s", got, test.want)
			}
			var remarks []string
			for _, remark := range report.Rejects {
				text := remark.Problem.Key
				if count := remark.Problem.Arguments["count"]; count != "" {
					text += "=" + count
				}
				remarks = append(remarks, text)
			}
			if got := strings.Join(remarks, " "); got != test.remarks {
				t.Errorf("remarks %s, want %s", got, test.remarks)
			}
		})
	}
}

// Columns may be left out with their dimension, even that of the value.
func TestDeletionWithoutColumns(t *testing.T) {
	b := deletionBench(t, ingest.Options{})
	b.load("actuals", "STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA\ndataflow,CITY:DF(1.0.0),D,150627\n")
	if got := b.standing(); got != "9 40 45 100 110" {
		t.Errorf("left %s", got)
	}
}

// The fixture has six rows below its header. Row 2 gives a value that row 3 deletes: it is rejected. Row 3
// deletes 110 and 30; of 55 row 4 says anew that it is 57, and the note and the status of
// 55 are gone with it. Row 5 says no value of what row 3 has deleted: rejected. Row 6
// deletes the value of the only month and leaves its note. Row 7 reaches 45 of another feed.
// That is 2 rejected, 4 changed (110, 30, 57, 9) and 1 unchanged; row 3 stands for two.
func TestDeletionsCountInTheOrderOfTheFile(t *testing.T) {
	b := deletionBench(t, ingest.Options{})
	text, err := os.ReadFile("testdata/sdmx_deletions.csv")
	if err != nil {
		t.Fatal(err)
	}
	report := b.load("actuals", string(text))
	want := []string{
		"BED-SHARE|150600|A|2023|40|A||", "COAL-OUTPUT|150600|A|2022|100|A||", "COAL-OUTPUT|150600|A|2023|missing|O||ACTION = D",
		"COAL-OUTPUT|150600|M|2023-08|missing|O||快报", "COAL-OUTPUT|150627|A|2021|45|A||", "COAL-OUTPUT|150627|A|2022|50|A||",
		"COAL-OUTPUT|150627|A|2023|57|A||", "COAL-OUTPUT|150627|A|2023|missing|O||ACTION = D",
	}
	if diff := cmp.Diff(want, sorted(b.facts())); diff != "" {
		t.Error(diff)
	}
	if want := (metrics.RunCounts{Rows: 7, Changed: 4, Unchanged: 1, Rejected: 2, Flagged: 2}); report.Run.Counts != want {
		t.Errorf("counts %+v, want %+v", report.Run.Counts, want)
	}
	if diff := cmp.Diff([]string{"2 sdmx.deleted", "3 sdmx.deletes", "5 sdmx.deleted", "7 sdmx.delete_others"}, remarksByRow(report)); diff != "" {
		t.Error(diff)
	}
}

// The remark names what a row reaches, in both languages; 2023-08 is a month.
func TestDeletionIsDescribed(t *testing.T) {
	b := deletionBench(t, ingest.Options{})
	report := b.load("actuals", deletionFile("D,,150627,COAL-OUTPUT,~,2023-08,,,\nD,A,,,,,,,\nD,A,150627,,,,,,\n"))
	var found []string
	for _, remark := range report.Rejects {
		said := remark.Problem.Arguments
		found = append(found, remark.Problem.Key+": "+strings.Join([]string{said["indicator"], said["indicator_en"], said["area"], said["area_en"],
			said["dimension"], said["dimension_en"], said["period"], said["period_en"]}, "|"))
	}
	want := []string{"sdmx.delete_nothing: 煤炭产量|Raw coal output|伊金霍洛旗|Ejin Horo Banner|合计|total|2023-08（月度）|2023-08 (month)",
		"sdmx.delete_all: |||||||", "sdmx.deletes: 全部|all|伊金霍洛旗|Ejin Horo Banner|全部|all|年度|annual"}
	if diff := cmp.Diff(want, found); diff != "" {
		t.Error(diff)
	}
}

// A preview says what each row takes away; what it leaves out stays empty.
func TestDeletionIsPreviewed(t *testing.T) {
	b := newBench(t, ingest.Options{})
	seen, err := b.importer.Preview(context.Background(), metrics.Feed{Code: "draft"}, b.submission("draft",
		deletionFile("D,,,COAL-OUTPUT,,,,,\nD,M,150627,,,,-,,\nD,,150627,,,2023,,,*\nD,,,,,,,,\nR,A,150627,COAL-OUTPUT,,2023,1,,\n")), 20)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, row := range seen.Rows {
		key := row.Observation.ObservationKey
		found = append(found, strings.Join([]string{row.Deletes, key.Indicator, key.Area, string(key.Period.Frequency)}, "|"))
	}
	want := []string{"whole|COAL-OUTPUT||", "value||150627|M", "attributes||150627|A", "|||", "|COAL-OUTPUT|150627|A"}
	if diff := cmp.Diff(want, found); diff != "" {
		t.Error(diff)
	}
}

// 2023 is replaced: 110 by 111, 55 by a word, which is rejected; so 55 stays, and 30 goes.
// 50 goes although a row before its deletion was to change it.
func TestRejectedReplacementLosesNothing(t *testing.T) {
	b := deletionBench(t, ingest.Options{})
	report := b.load("actuals", deletionFile("R,A,150627,COAL-OUTPUT,,2022,很多,,\nD,,150627,COAL-OUTPUT,,2022,,,\n"+
		"D,,,COAL-OUTPUT,,2023,,,\nM,A,150600,COAL-OUTPUT,,2023,111,,\nM,A,150627,COAL-OUTPUT,,2023,很多,,\n"))
	if got := b.standing(); got != "9 40 45 55 100 111" {
		t.Errorf("left %s", got)
	}
	if want := (metrics.RunCounts{Rows: 5, Changed: 3, Rejected: 2}); report.Run.Counts != want {
		t.Errorf("counts %+v, want %+v", report.Run.Counts, want)
	}
}

// A deletion is a revision like every other: it waits for the reviewer, leads to its row,
// can be undone, and nothing happens when it comes again.
func TestDeletionIsReviewedAndUndone(t *testing.T) {
	ctx := context.Background()
	b := newBench(t, ingest.Options{})
	first := b.load("upload", deletionFile(beforeDeletions))
	if err := b.importer.Approve(ctx, first.Run.ID, "reviewer", ingest.Approval{}); err != nil {
		t.Fatal(err)
	}
	file := deletionFile("D,,150627,COAL-OUTPUT,,,,,\n")
	dry, err := b.importer.DryRun(ctx, b.submission("upload", file))
	if err != nil {
		t.Fatal(err)
	}
	report := b.load("upload", file)
	for name, report := range map[string]ingest.Report{"dry run": dry, "import": report} {
		var changes []string
		for _, change := range report.Changes {
			changes = append(changes, fmt.Sprintf("%d %s→%s %d", change.Row, change.Old, change.New, change.Revision))
		}
		if diff := cmp.Diff([]string{"2 50→— 2", "2 55→— 2", "2 30→— 2"}, changes); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if want := (metrics.RunCounts{Rows: 3, Changed: 3, Flagged: 1}); report.Run.Counts != want || report.Run.State != metrics.RunReview {
			t.Errorf("%s: %s %+v", name, report.Run.State, report.Run.Counts)
		}
	}
	if got := b.standing(); got != "9 30 40 50 55 100 110" {
		t.Errorf("before the approval readers see %s", got)
	}
	if err := b.importer.Approve(ctx, report.Run.ID, "reviewer", ingest.Approval{}); err != nil {
		t.Fatal(err)
	}
	if got := b.standing(); got != "9 40 100 110" {
		t.Errorf("after the approval readers see %s", got)
	}
	found, err := b.ledger.Observations(ctx, metrics.ObservationQuery{Scenario: metrics.Actual, Areas: []string{"150627"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range found {
		if o.Lineage.Row != 2 || o.Lineage.Column != "ACTION" || o.Lineage.Run != report.Run.ID || o.Revision != 2 {
			t.Errorf("lineage %+v of revision %d", o.Lineage, o.Revision)
		}
	}
	if again := b.load("upload", file); again.Run.State != metrics.RunUnchanged {
		t.Errorf("again: %s %+v", again.Run.State, again.Run.Counts)
	}
	if err := b.importer.Withdraw(ctx, report.Run.ID, "reviewer", ""); err != nil {
		t.Fatal(err)
	}
	if got := b.standing(); got != "9 30 40 50 55 100 110" {
		t.Errorf("after the undo readers see %s", got)
	}
}

// 2022 is closed: of the indicator 100 and 50 stay, and the other four go. With a reason all
// six go. Where all that a row reaches is closed, the row is one that cannot be loaded.
func TestDeletionMeetsLocks(t *testing.T) {
	ctx := context.Background()
	locks := &locked{{Code: "L", Until: metrics.NewDate(2022, 12, 31), Reason: "年鉴已定稿"}}
	b := deletionBench(t, ingest.Options{Locks: locks})
	if _, err := b.importer.Import(ctx, b.submission("actuals", deletionFile("D,,,,,2022,,,\n"))); problemKey(err) != "run.all_rejected" {
		t.Errorf("all closed: %v", err)
	}
	file := deletionFile("D,,,COAL-OUTPUT,,,,,\n")
	report := b.load("actuals", file)
	if want := (metrics.RunCounts{Rows: 6, Changed: 4, Rejected: 2, Flagged: 1}); report.Run.Counts != want {
		t.Errorf("counts %+v, want %+v", report.Run.Counts, want)
	}
	if got := b.standing(); got != "40 45 50 100" {
		t.Errorf("left %s", got)
	}
	submission := b.submission("actuals", file)
	submission.Reason = "普查后修订"
	if _, err := b.importer.Import(ctx, submission); err != nil {
		t.Fatal(err)
	}
	if got := b.standing(); got != "40 45" {
		t.Errorf("with a reason left %s", got)
	}
}

// Who answers for a banner cannot delete what is not his by leaving the area out.
func TestDeletionWithinTheAreasOfAPerson(t *testing.T) {
	b := deletionBench(t, ingest.Options{})
	submission := b.submission("actuals", deletionFile("D,,,COAL-OUTPUT,,2023,,,\nD,,150600,,,2023,,,\nD,,150627,,,2023,,,\n"))
	submission.Areas = []string{"150627"}
	report, err := b.importer.Import(context.Background(), submission)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"2 sdmx.delete_areas", "3 import.area_not_yours", "4 sdmx.deletes"}, remarksByRow(report)); diff != "" {
		t.Error(diff)
	}
	if own := report.Rejects[0].Problem.Arguments["own"]; own != "伊金霍洛旗" {
		t.Errorf("own areas %q", own)
	}
	if got := b.standing(); got != "9 40 45 50 100 110" {
		t.Errorf("left %s", got)
	}
}

// A row that names only what is not kept here deletes nothing: neither a unit, nor an
// attribute that is unknown. The name of a code beside it is no attribute.
func TestDeletionOfForeignAttributes(t *testing.T) {
	header := "STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA,Reference area,INDICATOR,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,CONF_STATUS\n"
	for row, want := range map[string]string{
		"150600,,COAL-OUTPUT,2023,,吨,":     "9 30 40 45 50 55 100 110",
		"150600,,COAL-OUTPUT,2023,,,F":     "9 30 40 45 50 55 100 110",
		"150600,,COAL-OUTPUT,2023,-,吨,F":   "9 30 40 45 50 55 100",
		"150600,鄂尔多斯市,COAL-OUTPUT,2023,,,": "9 30 40 45 50 55 100",
	} {
		b := deletionBench(t, ingest.Options{})
		report := b.load("actuals", header+"dataflow,CITY:DF(1.0.0),D,"+row+"\n")
		if got := b.standing(); got != want {
			t.Errorf("%s: left %s, want %s", row, got, want)
		}
		said := slices.Contains(remarksByRow(report), "2 sdmx.delete_attributes")
		if said != strings.HasSuffix(want, "110") || said != (report.Run.State == metrics.RunUnchanged) {
			t.Errorf("%s: %v, %s", row, remarksByRow(report), report.Run.State)
		}
	}
}

// Six values are reached, and no more than five may be: nothing of the file is loaded.
func TestDeletionReachesTooMuch(t *testing.T) {
	b := deletionBench(t, ingest.Options{MostReached: 5, BatchRows: 2})
	_, err := b.importer.Import(context.Background(), b.submission("actuals", deletionFile("R,A,150600,BED-SHARE,,2022,1,,\nD,,,COAL-OUTPUT,,,,,\n")))
	if problem := metrics.AsProblem(err); problem == nil || problem.Key != "sdmx.delete_values" || problem.Arguments["limit"] != "5" {
		t.Errorf("%v", err)
	}
	if got := b.standing(); got != "9 30 40 45 50 55 100 110" {
		t.Errorf("left %s", got)
	}
}

// Deletions that leave dimensions out do the same as rows that name each value. Which
// values those are is found here by looking at each of them, one row after the other.
func TestDeletionsEqualThoseRowByRow(t *testing.T) {
	indicators, areas := []string{"COAL-OUTPUT", "BED-SHARE", "COAL-GROWTH"}, []string{"150600", "150627"}
	dimensions := []string{"~", "井工", "露天"}
	periods := []string{"A,2022", "A,2023", "M,2023-08", "YTD,2023-08", "Q,2023-Q3"}
	random := rand.New(rand.NewPCG(20, 26)) //nolint:gosec // the same every time
	for try := range 30 {
		values := map[[4]string]bool{}
		for range 25 {
			values[[4]string{indicators[random.IntN(3)], areas[random.IntN(2)], dimensions[random.IntN(3)], periods[random.IntN(5)]}] = true
		}
		var all, deleted, single strings.Builder
		keys := slices.SortedFunc(maps.Keys(values), func(a, b [4]string) int { return slices.Compare(a[:], b[:]) })
		row := func(action string, key [4]string, rest string) string {
			frequency, period, _ := strings.Cut(key[3], ",")
			return strings.Join([]string{action, frequency, key[1], key[0], key[2], period, rest}, ",") + "\n"
		}
		for i, key := range keys {
			all.WriteString(row("R", key, fmt.Sprintf("%d,,注", i+1)))
		}
		rest := []string{",,", ",,", ",,-", "-,,"}[try%4] // the whole, or its note, or its value
		gone := map[[4]string]bool{}
		for range 1 + random.IntN(4) {
			asked := [4]string{indicators[random.IntN(3)], areas[random.IntN(2)], dimensions[random.IntN(3)], periods[random.IntN(5)]}
			omitted := 1 + random.IntN(15)
			for part := range asked {
				if omitted&(1<<part) != 0 {
					asked[part] = ""
				}
			}
			if asked[0]+asked[1]+asked[3] == "" {
				continue // everything: refused
			}
			deleted.WriteString(row("D", asked, rest))
			for _, key := range keys {
				if !slices.ContainsFunc([]int{0, 1, 2, 3}, func(part int) bool { return asked[part] != "" && asked[part] != key[part] }) {
					gone[key] = true
				}
			}
		}
		for _, key := range keys {
			if gone[key] {
				single.WriteString(row("D", key, rest))
			}
		}
		if single.Len() == 0 {
			continue
		}
		bulk, each := newBench(t, ingest.Options{BatchRows: 3}), newBench(t, ingest.Options{})
		for b, file := range map[*bench]string{bulk: deleted.String(), each: single.String()} {
			b.load("actuals", deletionFile(all.String()))
			if report := b.load("actuals", deletionFile(file)); report.Run.Counts.Changed != len(gone) {
				t.Errorf("try %d: changed %d, want %d", try, report.Run.Counts.Changed, len(gone))
			}
		}
		if diff := cmp.Diff(sorted(each.facts()), sorted(bulk.facts())); diff != "" {
			t.Errorf("try %d, deletions\n%s%s", try, deleted.String(), diff)
		}
	}
}
