package ingest_test

import (
	"context"
	"testing"

	"zhibiao/fixtures"
	"zhibiao/ingest"
	"zhibiao/ingest/catalogue"
	"zhibiao/metrics"
)

// chosen is a fixed list of choices.
type chosen []metrics.NameChoice

func (c *chosen) NameChoices(context.Context) ([]metrics.NameChoice, error) { return *c, nil }

// A name that is chosen once is known to every later file, in any width and spacing;
// taken back, it is unknown again. A choice never goes before the catalogue's own names.
func TestChosenNames(t *testing.T) {
	choices := &chosen{}
	b := newBench(t, ingest.Options{Names: choices})
	file := "指标,地区,时期,数值\n原煤总产,伊金旗,2022,7\n煤炭产量,全市,2022,8\n"
	refused := b.load("actuals", file)
	if got := refused.Run.Counts; got.Rejected != 1 || got.New != 1 {
		t.Fatalf("before: %+v", got)
	}
	var kinds []metrics.NameKind
	for _, reject := range refused.Rejects {
		kind, name, unknown := ingest.UnknownName(reject)
		if !unknown || name == "" {
			t.Errorf("reject %+v gives no name", reject)
		}
		kinds = append(kinds, kind)
	}
	if len(kinds) != 2 || kinds[0] != metrics.NameOfIndicator || kinds[1] != metrics.NameOfArea {
		t.Errorf("kinds %v", kinds)
	}
	*choices = chosen{
		{Kind: metrics.NameOfIndicator, Name: "原煤总产", Normal: ingest.NormalName("原煤 总产"), Code: "COAL-OUTPUT"},
		{Kind: metrics.NameOfArea, Name: "伊金旗", Normal: ingest.NormalName("伊金旗"), Code: "150627"},
		{Kind: metrics.NameOfIndicator, Name: "煤炭产量", Normal: ingest.NormalName("煤炭产量"), Code: "BED-SHARE"},
	}
	if got := b.load("actuals", file).Run.Counts; got.New != 1 || got.Unchanged != 1 || got.Rejected != 0 {
		t.Errorf("after: %+v", got)
	}
	if got := b.values(metrics.Vintage{})["COAL-OUTPUT 150627 2022"]; got != "7" {
		t.Errorf("value %q, want 7", got)
	}
	for i := range *choices {
		(*choices)[i].Removed = true
	}
	if got := b.load("actuals", "指标,地区,时期,数值\n原煤总产,伊金旗,2023,7\n煤炭产量,全市,2023,8\n").Run.Counts; got.Rejected != 1 {
		t.Errorf("taken back: %+v", got)
	}
}

// One name of several indicators is decided by the choice; a choice for a thing that the
// catalogue does not have is none.
func TestChosenNameDecidesAnAmbiguousOne(t *testing.T) {
	choices := &chosen{{Kind: metrics.NameOfIndicator, Name: "新能源", Normal: "新能源", Code: "NEW-ENERGY-CAPACITY"}}
	b := newBench(t, ingest.Options{Names: choices})
	if got := b.load("actuals", "指标,时期,数值\n新能源,2022,5\n").Run.Counts; got.New != 1 {
		t.Errorf("chosen: %+v", got)
	}
	(*choices)[0].Code = "GONE"
	if _, err := b.importer.Import(context.Background(), b.submission("actuals", "指标,时期,数值\n新能源,2023,5\n")); problemKey(err) != "run.all_rejected" {
		t.Errorf("a choice without a thing: %v", err)
	}
}

// The city's file may say 伊旗, 伊金霍洛旗 or the code; names of authorities follow the day.
func TestNamesOfTheCatalogue(t *testing.T) {
	catalogue, err := catalogue.Read(fixtures.Files)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		on   metrics.Date
		name string
		want string
	}{
		{metrics.NewDate(2023, 7, 19), "鄂尔多斯银保监分局", "O-BANKING-INSURANCE-REGULATOR"},
		{metrics.NewDate(2023, 7, 19), "市银保监局", "O-BANKING-INSURANCE-REGULATOR"},
		{metrics.NewDate(2023, 7, 20), "国家金融监管总局鄂尔多斯监管分局", "O-FINANCIAL-REGULATOR"},
		{metrics.NewDate(2023, 7, 20), "鄂尔多斯银保监分局", ""},
		{metrics.NewDate(2023, 7, 20), "Ｏ－不存在", ""},
	} {
		got := ""
		if found := catalogue.OrganisationNamed(c.name, c.on, ingest.NormalName); found != nil {
			got = found.Code
		}
		if got != c.want {
			t.Errorf("%s on %s is %q, want %q", c.name, c.on, got, c.want)
		}
	}
	for _, name := range []string{"伊旗", "伊金霍洛旗", "150627"} {
		found := ""
		for _, area := range ingest.NamesToChoose(catalogue, metrics.NameOfArea) {
			if area.Form == name {
				found = area.Code
			}
		}
		if found != "150627" {
			t.Errorf("%s is %q", name, found)
		}
	}
}
