package ingest_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zhibiao/ingest"
	"zhibiao/metrics"
)

// remark is what a report says of a cell, reduced to what the cases tell.
type remark struct {
	Row     int
	Column  string
	Value   string
	Key     string
	Warning bool
}

func remarksOf(report ingest.Report) []remark {
	var remarks []remark
	for _, reject := range report.Rejects {
		remarks = append(remarks, remark{reject.Row, reject.Column, reject.Value, reject.Problem.Key, reject.Warning})
	}
	return remarks
}

// A blank area is the city; behind a row with an area the reviewer is asked, because it
// may mean the one above.
func TestBlankAreaIsAskedAbout(t *testing.T) {
	b := newBench(t, ingest.Options{})
	report := b.load("actuals", "指标,区域,时期,数值\n煤炭产量,,2021,1\n煤炭产量,伊旗,2021,2\n煤炭产量,,2022,3\n")
	if diff := cmp.Diff([]remark{{4, "区域", "", "area.blank", true}}, remarksOf(report)); diff != "" {
		t.Error(diff)
	}
	want := map[string]string{"COAL-OUTPUT 150600 2021": "1", "COAL-OUTPUT 150627 2021": "2", "COAL-OUTPUT 150600 2022": "3"}
	if diff := cmp.Diff(want, b.values(metrics.Vintage{})); diff != "" {
		t.Error(diff)
	}
}

// A person of one banner hands in rows of it and no others: not of the city, which is
// meant where no area is named.
func TestRowsOfOthersAreRejected(t *testing.T) {
	b := newBench(t, ingest.Options{})
	submission := b.submission("actuals", "指标,区域,频率,时期,数值\n煤炭产量,伊旗,A,2023,1\n煤炭产量,全市,A,2023,2\n煤炭产量,,A,2021,3\n煤炭产量,150600,A,2022,4\n")
	submission.Areas = []string{"150627"}
	report, err := b.importer.Import(context.Background(), submission)
	if err != nil {
		t.Fatal(err)
	}
	if report.Run.Counts.New != 1 || report.Run.Counts.Rejected != 3 {
		t.Errorf("%d new and %d rejected, want 1 and 3", report.Run.Counts.New, report.Run.Counts.Rejected)
	}
	for _, remark := range remarksOf(report) {
		if remark.Key != "import.area_not_yours" || remark.Column != "区域" {
			t.Errorf("row %d: %s in %s, want import.area_not_yours in 区域", remark.Row, remark.Key, remark.Column)
		}
	}
}

