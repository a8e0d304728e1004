package main

import (
	"encoding/csv"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// publishedCases are the published cases of the room metrics, which are a file of cases
// for the command.
const publishedCases = "../../metrics/testdata/published_progress.csv"

// compareCases compares the columns of a result with those of what was published, row by
// row: 1e-9 on ratios, 1e-8 on scores (1e-4 where the published constants are rounded),
// the status by the letter. Rows that are passed over, and the coefficients that no file
// of cases can show, are left out. The argument after the file is how many rows must
// have been compared.
func compareCases(script *testscript.TestScript, negated bool, arguments []string) {
	if negated || len(arguments) != 2 {
		script.Fatalf("usage: comparecases FILE COUNT")
	}
	records, err := csv.NewReader(strings.NewReader(script.ReadFile(arguments[0]))).ReadAll()
	script.Check(err)
	compared := 0
	for n, record := range records[1:] {
		row := map[string]string{}
		for i, name := range records[0] {
			row[name] = record[i]
		}
		if row["passed_over"] != "" || row["kind"] == "limit coefficient" {
			continue
		}
		compared++
		scoreTolerance := 1e-8
		if row["kind"] == "cut-off with target" {
			scoreTolerance = 1e-4
		}
		sameNumber(script, n+2, row, "ratio", 1e-9)
		sameNumber(script, n+2, row, "score", scoreTolerance)
		if want := row["published_status"]; want != "" && row["status"] != want {
			script.Fatalf("line %d, %s: status %q, published %q: %s", n+2, row["case"], row["status"], want, row["explanation"])
		}
		if row["explanation"] == "" {
			script.Fatalf("line %d, %s: no explanation", n+2, row["case"])
		}
	}
	if strconv.Itoa(compared) != arguments[1] {
		script.Fatalf("%d rows were compared", compared)
	}
}

func sameNumber(script *testscript.TestScript, line int, row map[string]string, column string, tolerance float64) {
	want := row["published_"+column]
	if want == "" {
		return
	}
	wanted, err := strconv.ParseFloat(want, 64)
	script.Check(err)
	got, err := strconv.ParseFloat(row[column], 64)
	if err != nil || math.Abs(got-wanted) > tolerance {
		script.Fatalf("line %d, %s: %s %q, published %s: %s", line, row["case"], column, row[column], want, row["explanation"])
	}
}

// copyPublishedCases lays the published cases into the folder of a script.
func copyPublishedCases(env *testscript.Env) error {
	content, err := os.ReadFile(publishedCases)
	if err != nil {
		return err
	}
	return os.WriteFile(env.WorkDir+"/published_progress.csv", content, 0o644)
}

// 案例 is B0 B8 C0 FD in GB18030; FF stands in neither encoding.
func TestDecodeCases(t *testing.T) {
	for name, c := range map[string]struct {
		content, text string
		marked        bool
	}{
		"UTF-8":         {"案例", "案例", false},
		"with its mark": {"\xEF\xBB\xBF案例", "案例", true},
		"GB18030":       {"\xB0\xB8\xC0\xFD,case", "案例,case", true},
	} {
		text, marked, err := decodeCases([]byte(c.content))
		if err != nil || text != c.text || marked != c.marked {
			t.Errorf("%s: %q %v %v", name, text, marked, err)
		}
	}
	if text, _, err := decodeCases([]byte("case\xFF")); err == nil {
		t.Errorf("read as %q", text)
	}
}
