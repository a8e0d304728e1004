package table_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"zhibiao/ingest/table"
)

func encoded(t *testing.T, encoding encoding.Encoding, text string) []byte {
	t.Helper()
	content, err := encoding.NewEncoder().Bytes([]byte(text))
	must(t, err)
	return content
}

// The same two rows in every encoding and with every delimiter read the same.
func TestDelimitedText(t *testing.T) {
	plain := "指标,数值\n煤炭产量,67000\n托位数,5508\n"
	for name, content := range map[string][]byte{
		"UTF-8":              []byte(plain),
		"UTF-8 with mark":    []byte("\ufeff" + plain),
		"UTF-16LE":           encoded(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), plain),
		"UTF-16BE":           encoded(t, unicode.UTF16(unicode.BigEndian, unicode.UseBOM), plain),
		"UTF-16LE, no mark":  encoded(t, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), plain),
		"UTF-16BE, no mark":  encoded(t, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), plain),
		"GB18030":            encoded(t, simplifiedchinese.GB18030, plain),
		"semicolons":         []byte(strings.ReplaceAll(plain, ",", ";")),
		"tabs":               []byte(strings.ReplaceAll(plain, ",", "\t")),
		"carriage returns":   []byte(strings.ReplaceAll(plain, "\n", "\r\n")),
		"no last line break": []byte(strings.TrimSuffix(plain, "\n")),
	} {
		t.Run(name, func(t *testing.T) {
			opened, rows, err := read(t, "表.csv", content, table.Options{})
			must(t, err)
			if diff := cmp.Diff([]string{"指标", "数值"}, opened.Columns()); diff != "" {
				t.Error(diff)
			}
			want := []table.Row{{Number: 2, Cells: []string{"煤炭产量", "67000"}}, {Number: 3, Cells: []string{"托位数", "5508"}}}
			if diff := cmp.Diff(want, rows); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// 一 is 4E00 and 上 is 4E0A: their bytes look like a NUL on the wrong side and like a line
// break.
func TestUnmarkedWideTextWithMisleadingCharacters(t *testing.T) {
	plain := "指标,时期,数值,说明\n煤炭产量,2023年上半年,1,上年同期一样\n煤炭产量,2023年一季度,2,上上上\n"
	for name, order := range map[string]unicode.Endianness{"little": unicode.LittleEndian, "big": unicode.BigEndian} {
		_, rows, err := read(t, "表.csv", encoded(t, unicode.UTF16(order, unicode.IgnoreBOM), plain), table.Options{})
		if err != nil || len(rows) != 2 || rows[1].Cells[1] != "2023年一季度" {
			t.Errorf("%s: %v, %v", name, rows, err)
		}
	}
}

// Rows are numbered as a spreadsheet numbers them: a line break inside quotation marks
// begins no row, an empty line is one.
func TestRowNumbers(t *testing.T) {
	text := "a,b\n" + // row 1
		"\"x\ny\",1\n" + // row 2, two lines
		"\n" + // row 3, empty
		" , \n" + // row 4, blank
		"z,2\n" + // row 5
		"short\n" // row 6, one cell
	_, rows, err := read(t, "t.csv", []byte(text), table.Options{})
	must(t, err)
	want := []table.Row{
		{Number: 2, Cells: []string{"x\ny", "1"}}, {Number: 5, Cells: []string{"z", "2"}}, {Number: 6, Cells: []string{"short", ""}},
	}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Error(diff)
	}
}

// A header may stand below titles; rows above it are no data.
func TestHeaderBelowTitles(t *testing.T) {
	text := "sep=;\n2023年统计表\n\n单位：万吨\na;b\n1;2\n"
	opened, rows, err := read(t, "t.csv", []byte(text), table.Options{IsHeader: func(cells []string) bool { return len(cells) == 2 }})
	must(t, err)
	if opened.HeaderRow() != 5 {
		t.Errorf("header row %d, want 5", opened.HeaderRow())
	}
	if diff := cmp.Diff([]table.Row{{Number: 6, Cells: []string{"1", "2"}}}, rows); diff != "" {
		t.Error(diff)
	}
}

// A line longer than the reader's buffer (64 KiB) may be cut inside a character.
func TestLongLine(t *testing.T) {
	long := strings.Repeat("煤", 30_000) // 90,000 bytes
	_, rows, err := read(t, "t.csv", []byte("指标,注\na"+long+","+long+"\nb,b\n"), table.Options{})
	must(t, err)
	if len(rows) != 2 || rows[0].Cells[1] != long {
		t.Errorf("got %d rows, or the long cell differs", len(rows))
	}
}

// A text with a GB18030 line and more UTF-8 lines is damaged, not GB18030.
func TestMixedEncodings(t *testing.T) {
	content := append([]byte("指标,数值\n煤炭产量,1\n"), encoded(t, simplifiedchinese.GB18030, "煤炭产量,2\n")...)
	_, _, err := read(t, "t.csv", content, table.Options{})
	if key := problemKey(err); key != "file.encoding" {
		t.Errorf("got %s, want file.encoding", key)
	}
}