// Each row stands alone in a file below a good one, so that row 3 is the case. Today
// is 2024-06-01. A case without remarks is loaded as it is.
func TestRemarksOnRows(t *testing.T) {
	header := "指标,区域,频率,时期,数值,单位,状态,场景,同比,口径,链接,发布日期"
	good := "煤炭产量,,A,2001,1,,,,,,,"
	for name, test := range map[string]struct {
		row  string
		want []remark
	}{
		"plain":                  {"煤炭产量,伊旗,A,2023,18500,万吨,A,AC,2.8,,https://example.org/a,2024-02-28", nil},
		"no indicator":           {",,A,2023,1,,,,,,,", []remark{{3, "指标", "", "indicator.missing", false}}},
		"unknown indicator":      {"煤炭生产量,,A,2023,1,,,,,,,", []remark{{3, "指标", "煤炭生产量", "indicator.unknown", false}}},
		"ambiguous indicator":    {"新能源,,A,2023,1,,,,,,,", []remark{{3, "指标", "新能源", "indicator.ambiguous", false}}},
		"told apart by unit":     {"新能源,,A,2023,1,亿千瓦时,,,,,,", nil},
		"unknown area":           {"煤炭产量,包头市,A,2023,1,,,,,,,", []remark{{3, "区域", "包头市", "area.unknown.alone", false}}},
		"1960":                   {"煤炭产量,,A,1960,1,,,,,,,", []remark{{3, "时期", "1960", "period.range", false}}},
		"20 digits":              {"煤炭产量,,A,2023,12345678901234567890,,,,,,,", []remark{{3, "数值", "12345678901234567890", "number.digits", false}}},
		"11 decimals":            {"煤炭产量,,A,2023,0.12345678901,,,,,,,", []remark{{3, "数值", "0.12345678901", "number.decimals", false}}},
		"11 decimals by unit":    {"煤炭产量,,A,2023,0.1234567,吨,,,,,,", []remark{{3, "数值", "0.1234567", "number.decimals", false}}},
		"no number":              {"煤炭产量,,A,2023,很多,,,,,,,", []remark{{3, "数值", "很多", "number.form", false}}},
		"other quantity":         {"煤炭产量,,A,2023,1,亿元,,,,,,", []remark{{3, "单位", "亿元", "unit.incompatible", false}}},
		"unknown unit":           {"煤炭产量,,A,2023,1,担担,,,,,,", []remark{{3, "单位", "担担", "unit.unknown", false}}},
		"no value":               {"煤炭产量,,A,2023,—,,,,,,,", []remark{{3, "数值", "—", "value.missing", true}}},
		"said to be missing":     {"煤炭产量,,A,2023,,,L,,,,,", nil},
		"normal without value":   {"煤炭产量,,A,2023,,,A,,,,,", []remark{{3, "状态", "A", "status.without_value", false}}},
		"missing with value":     {"煤炭产量,,A,2023,5,,L,,,,,", []remark{{3, "状态", "L", "status.with_value", false}}},
		"unknown status":         {"煤炭产量,,A,2023,5,,Z,,,,,", []remark{{3, "状态", "Z", "status.unknown", false}}},
		"unknown frequency":      {"煤炭产量,,周,2023,5,,,,,,,", []remark{{3, "频率", "周", "frequency.unknown", false}}},
		"frequency against text": {"煤炭产量,,A,2023-08,5,,,,,,,", []remark{{3, "时期", "2023-08", "period.frequency", false}}},
		"no period":              {"煤炭产量,,A,,5,,,,,,,", []remark{{3, "时期", "", "period.missing", false}}},
		"no such month":          {"煤炭产量,,M,2023-13,5,,,,,,,", []remark{{3, "时期", "2023-13", "period.day", false}}},
		"demonstration":          {"煤炭产量,,A,2023,5,,,DEMO,,,,", []remark{{3, "场景", "DEMO", "scenario.mixed", false}}},
		"forecast":               {"煤炭产量,,A,2030,5,,,FC,,,,", nil},
		"unknown scenario":       {"煤炭产量,,A,2023,5,,,XX,,,,", []remark{{3, "场景", "XX", "scenario.unknown", false}}},
		"growth in words":        {"煤炭产量,,A,2023,5,,,,扭亏为盈,,,", []remark{{3, "同比", "扭亏为盈", "year_on_year.unread", true}}},
		"growth of nothing":      {"煤炭产量,,A,2023,5,,,,#DIV/0!,,,", []remark{{3, "同比", "#DIV/0!", "year_on_year.unread", true}}},
		"growth in times":        {"煤炭产量,,A,2023,5,,,,1.2倍,,,", []remark{{3, "同比", "1.2倍", "year_on_year.unread", true}}},
		"growth with a triangle": {"煤炭产量,,A,2023,5,,,,▲5.2,,,", []remark{{3, "同比", "▲5.2", "number.form", false}}},
		"growth in brackets":     {"煤炭产量,,A,2023,5,,,,(5.2),,,", []remark{{3, "同比", "(5.2)", "number.brackets", false}}},
		"value in brackets":      {"煤炭产量,,A,2023,\"(1,234.5)\",,,,,,,", []remark{{3, "数值", "(1,234.5)", "number.brackets", false}}},
		"growth with sign":       {"煤炭产量,,A,2023,5,,,,-3.2%,,,", nil},
		"script as address":      {"煤炭产量,,A,2023,5,,,,,,javascript:alert(1),", []remark{{3, "链接", "javascript:alert(1)", "source_url.form", false}}},
		"no day":                 {"煤炭产量,,A,2023,5,,,,,,,去年", []remark{{3, "发布日期", "去年", "released.form", false}}},
		"day of 1960":            {"煤炭产量,,A,2023,5,,,,,,,1960-01-01", []remark{{3, "发布日期", "1960-01-01", "released.range", false}}},
		"released too early":     {"煤炭产量,,A,2023,5,,,,,,,2023-12-30", []remark{{3, "发布日期", "2023-12-30", "released.early", true}}},
		"released on last day":   {"煤炭产量,,A,2023,5,,,,,,,2023-12-31", nil},
		"released tomorrow":      {"煤炭产量,,A,2023,5,,,,,,,2024-06-02", []remark{{3, "发布日期", "2024-06-02", "released.future", true}}},
		"not over yet":           {"煤炭产量,,M,2024-06,5,,,,,,,", []remark{{3, "时期", "2024-06", "period.future", true}}},
		"just over":              {"煤炭产量,,M,2024-05,5,,,,,,,", nil},
		"share over 100":         {"护理型床位占比,,A,2023,100.1,%,,,,,,", []remark{{3, "数值", "100.1", "value.share", true}}},
		"share of 100":           {"护理型床位占比,,A,2023,100,%,,,,,,", nil},
		"growth over 100":        {"煤炭产量增速,,A,2023,120,%,,,,,,", nil},
		"about":                  {"煤炭产量,,A,2023,约5,,,,,,,", []remark{{3, "数值", "约5", "value.qualified", true}}},
		"footnote mark":          {"煤炭产量,,A,2023,5①,,,,,,,", []remark{{3, "数值", "5①", "value.footnote", true}}},
		"only a mark":            {"煤炭产量,,A,2023,①,,,,,,,", []remark{{3, "数值", "①", "number.form", false}}},
		"too many cells":         {"煤炭产量,,A,2023,1,234,,,,,,,2024-02-28", []remark{{3, "数值", "2024-02-28", "row.too_many_cells", false}}},
		"everything wrong": {"x,y,z,w,v,,qq,XX,,,,", []remark{{3, "指标", "x", "indicator.unknown.alone", false},
			{3, "区域", "y", "area.unknown", false}, {3, "场景", "XX", "scenario.unknown", false},
			{3, "频率", "z", "frequency.unknown", false}, {3, "数值", "v", "number.form", false},
			{3, "状态", "qq", "status.unknown", false}}},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, ingest.Options{})
			report := b.load("actuals", header+"\n"+good+"\n"+test.row+"\n")
			if diff := cmp.Diff(test.want, remarksOf(report)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Values arrive in the indicator's unit, exactly; text around numbers is understood.
func TestValuesAreConverted(t *testing.T) {
	for name, test := range map[string]struct{ value, unit, want string }{
		"own unit":          {"18500.50", "万吨", "18500.5"},
		"no unit":           {"18500", "", "18500"},
		"larger unit":       {"6.7", "亿吨", "67000"}, // 1 亿 is 10,000 万
		"smaller unit":      {"12345", "吨", "1.2345"},
		"multiple in cell":  {"3万", "吨", "3"}, // 30,000 吨
		"thousands marks":   {"\"67,000\"", "万吨", "67000"},
		"full-width digits": {"６７０００", "万吨", "67000"},
		"negative":          {"-5", "万吨", "-5"},
		"exponent":          {"6.7E+04", "万吨", "67000"},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, ingest.Options{})
			b.load("actuals", fmt.Sprintf("指标,时期,数值,单位\n煤炭产量,2023,%s,%s\n", test.value, test.unit))
			if got := b.values(metrics.Vintage{})["COAL-OUTPUT 150600 2023"]; got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

// The scope decides between meanings of a name, and stays in the note.
func TestScopeDecides(t *testing.T) {
	b := newBench(t, ingest.Options{})
	b.load("actuals", "指标,时期,数值,统计口径,备注\n原煤产量,2023,5,,\n原煤产量,2023,4,规模以上工业,快报\n")
	want := map[string]string{"COAL-OUTPUT 150600 2023": "5", "COAL-OUTPUT-LARGE 150600 2023": "4"}
	if diff := cmp.Diff(want, b.values(metrics.Vintage{})); diff != "" {
		t.Error(diff)
	}
	found, _ := b.ledger.Observations(context.Background(), metrics.ObservationQuery{Scenario: metrics.Actual, Indicators: []string{"COAL-OUTPUT-LARGE"}})
	if found[0].Note != "统计口径：规模以上工业；快报" {
		t.Errorf("note %q", found[0].Note)
	}
}

// A missing value stays missing: it is neither zero nor lost.
func TestMissingStaysMissing(t *testing.T) {
	b := newBench(t, ingest.Options{})
	b.load("actuals", "指标,时期,数值\n煤炭产量,2022,0\n煤炭产量,2023,未公布\n")
	want := map[string]string{"COAL-OUTPUT 150600 2022": "0", "COAL-OUTPUT 150600 2023": "missing"}
	if diff := cmp.Diff(want, b.values(metrics.Vintage{})); diff != "" {
		t.Error(diff)
	}
}

// The second row of a key is rejected and names the first, also when another batch
// lies between them and when its name is written differently.
func TestDuplicateNamesBothPlaces(t *testing.T) {
	b := newBench(t, ingest.Options{BatchRows: 1})
	report := b.load("actuals", "指标,频率,时期,数值\n煤炭产量,A,2023,1\n煤炭产量,A,2022,1\nCOAL-OUTPUT,,2023年,1\n煤炭产量,YTD,2023-12,1\n煤炭产量,M,2023-12,1\n")
	if diff := cmp.Diff([]remark{{4, "指标", "COAL-OUTPUT", "row.duplicate", false}}, remarksOf(report)); diff != "" {
		t.Fatal(diff)
	}
	if arguments := report.Rejects[0].Problem.Arguments; arguments["row"] != "4" || arguments["first_row"] != "2" {
		t.Errorf("got %v, want rows 4 and 2", arguments)
	}
}

func TestDemonstrationFeedTakesNothingElse(t *testing.T) {
	b := newBench(t, ingest.Options{})
	report := b.load("demonstration", "指标,时期,数值,场景\n煤炭产量,2022,1,\n煤炭产量,2023,1,DEMO\n煤炭产量,2024,1,AC\n")
	if diff := cmp.Diff([]remark{{4, "场景", "AC", "scenario.mixed", false}}, remarksOf(report)); diff != "" {
		t.Error(diff)
	}
	if values := b.values(metrics.Vintage{}); len(values) != 0 {
		t.Errorf("demonstration values among actual ones: %v", values)
	}
}

func TestUnknownColumnsAreNamed(t *testing.T) {
	b := newBench(t, ingest.Options{})
	report := b.load("actuals", "指标,填报人,时期,数值,电话\n煤炭产量,x,2023,1,y\n")
	if diff := cmp.Diff([]remark{{1, "填报人、电话", "填报人、电话", "file.columns_unknown", true}}, remarksOf(report)); diff != "" {
		t.Error(diff)
	}
	if report.Run.Counts.Flagged != 0 {
		t.Error("a remark on the header is no flagged row")
	}
}

// 煤炭生产量 needs one rune less to be 煤炭产量: one edit of five, a similarity of 0.8.
// 煤炭产量增速 needs three edits of six (0.5), 原煤产量, a name of the second indicator in
// a scope, three of five (0.4, just near enough), 新能源发电量 five of six (too far).
func TestNearestNames(t *testing.T) {
	b := newBench(t, ingest.Options{})
	report := b.load("actuals", "指标,区域,时期,数值\n煤炭产量,,2022,1\n煤炭生产量,伊金霍洛,2023,1\n")
	arguments := map[string]map[string]string{}
	for _, reject := range report.Rejects {
		arguments[reject.Problem.Key] = reject.Problem.Arguments
	}
	if got := arguments["indicator.unknown"]["nearest"]; got != "煤炭产量、煤炭产量增速、原煤产量" {
		t.Errorf("nearest indicators %q, want 煤炭产量, 煤炭产量增速, 原煤产量", got)
	}
	if got := arguments["area.unknown"]["nearest"]; got != "伊金霍洛旗" {
		t.Errorf("nearest areas %q, want 伊金霍洛旗", got)
	}
}
