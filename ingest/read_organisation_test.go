package ingest_test

import (
	"testing"

	"zhibiao/ingest"
	"zhibiao/metrics"
)

// withRegulators adds two organisations to the small catalogue: one became the other on
// 20 July 2023, and the first was printed 市银保监局 as well.
func withRegulators(b *bench) {
	b.Helper()
	catalogue := smallCatalogue()
	catalogue.Organisations = append(catalogue.Organisations,
		metrics.Organisation{Code: "O-OLD", NameZh: "鄂尔多斯银保监分局", NameEn: "Old regulator", ValidTo: metrics.NewDate(2023, 7, 19), Successor: "O-NEW"},
		metrics.Organisation{Code: "O-NEW", NameZh: "金融监管总局分局", NameEn: "New regulator", ValidFrom: metrics.NewDate(2023, 7, 20)})
	catalogue.OrganisationAliases = append(catalogue.OrganisationAliases, metrics.OrganisationAlias{Organisation: "O-OLD", Alias: "市银保监局", ValidTo: metrics.NewDate(2023, 7, 19)})
	if err := b.ledger.SaveCatalogue(b.Context(), metrics.Run{}, catalogue.Index()); err != nil {
		b.Fatal(err)
	}
}

// Names of those who report are those of the time: the end of the period decides. All
// values are loaded; the organisation is the source of those that give none.
func TestWhoReportedIsKnownByTheNameOfTheTime(t *testing.T) {
	choices := &chosen{}
	b := newBench(t, ingest.Options{Names: choices})
	withRegulators(b)
	const head = "指标,时期,数值,填报单位,来源\n"
	for _, c := range []struct{ period, name, source, want, flag string }{
		{"2022", "市银保监局", "", "鄂尔多斯银保监分局", ""},
		{"2021", "O-OLD", "", "鄂尔多斯银保监分局", ""},
		{"2023", "金融监管总局分局", "", "金融监管总局分局", ""},
		{"2020", "鄂尔多斯 银保监分局", "公报", "公报", ""},
		{"2019", "", "", "", ""},
		{"2024-05", "市银保监局", "", "鄂尔多斯银保监分局", "organisation.not_then"}, // the name of before
		{"2018", "金融监管总局分局", "", "金融监管总局分局", "organisation.not_then"},  // not yet founded
		{"2017", "金融监管总局分居", "", "", "organisation.unknown"},
		{"2016", "甲", "", "", "organisation.unknown.alone"},
	} {
		report := b.load("actuals", head+"煤炭产量,"+c.period+",5,"+c.name+","+c.source+"\n")
		if report.Run.Counts.New != 1 {
			t.Errorf("%s %s: %+v, want one new value", c.period, c.name, report.Run.Counts)
			continue
		}
		flags := []string{}
		for _, remark := range report.Rejects {
			if remark.Problem.Key == c.flag {
				if !remark.Warning || remark.Column != "填报单位" || remark.Problem.Arguments["value"] != c.name {
					t.Errorf("%s %s: flag %+v", c.period, c.name, remark)
				}
			}
			flags = append(flags, remark.Problem.Key)
		}
		if c.flag == "" && len(flags) > 0 || c.flag != "" && (len(flags) != 1 || flags[0] != c.flag) {
			t.Errorf("%s %s: flags %v, want %q", c.period, c.name, flags, c.flag)
		}
		observations, err := b.ledger.Observations(t.Context(), metrics.ObservationQuery{Indicators: []string{"COAL-OUTPUT"}})
		if err != nil {
			t.Fatal(err)
		}
		for _, observation := range observations {
			if observation.Period.String() == c.period && observation.SourceTitle != c.want {
				t.Errorf("%s %s: source %q, want %q", c.period, c.name, observation.SourceTitle, c.want)
			}
		}
	}

	// A period that cannot be read is the only fault of its row.
	if report, err := b.importer.Import(t.Context(), b.submission("actuals", head+"煤炭产量,某年,5,市银保监局,\n煤炭产量,2014,5,,\n")); err != nil ||
		report.Run.Counts.Rejected != 1 || len(report.Rejects) != 1 || report.Rejects[0].Column != "时期" {
		t.Errorf("a wrong period: %v %+v", err, report.Rejects)
	}

	*choices = chosen{{Kind: metrics.NameOfOrganisation, Name: "甲", Normal: ingest.NormalName("甲"), Code: "O-NEW"}}
	if report := b.load("actuals", head+"煤炭产量,2015,5,甲,\n"); report.Run.Counts.New != 1 || len(report.Rejects) != 0 {
		t.Errorf("chosen: %+v %+v", report.Run.Counts, report.Rejects)
	}
}
