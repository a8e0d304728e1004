package metrics

import (
	"encoding/csv"
	"fmt"
	"maps"
	"math"
	"os"
	"strconv"
	"strings"
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
	c := MethodCase{
		BaseYear: int(number("base_year")), CurrentYear: int(number("current_year")), TargetYear: int(number("target_year")),
		Base: number("base_value"), Current: number("current_value"), Target: publishedNumber(t, row["target_value"]),
		Direction: Direction(row["direction"]), Limit: publishedNumber(t, row["limit"]), Tolerance: publishedNumber(t, row["tolerance"]),
	}
	if err := c.AddSeries(row["series"]); err != nil {
		t.Fatal(err)
	}
	return c
}

func within(got, want *float64, tolerance float64) bool {
	if got == nil || want == nil {
		return got == want
	}
	return math.Abs(*got-*want) <= tolerance
}

// The counts were taken by hand from the rows: 222 in all. StatCan-CIF 131 and seven of
// Open SDG are 138 compound cases; StatCan-doc has five cut-offs with target, five
// without and ten coefficients; UN seven cases and seven cut-offs; Germany five; ASTAT
// eight cut-offs; Eurostat five with target; the textbooks seven; two of the three
// mid-term cases; attainment six of Imihigo, four of ClearPoint, three of Socrata, three
// of Oracle. Passed over: five of Eurostat without target and the third mid-term case,
// whose cut-offs and base are general knowledge; the fourth of Oracle, which two of its
// ranges claim.
func TestPublishedCases(t *testing.T) {
	counts, scores, statuses, early := map[string]int{}, 0, 0, 0
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
		wantRatio := publishedNumber(t, row["published_ratio"])
		if (wantRatio != nil || row["kind"] == "case" && row["published_early"] == "") && !within(got.Ratio, wantRatio, 1e-9) {
			t.Errorf("%s: ratio %v, published %s", name, shown(got.Ratio), row["published_ratio"])
		}
		if row["published_score"] != "" {
			scores++
			if !within(got.Score, publishedNumber(t, row["published_score"]), scoreTolerance) {
				t.Errorf("%s: score %v, published %s", name, shown(got.Score), row["published_score"])
			}
		}
		if row["published_status"] != "" {
			statuses++
			if got.Status != row["published_status"] {
				t.Errorf("%s: status %s (%v), published %s", name, got.Status, got.Reason, row["published_status"])
			}
		}
		if row["published_early"] != "" {
			early++
			months, days, _ := strings.Cut(row["published_early"], " ")
			if got.Early == nil || strconv.Itoa(got.Early.Months) != months || !within(&got.Early.Days, publishedNumber(t, days), 1e-9) || got.Early.AtLeast {
				t.Errorf("%s: early by %+v, published %s", name, got.Early, row["published_early"])
			}
		}
		if row["published_status"] == NotAvailable && got.Score != nil {
			t.Errorf("%s: a score without a status", name)
		}
	}
	want := map[string]int{
		"compound case": 138, "compound cut-off with target": 5, "compound cut-off without target": 5, "compound limit coefficient": 10,
		"un2023 case": 7, "un2023 cut-off without target": 7, "eurostat case": 5, "linear case": 2, "germany case": 5,
		"astat cut-off without target": 8, "level case": 3, "cumulative case": 1, "rate-plan case": 1, "efficacy case": 2,
		"attainment case": 16, "passed over: general knowledge": 6, "passed over: its ranges overlap here": 1,
	}
	if !maps.Equal(counts, want) {
		t.Errorf("tested and passed over:\n%v, want\n%v", counts, want)
	}
	// Scores: 125 of StatCan-CIF (131 less 6 not available), 2 of Open SDG, 10 cut-offs.
	// Statuses: of the 215 rows all but the ten coefficients, one mid-term case, six of
	// the textbooks and six of Imihigo.
	if scores != 137 || statuses != 192 || early != 2 {
		t.Errorf("%d scores, %d statuses and %d early completions were compared, want 137, 192 and 2", scores, statuses, early)
	}
}

// publishedResult computes what a row publishes.
func publishedResult(t *testing.T, row map[string]string) MethodResult {
	t.Helper()
	c := publishedCase(t, row)
	if row["kind"] == "limit coefficient" {
		coefficient := limitCoefficient(c.Base, *c.Limit)
		return MethodResult{Ratio: &coefficient}
	}
	return named(t, row["method"]).Assess(c)
}

