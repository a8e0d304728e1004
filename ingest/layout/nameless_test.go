package layout_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zhibiao/ingest/layout"
	"zhibiao/ingest/table"
)

// Numbers of rows that do not say of what they are come out marked, each with its cell, so
// that whoever loads them can tell: none is dropped and none is taken for the whole city.
func TestRowsWithoutAName(t *testing.T) {
	for name, test := range map[string]struct {
		text string
		want []string
	}{
		"between indicators":                {"2023年主要指标\n指标|单位|数值\n煤炭产量|万吨|500\n||77\n发电量|亿千瓦时|28", []string{"C4 77"}},
		"a sign that there is none is none": {"2023年主要指标\n指标|单位|数值\n煤炭产量|万吨|500\n||—\n发电量|亿千瓦时|28", nil},
		"between areas":                     {"2023年煤炭产量\n旗区|产量（万吨）|发电量（亿千瓦时）\n东胜区|500|3\n|900|7\n准格尔旗|400|4", []string{"B4 900", "C4 7"}},
		"a first area that is blank":        {"煤炭产量\n旗区|年份|产量（万吨）\n|2022|900\n东胜区|2022|500\n准格尔旗|2022|400", []string{"C3 900"}},
		"an area named once":                {"煤炭产量\n旗区|年份|产量（万吨）\n东胜区|2022|900\n|2023|500\n准格尔旗|2022|400", nil},
	} {
		t.Run(name, func(t *testing.T) {
			grids := []table.Grid{sheetOf("s", test.text)}
			found, err := layout.Detect("f.xlsx", grids, known{})
			if err != nil {
				t.Fatal(err)
			}
			read, err := layout.Read("f.xlsx", grids, &found.Description, known{})
			if err != nil {
				t.Fatal(err)
			}
			read = slices.DeleteFunc(read, func(value layout.Reading) bool { return !value.Nameless })
			var got []string
			for _, value := range read {
				got = append(got, value.Places.Number.String()+" "+value.Number)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
