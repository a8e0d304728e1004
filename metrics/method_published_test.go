package metrics

import (
	"encoding/csv"
	"fmt"
	"maps"
	"math"
	"os"
	"strconv"
	"testing"
)

// publishedRows reads testdata/published_progress.csv by column names.
func publishedRows(t *testing.T) []map[string]string {
	t.Helper()
	file, err := os.Open("testdata/published_progress.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	records, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	rows := make([]map[string]string, 0, len(records))
	for _, record := range records[1:] {
		row := map[string]string{}
		for i, name := range records[0] {
			row[name] = record[i]
		}
		rows = append(rows, row)
	}
	return rows
}

func publishedNumber(t *testing.T, text string) *float64 {
	t.Helper()
	if text == "" {
		return nil
	}
	value, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return &value
}

func publishedCase(t *testing.T, row map[string]string) MethodCase {
	t.Helper()
	number := func(column string) float64 {
		if value := publishedNumber(t, row[column]); value != nil {
			return *value
		}
		return 0
	}
	return MethodCase{
		BaseYear: int(number("base_year")), CurrentYear: int(number("current_year")), TargetYear: int(number("target_year")),
		Base: number("base_value"), Current: number("current_value"), Target: publishedNumber(t, row["target_value"]),
		Direction: Direction(row["direction"]), Limit: publishedNumber(t, row["limit"]),
	}
}

func within(got, want *float64, tolerance float64) bool {
	if got == nil || want == nil {
		return got == want
	}
	return math.Abs(*got-*want) <= tolerance
}

// The counts were taken by hand from the rows: 222 in all. StatCan-CIF 131 and seven of
// Open SDG are 138 compound cases; StatCan-doc has five cut-offs with target, five
// without and ten coefficients; UN seven cases and seven cut-offs; Eurostat five with
// target; two of the three mid-term cases, whose third has a base from general
// knowledge. Passed over: 5 weather symbols; 5 Eurostat without target and that third;
// 8 + 7 + 6 + 4 + 3 + 4 of other methods.
func TestPublishedCases(t *testing.T) {
	counts, scores, statuses := map[string]int{}, 0, 0
	for i, row := range publishedRows(t) {
		if row["passed_over"] != "" {
			counts["passed over: "+row["passed_over"]]++
			continue
		}
		counts[row["method"]+" "+row["kind"]]++
		name := fmt.Sprintf("line %d, %s %s", i+2, row["source"], row["case"])
		got, scoreTolerance := publishedResult(t, row), 1e-8
		if row["kind"] == "cut-off with target" {
			scoreTolerance = 1e-4
		}
		if !within(got.Ratio, publishedNumber(t, row["ratio"]), 1e-9) {
			t.Errorf("%s: ratio %v, published %s", name, shown(got.Ratio), row["ratio"])
		}
		if row["score"] != "" {
			scores++
			if !within(got.Score, publishedNumber(t, row["score"]), scoreTolerance) {
				t.Errorf("%s: score %v, published %s", name, shown(got.Score), row["score"])
			}
		}
		if row["status"] != "" {
			statuses++
			if got.Status != row["status"] {
				t.Errorf("%s: status %s, published %s", name, got.Status, row["status"])
			}
		}
		if row["status"] == NotAvailable && got.Score != nil {
			t.Errorf("%s: a score without a status", name)
		}
	}
	want := map[string]int{
		"compound case": 138, "compound cut-off with target": 5, "compound cut-off without target": 5, "compound limit coefficient": 10,
		"un2023 case": 7, "un2023 cut-off without target": 7, "eurostat case": 5, "linear case": 2,
		"passed over: needs six values": 5, "passed over: general knowledge": 6, "passed over: other method": 32,
	}
	if !maps.Equal(counts, want) {
		t.Errorf("tested and passed over:\n%v, want\n%v", counts, want)
	}
	// Scores: 125 of StatCan-CIF (131 less 6 not available), 2 of Open SDG, 10 cut-offs.
	// Statuses: all 179 but the ten coefficients and one mid-term case.
	if scores != 137 || statuses != 168 {
		t.Errorf("%d scores and %d statuses were compared, want 137 and 168", scores, statuses)
	}
}

// publishedResult computes what a row publishes. A cut-off row gives the ratio itself.
func publishedResult(t *testing.T, row map[string]string) MethodResult {
	t.Helper()
	c := publishedCase(t, row)
	ratio := publishedNumber(t, row["ratio"])
	switch {
	case row["kind"] == "limit coefficient":
		coefficient := limitCoefficient(c.Base, *c.Limit)
		return MethodResult{Ratio: &coefficient}
	case row["kind"] == "case":
		method, err := MethodNamed(row["method"])
		if err != nil {
			t.Fatal(err)
		}
		return method.Assess(c)
	case row["method"] == "un2023":
		return MethodResult{Ratio: ratio, Status: unitedNationsGrowthStatus(*ratio * c.sign())}
	default:
		target := 1.0 // whichever: its presence chooses the cut-offs
		if row["kind"] == "cut-off with target" {
			c.Target = &target
		}
		cutOffs := compoundCutOffsOf(c)
		score := cutOffs.score(*ratio)
		return MethodResult{Ratio: ratio, Score: &score, Status: cutOffs.status(*ratio)}
	}
}

func shown(number *float64) string {
	if number == nil {
		return "none"
	}
	return shortFloat(*number)
}
