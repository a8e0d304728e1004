package catalogue_test

import (
	"testing"

	"zhibiao/fixtures"
	"zhibiao/ingest/catalogue"
	"zhibiao/metrics"
)

// The gaps that a reader of the bulletins finds with a pencil. Tables 3, 12, 13 and 14
// of document 169, boxes 1 to 3 of document 166, the list of document 194:
//
//   - 21 mines, 17080 by 2025: only row 1 (280) ends by then, 16800 later.
//   - 7 mines, 5300 by 2030: all of them end in 2030.
//   - storage “newly built” 600: 200 in rows 1 to 12; rows 13 and 14 end in 2026.
//   - hydrogen 20 in 2025: 25.28 end by then, 11.22 in 2026; 100 in 2030 against 36.5.
//   - oil of document 166, 560: 200 and one project without a number. With table 12:
//     108 + 16 are built, 436 are needed, 200 + 237 come by 2025.
//   - gas of document 166, 100: 40 + 40. With table 12: 14.2 is built, 85.8 are needed,
//     20 + 40 come by 2025, 20 in 2026.
//   - degradables 160: 100+10+10+24+12 = 156, the BDO is not added.
//   - olefins 1000: 260+40+80 = 380, three projects without a number.
//   - 5.1 places for 2153.638 thousand residents are 10984; 5508 stand; 3273 are listed.
//     By 2023: 3.76 gives 8098, 220+50+200+50+37+120+80+150+150 = 1057 end by then.
//   - coal power for use in the city, 464: 132 + 132 by 2025 and 200 without a date.
//   - coal power of the eastern corridor, 400 by 2025: its project ends in 2026.
//   - 7 stations of 500 kV: six are printed as 1 座, four only with their transformers.
func TestKnownGapsOfTheBulletins(t *testing.T) {
	read, err := catalogue.Read(fixtures.Files)
	if err != nil {
		t.Fatal(err)
	}
	balances := map[string]metrics.PipelineBalance{}
	for _, balance := range metrics.PipelineOf(read, metrics.NewDate(2023, 7, 31), nil) {
		balances[balance.Supply.Link.Code+" "+balance.Target.Period] = balance
	}
	for name, want := range map[string]struct {
		needed, byDeadline, undated, later, missing string
		verdict                                     metrics.PipelineVerdict
	}{
		"PL-NEW-MINES-14TH 2025":            {"17080", "280", "0", "16800", "16800", metrics.PipelineShort},
		"PL-NEW-MINES-15TH 2030":            {"5300", "5300", "0", "0", "0", metrics.PipelineCovered},
		"PL-STORAGE 2025":                   {"600", "200", "0", "0", "400", metrics.PipelineShort},
		"PL-HYDROGEN 2025":                  {"20", "25.28", "0", "11.22", "-5.28", metrics.PipelineCovered},
		"PL-HYDROGEN 2030":                  {"100", "36.5", "0", "0", "63.5", metrics.PipelineOpen},
		"PL-COAL-TO-OIL-166 2025":           {"560", "0", "200", "0", "360", metrics.PipelineOpen},
		"PL-COAL-TO-OIL-169 2025":           {"436", "437", "0", "0", "-1", metrics.PipelineCovered},
		"PL-COAL-TO-GAS-166 2025":           {"100", "0", "80", "0", "20", metrics.PipelineOpen},
		"PL-COAL-TO-GAS-169 2025":           {"85.8", "60", "0", "20", "25.8", metrics.PipelineShort},
		"PL-DEGRADABLE 2025":                {"160", "0", "156", "0", "4", metrics.PipelineOpen},
		"PL-OLEFIN 2025":                    {"1000", "0", "380", "0", "620", metrics.PipelineOpen},
		"PL-CHILDCARE 2023":                 {"2590", "1057", "0", "2216", "1533", metrics.PipelineShort},
		"PL-CHILDCARE 2025":                 {"5476", "3273", "0", "0", "2203", metrics.PipelineShort},
		"PL-LOCAL-COAL-POWER 2025":          {"464", "264", "200", "0", "0", metrics.PipelineInTime},
		"PL-EXPORT-COAL-POWER-EAST 2025":    {"400", "0", "0", "400", "400", metrics.PipelineShort},
		"PL-EXPORT-NEW-ENERGY 2025":         {"3280", "3280", "0", "0", "0", metrics.PipelineCovered},
		"PL-LOCAL-NEW-ENERGY 2025":          {"2700", "2397.3", "0", "0", "302.7", metrics.PipelineOpen},
		"PL-SUBSTATIONS-500KV 2025":         {"7", "6", "0", "0", "1", metrics.PipelineOpen},
		"PL-ELDERLY-BEDS 2025":              {"0", "4492", "0", "0", "0", metrics.PipelineNoNumber},
		"PL-EXPORT-NEW-ENERGY-TIANJIN 2023": {"400", "400", "0", "0", "0", metrics.PipelineCovered},
	} {
		got, found := balances[name]
		if !found {
			t.Errorf("%s: no balance", name)
			continue
		}
		for what, pair := range map[string][2]string{
			"needed": {got.Needed.Decimal.String(), want.needed}, "by the deadline": {got.ByDeadline.String(), want.byDeadline},
			"without a year": {got.Undated.String(), want.undated}, "later": {got.Later.String(), want.later},
			"missing": {got.Missing.Decimal.String(), want.missing},
		} {
			if pair[0] != pair[1] {
				t.Errorf("%s: %s is %s, want %s", name, what, pair[0], pair[1])
			}
		}
		if got.Verdict != want.verdict {
			t.Errorf("%s: %s, want %s", name, got.Verdict, want.verdict)
		}
	}
}

// Every project that the catalogue notes as capacity of an indicator is listed under
// some link, and every link finds projects and a target. The event of the Sulige plant
// is no capacity.
func TestEveryCapacityProjectIsLinked(t *testing.T) {
	read, err := catalogue.Read(fixtures.Files)
	if err != nil {
		t.Fatal(err)
	}
	linked, balanced := map[string]bool{}, map[string]bool{}
	for _, balance := range metrics.PipelineOf(read, metrics.NewDate(2023, 7, 31), nil) {
		balanced[balance.Supply.Link.Code] = len(balance.Supply.Projects) > 0
		for _, row := range balance.Supply.Projects {
			linked[row.Project.Code] = true
		}
	}
	for _, link := range read.PipelineLinks {
		if !balanced[link.Code] {
			t.Errorf("%s finds no project or no target", link.Code)
		}
		if indicator := read.Indicator(link.Indicator); indicator.Direction == metrics.LowerIsBetter {
			t.Errorf("%s: capacity cannot bring %s down", link.Code, link.Indicator)
		}
	}
	for _, project := range read.Projects {
		if project.IndicatorHint != "" && project.IndicatorHint != "苏里格天然气深度处理总厂投产" && !linked[project.Code] {
			t.Errorf("%s (%s) belongs to no link", project.Code, project.IndicatorHint)
		}
	}
}
