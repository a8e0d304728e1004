package locale

import (
	"encoding/csv"
	"os"
	"testing"
)

// Every dimension that a target names has a text in each language, so that an English page
// is English. Read from the table itself, column “dimension”.
func TestDimensionsHaveTexts(t *testing.T) {
	file, err := os.Open("../../fixtures/targets.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := -1
	for i, name := range rows[0] {
		if name == "dimension" {
			column = i
		}
	}
	texts, err := Load()
	if err != nil || column < 0 {
		t.Fatalf("column %d, %v", column, err)
	}
	for _, row := range rows[1:] {
		if dimension := row[column]; dimension != "" && !texts.Has(English, "dimension."+dimension) {
			t.Errorf("%s: no English text for the dimension %q", row[0], dimension)
		}
	}
}
