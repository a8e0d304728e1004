package returned_test

import (
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"zhibiao/ingest/returned"
	"zhibiao/metrics"
)

// Each expectation is the file as a person would write it: the two columns behind the
// last one, nothing else touched. Row 3 is wrong in every case.
func TestTextComesBackTheWayItCame(t *testing.T) {
	heads := returned.PlaceHeading + "," + returned.ReasonHeading
	mark := "returned.place row 3 columns 数值,number.form number.form.hint"
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String("指标,时期,数值\n甲,2023,1\n乙,2023,x\n")
	if err != nil {
		t.Fatal(err)
	}
	utf16Wanted, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String("指标,时期,数值," + heads + "\n甲,2023,1\n乙,2023,x," + mark + "\n")
	if err != nil {
		t.Fatal(err)
	}
	gb, err := simplifiedchinese.GB18030.NewEncoder().String("指标,时期,数值\r\n甲,2023,1\r\n乙,2023,x\r\n")
	if err != nil {
		t.Fatal(err)
	}
	gbWanted, err := simplifiedchinese.GB18030.NewEncoder().String("指标,时期,数值," + heads + "\r\n甲,2023,1\r\n乙,2023,x," + mark + "\r\n")
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct{ file, want string }{
		"UTF-8": {"指标,时期,数值\n甲,2023,1\n乙,2023,x\n", "指标,时期,数值," + heads + "\n甲,2023,1\n乙,2023,x," + mark + "\n"},
		"byte order mark, no last line break": {"\ufeff指标,时期,数值\n甲,2023,1\n乙,2023,x",
			"\ufeff指标,时期,数值," + heads + "\n甲,2023,1\n乙,2023,x," + mark},
		"GB18030 with CRLF": {gb, gbWanted},
		"UTF-16":            {utf16, utf16Wanted},
		"a short row": {"指标,时期,数值,备注\n甲,2023,1,\n乙,2023,x\n",
			"指标,时期,数值,备注," + heads + "\n甲,2023,1,\n乙,2023,x,," + mark + "\n"},
		"line break in quotes, which is one row": {"指标,时期,数值\n\"甲\n一\",2023,1\n乙,2023,\"x,y\"\n",
			"指标,时期,数值," + heads + "\n\"甲\n一\",2023,1\n乙,2023,\"x,y\"," + mark + "\n"},
		"a title above": {"一览表\n指标,时期,数值\n乙,2023,x\n", "一览表\n指标,时期,数值," + heads + "\n乙,2023,x," + mark + "\n"},
		"marked before: the old marks go": {"指标,时期,数值," + heads + "\n甲,2023,1,第 2 行,旧的原因\n乙,2023,x\n",
			"指标,时期,数值," + heads + "\n甲,2023,1\n乙,2023,x," + mark + "\n"},
	} {
		t.Run(name, func(t *testing.T) {
			path := save(t, "a.csv", []byte(test.file))
			got := write(t, path, returned.Result{File: "a.csv", Counts: metrics.RunCounts{Rows: 2, New: 1, Rejected: 1},
				Rejects: []metrics.Reject{reject("", 3, "数值", "x", "number.form", false)}})
			if string(got) != test.want {
				t.Errorf("got %q\nwant %q", got, test.want)
			}
		})
	}
}

// A cell of ours never becomes a formula or breaks the row: separators are quoted.
func TestDeclaredDelimiterAndSemicolons(t *testing.T) {
	path := save(t, "a.csv", []byte("sep=;\n指标;时期;数值\n甲;2023;x\n"))
	got := write(t, path, returned.Result{File: "a.csv", Rejects: []metrics.Reject{
		reject("", 3, "数值", "x", "a;b", false), reject("", 3, "时期", "2023", "c", true)}})
	want := "sep=;\n指标;时期;数值;" + returned.PlaceHeading + ";" + returned.ReasonHeading + "\n" +
		"甲;2023;x;returned.place row 3 columns 数值、时期;\"a;b a;b.hint\nc c.hint\"\n"
	if string(got) != want {
		t.Errorf("got %q\nwant %q", got, want)
	}
}
