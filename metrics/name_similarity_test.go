package metrics_test

import (
	"math"
	"testing"

	"zhibiao/metrics"
)

// By hand. 煤炭产量/煤碳产量: one of four characters differs (0.75), spoken they are the
// same (0.95). 产量煤炭/煤炭产量: the pairs 产量 and 煤炭 of three on each side are common,
// 0.9 × 2×2/6 = 0.6, and more than the two edits of four leave (0 edits by moving: 4 of 4
// characters are replaced or moved, distance 4). 伊旗/伊金霍洛旗: three of five characters
// are to be inserted, 0.4. 煤炭/煤炭产量: contained, 0.5 + 0.5 × 2/4 = 0.75.
func TestNameSimilarity(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{
		{"煤炭产量", "煤炭产量", 1},
		{"煤炭产量", "煤碳产量", 0.95},
		{"产量煤炭", "煤炭产量", 0.6},
		{"伊旗", "伊金霍洛旗", 0.4},
		{"煤炭", "煤炭产量", 0.75},
		{"每千人拖位数", "每千人托位数", 0.95},
		{"甲", "乙丙", 0},
		{"", "乙丙", 0},
	} {
		for _, names := range [][2]string{{c.a, c.b}, {c.b, c.a}} {
			if got := metrics.NameSimilarity(names[0], names[1]); math.Abs(got-c.want) > 1e-9 {
				t.Errorf("%s and %s: %v, want %v", names[0], names[1], got, c.want)
			}
		}
	}
}

func TestNearestNames(t *testing.T) {
	known := []metrics.NamedCode{
		{Code: "A", Name: "煤炭产量", Form: "煤炭产量"}, {Code: "A", Name: "原煤产量", Form: "原煤产量"},
		{Code: "B", Name: "煤炭产量增速", Form: "煤炭产量增速"}, {Code: "C", Name: "绿氢产量", Form: "绿氢产量"}, {Code: "D", Name: "", Form: ""},
	}
	got := metrics.NearestNames("煤碳产量", known, 2)
	if len(got) != 2 || got[0].Name != "煤炭产量" || got[0].Code != "A" || got[1].Code != "B" {
		t.Errorf("nearest %+v, want 煤炭产量 (A) and 煤炭产量增速 (B)", got)
	}
	for _, nothing := range []string{"", "没有相近的名称"} {
		if got := metrics.NearestNames(nothing, known, 3); len(got) != 0 {
			t.Errorf("nearest to %q: %+v", nothing, got)
		}
	}
}

// The similarity of any two texts lies between 0 and 1 and does not depend on their order.
func FuzzNameSimilarity(f *testing.F) {
	f.Add("煤炭", "原煤产量")
	f.Add("", "a")
	f.Fuzz(func(t *testing.T, a, b string) {
		if len(a)+len(b) > 400 {
			return
		}
		forth, back := metrics.NameSimilarity(a, b), metrics.NameSimilarity(b, a)
		if forth != back || forth < 0 || forth > 1 || a == b && a != "" && forth != 1 {
			t.Errorf("%q and %q: %v, %v", a, b, forth, back)
		}
	})
}

// The authority was renamed on 2023-07-20: each name stands for its own time.
func TestOrganisationNamesAreValidInTime(t *testing.T) {
	catalogue := &metrics.Catalogue{
		Organisations: []metrics.Organisation{
			{Code: "OLD", NameZh: "鄂尔多斯银保监分局", ValidTo: metrics.NewDate(2023, 7, 19)},
			{Code: "NEW", NameZh: "国家金融监管总局鄂尔多斯监管分局", ValidFrom: metrics.NewDate(2023, 7, 20)},
		},
		OrganisationAliases: []metrics.OrganisationAlias{{Organisation: "OLD", Alias: "市银保监局", ValidTo: metrics.NewDate(2023, 7, 19)}},
	}
	for _, c := range []struct {
		on   metrics.Date
		name string
		want string
	}{
		{metrics.NewDate(2023, 7, 19), "鄂尔多斯银保监分局", "OLD"},
		{metrics.NewDate(2023, 7, 19), "市银保监局", "OLD"},
		{metrics.NewDate(2023, 7, 20), "市银保监局", ""},
		{metrics.NewDate(2023, 7, 20), "国家金融监管总局鄂尔多斯监管分局", "NEW"},
		{metrics.NewDate(2023, 7, 19), "国家金融监管总局鄂尔多斯监管分局", ""},
		{0, "市银保监局", "OLD"},
	} {
		found := ""
		for _, named := range catalogue.OrganisationNames(c.on) {
			if named.Form == c.name {
				found = named.Code
			}
		}
		if found != c.want {
			t.Errorf("%s on %s is %q, want %q", c.name, c.on, found, c.want)
		}
	}
}