// The aggregates that Statistics Canada publishes for its Global Indicator Framework and
// its national one, of series and of groups of series.
func TestPublishedAggregates(t *testing.T) {
	scored := func(scores ...float64) ScoreGroup {
		var group ScoreGroup
		for _, score := range scores {
			result := MethodResult{Score: &score, Status: limitedProgress}
			if score == 5 {
				result.Status = targetAchieved
			}
			group.Results = append(group.Results, result)
		}
		return group
	}
	unscored := scored(1, 3)
	unscored.Results = append(unscored.Results, notAvailable(NewProblem("methods.reason.no_scores")))
	for _, c := range []struct {
		name   string
		group  ScoreGroup
		score  float64
		status string
	}{
		{"GIF 11-2-1", scored(-2.263357, -3.436525), -2.849941, deterioration},
		{"GIF 16-1-3", scored(0.86895, -5), -2.065525, limitedProgress},
		{"GIF 17-18-1", scored(0.72812, 3.890719), 2.3094195, moderateProgress},
		{"CIF 3-5-1", scored(1.770334, 5), 3.385167, substantialProgress},
		// By hand: a group counts once, ((1 + 3) ÷ 2 + 5) ÷ 2 = 3.5, and not (1 + 3 + 5) ÷ 3.
		{"a group within", ScoreGroup{Groups: []ScoreGroup{scored(1, 3), scored(5)}}, 3.5, substantialProgress},
		{"all achieved", ScoreGroup{Results: scored(5).Results, Groups: []ScoreGroup{scored(5, 5)}}, 5, targetAchieved},
		{"not all achieved", ScoreGroup{Results: scored(5).Results, Groups: []ScoreGroup{scored(5, 4.9)}}, 4.975, substantialProgress},
		{"a series without a score", unscored, 2, moderateProgress},
		{"on the edges", scored(2.5), 2.5, substantialProgress},
		{"on the edges", scored(0), 0, moderateProgress},
		{"on the edges", scored(-2.5), -2.5, limitedProgress},
	} {
		got := AggregateScores(c.group)
		if !within(got.Score, &c.score, 1e-9) || got.Status != c.status || got.Ratio != nil {
			t.Errorf("%s: %s %s, want %v %s", c.name, shown(got.Score), got.Status, c.score, c.status)
		}
	}
	if got := AggregateScores(ScoreGroup{Groups: []ScoreGroup{{}}}); got.Status != NotAvailable || got.Score != nil {
		t.Errorf("no series at all: %s", got.Status)
	}
}

// The composite of the Imihigo guide, (77.8 + 72.7) ÷ 2 = 75.25, and by hand
// (90·3 + 60·1) ÷ 4 = 82.5 and (16³·1)^(1 ÷ 4) = 8.
func TestComposites(t *testing.T) {
	arithmetic := func(parts ...WeightedValue) float64 {
		mean, err := WeightedArithmeticMean(parts)
		if err != nil {
			t.Fatal(err)
		}
		return mean
	}
	if got := arithmetic(WeightedValue{77.8, 1}, WeightedValue{72.7, 1}); math.Abs(got-75.25) > 1e-9 {
		t.Errorf("Imihigo: %v", got)
	}
	if got := arithmetic(WeightedValue{90, 3}, WeightedValue{60, 1}, WeightedValue{0, 0}); got != 82.5 {
		t.Errorf("weights: %v", got)
	}
	geometric, err := WeightedGeometricMean([]WeightedValue{{16, 3}, {1, 1}})
	if err != nil || math.Abs(geometric-8) > 1e-9 {
		t.Errorf("geometric: %v %v", geometric, err)
	}
	for name, c := range map[string]struct {
		parts []WeightedValue
		key   string
	}{
		"negative":  {[]WeightedValue{{1, -1}, {1, 2}}, "methods.reason.weights"},
		"none":      {[]WeightedValue{{1, 0}}, "methods.reason.weights"},
		"zero":      {[]WeightedValue{{0, 1}}, "methods.reason.geometric_positive"},
		"no number": {[]WeightedValue{{math.NaN(), 1}}, "methods.reason.not_finite"},
	} {
		if _, err := WeightedGeometricMean(c.parts); err == nil || AsProblem(err).Key != c.key {
			t.Errorf("%s: %v, want %s", name, err, c.key)
		}
	}
}

// By hand: (95·3 + 75·1) ÷ 4 = 90, which is on the edge of 优; (95·1 + 60·1) ÷ 2 = 77.5;
// three parts of 80 with weights that binary fractions cannot hold are 80.
func TestCompositeOfPoints(t *testing.T) {
	for _, c := range []struct {
		parts  []WeightedValue
		points float64
		status string
	}{
		{[]WeightedValue{{95, 3}, {75, 1}}, 90, "excellent"},
		{[]WeightedValue{{95, 1}, {60, 1}}, 77.5, "fair"},
		{[]WeightedValue{{80, 0.1}, {80, 0.2}, {80, 0.7}}, 80, "good"},
		{[]WeightedValue{{-20, 1}, {60, 1}}, 20, "poor"}, // no geometric mean, and none is told
	} {
		got := CompositeOfPoints(c.parts)
		if got.Ratio == nil || *got.Ratio != c.points || got.Status != c.status || len(got.Remarks) == 1 != (c.parts[0].Value > 0) {
			t.Errorf("%v: %s %s with %d remarks, want %v %s", c.parts, shown(got.Ratio), got.Status, len(got.Remarks), c.points, c.status)
		}
	}
	if got := CompositeOfPoints([]WeightedValue{{1, 0}}); got.Status != NotAvailable || got.Reason.Key != "methods.reason.weights" {
		t.Errorf("no weight: %s %s", got.Status, got.Reason.Key)
	}
}

func shown(number *float64) string {
	if number == nil {
		return "none"
	}
	return shortFloat(*number)
}
