package ingest_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zhibiao/ingest"
)

// The same two values in the three versions of SDMX-CSV. 1.2 with UNIT_MULT 8 is 1.2 亿
// tons, which is 12000 万吨.
func TestSDMXVersions(t *testing.T) {
	want := []string{"COAL-OUTPUT|150600|A|2023|12000|P||", "COAL-OUTPUT|150627|M|2023-08|150|A||快报"}
	for name, text := range map[string]string{
		"1.0": "DATAFLOW,FREQ,REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MEASURE,UNIT_MULT,COMMENT_OBS\n" +
			"CITY:DF(1.0),A,150600,COAL-OUTPUT,2023,1.2,P,吨,8,\nCITY:DF(1.0),M,150627,COAL-OUTPUT,2023-M08,150,,吨,4,快报\n",
		"1.0 with semicolons and decimal commas": "DATAFLOW;FREQ;REF_AREA;INDICATOR;TIME_PERIOD;OBS_VALUE;OBS_STATUS;UNIT_MEASURE;UNIT_MULT;COMMENT_OBS\n" +
			"CITY:DF(1.0);A;150600;COAL-OUTPUT;2023-A1;1,2;P;吨;8;\nCITY:DF(1.0);M;150627;COAL-OUTPUT;2023-08;150,000;;吨;4;快报\n",
		"2.0 in another order": "STRUCTURE,STRUCTURE_ID,ACTION,OBS_VALUE,TIME_PERIOD,INDICATOR,REF_AREA,FREQ,UNIT_MEASURE,OBS_STATUS,COMMENT_OBS\n" +
			"dataflow,CITY:DF(1.0.0),A,1.2,2023,COAL-OUTPUT,150600,A,亿吨,P,\ndataflow,CITY:DF(1.0.0),R,150,2023-08,COAL-OUTPUT,150627,M,万吨,,快报\n",
		"2.1 with names": "STRUCTURE[;],STRUCTURE_ID,ACTION,FREQ: Frequency,REF_AREA: Area,INDICATOR: Indicator,TIME_PERIOD: Time,OBS_VALUE: Value,OBS_STATUS: Status,UNIT_MEASURE: Unit,COMMENT_OBS\n" +
			"dataflow,CITY:DF(1.0.0): x,M,A: Annual,150600: City,COAL-OUTPUT: Coal: raw,2023,1.2,P: Provisional,亿吨: t,\n" +
			"dataflow,CITY:DF(1.0.0): x,M,M: Monthly,150627: Ejin,COAL-OUTPUT: Coal,2023-08,150,,万吨,快报\n",
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, ingest.Options{})
			report := b.load("actuals", text)
			if diff := cmp.Diff(want, b.facts()); diff != "" {
				t.Error(diff, remarksOf(report))
			}
			if len(report.Rejects) > 0 {
				t.Errorf("remarks %v", remarksOf(report))
			}
		})
	}
}

// facts are the stored lines without the place.
func (b *bench) facts() []string {
	var facts []string
	for _, line := range sorted(b.stored()) {
		facts = append(facts, strings.Join(strings.Split(line, "|")[:8], "|"))
	}
	return facts
}

const actionHeader = "STRUCTURE,STRUCTURE_ID,ACTION,INDICATOR,REF_AREA,TIME_PERIOD,OBS_VALUE,OBS_STATUS,COMMENT_OBS\n"

// What each action leaves of a value 5, status P, note 快报, as the field guide of
// SDMX-CSV 2.1 defines it: M changes what is given, R replaces the whole, D deletes what
// is given, or the whole when nothing is. A value that is gone has the status O, not reported.
func TestSDMXActions(t *testing.T) {
	for name, test := range map[string]struct{ row, want, remark string }{
		"merge a value":             {"M,COAL-OUTPUT,150600,2023,6,,", "6|P||快报", ""},
		"append is merge":           {"A,COAL-OUTPUT,150600,2023,6,,", "6|P||快报", ""},
		"information is merge":      {"I,COAL-OUTPUT,150600,2023,6,,", "6|P||快报", ""},
		"no action is merge":        {",COAL-OUTPUT,150600,2023,6,,", "6|P||快报", ""},
		"merge a status":            {"M,COAL-OUTPUT,150600,2023,,A,", "5|A||快报", ""},
		"merge nothing":             {"M,COAL-OUTPUT,150600,2023,,,", "5|P||快报", ""},
		"merge a missing value":     {"M,COAL-OUTPUT,150600,2023,NaN,,", "missing|L||快报", "value.missing"},
		"replace":                   {"R,COAL-OUTPUT,150600,2023,6,,", "6|A||", ""},
		"delete":                    {"D,COAL-OUTPUT,150600,2023,,,", "missing|O||ACTION = D", ""},
		"delete the value":          {"D,COAL-OUTPUT,150600,2023,-,,", "missing|O||快报", ""},
		"delete the status":         {"D,COAL-OUTPUT,150600,2023,,*,", "5|A||快报", ""},
		"delete the note":           {"D,COAL-OUTPUT,150600,2023,,,#N/A", "5|P||", ""},
		"delete all that is given":  {"D,COAL-OUTPUT,150600,2023,5,P,快报", "missing|O||", ""},
		"delete what is not there":  {"D,COAL-OUTPUT,150600,2022,,,", "5|P||快报", "sdmx.delete_nothing"},
		"merge into what is absent": {"M,COAL-OUTPUT,150600,2022,,,", "5|P||快报", ""},
		"switched off":              {"M,COAL-OUTPUT,~,2023,6,,", "5|P||快报", "sdmx.switched_off"},
		"delete switched off":       {"D,COAL-OUTPUT,~,2023,,,", "5|P||快报", "sdmx.switched_off"},
		"delete everything":         {"D,,,,,,", "5|P||快报", "sdmx.delete_all"},
		"unknown":                   {"X,COAL-OUTPUT,150600,2023,6,,", "5|P||快报", "sdmx.action"},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, ingest.Options{})
			b.load("actuals", actionHeader+"dataflow,CITY:DF(1.0.0),R,COAL-OUTPUT,150600,2023,5,P,快报\n")
			report := b.load("actuals", actionHeader+"dataflow,CITY:DF(1.0.0),R,COAL-OUTPUT,150627,2023,1,,\ndataflow,CITY:DF(1.0.0),"+test.row+"\n")
			facts := b.facts()
			if len(facts) != 2 || strings.TrimPrefix(facts[0], "COAL-OUTPUT|150600|A|2023|") != test.want {
				t.Errorf("got %v, want %s", facts, test.want)
			}
			found := ""
			for _, remark := range remarksOf(report) {
				if found == "" {
					found = remark.Key
				}
			}
			if found != test.remark {
				t.Errorf("remark %s, want %s", found, test.remark)
			}
		})
	}
}
