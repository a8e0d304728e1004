package reports

import (
	"bytes"
	"io"
	"math"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// What the row writer writes of cells of every kind is what excelize's stream writer
// writes, byte for byte.
func TestRowsAreThoseOfTheStreamWriter(t *testing.T) {
	zone := time.FixedZone("UTC+8", 8*3600)
	var cells []excelize.Cell
	for _, value := range []any{nil, 0, -17, 0.1, 1e21, -2.5e-7, math.Inf(1), "", "托位数", " 前后 ", "一\n二", "尾\n", "a<b>&\"c\"'d'\t", "\x02\xff\ufffe\U0001F600",
		"_x0041_", "_x005F_x0041_", "x_x00e9_y", "=1+1", time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC), time.Date(2024, 7, 1, 9, 30, 59, 0, zone)} {
		cells = append(cells, excelize.Cell{StyleID: len(cells) % 3, Value: value})
		if _, isTime := value.(time.Time); !isTime && value != math.Inf(1) { // no formula has such a value
			cells = append(cells, excelize.Cell{Value: value, Formula: `IF(A1<"x&y",'一'!B2,3)`})
		}
	}
	file, err := newRowFile()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.close() }()
	writer := file.begin("sheet")
	book := excelize.NewFile()
	defer func() { _ = book.Close() }()
	stream, err := book.NewStreamWriter("Sheet1")
	if err != nil {
		t.Fatal(err)
	}
	style := 0
	for range 2 { // so that the numbers of the styles are known to the workbook
		if style, err = book.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: style == 0, Italic: true}}); err != nil {
			t.Fatal(err)
		}
	}
	values := make([]any, len(cells))
	for i := range cells {
		values[i] = cells[i]
		if _, isTime := cells[i].Value.(time.Time); isTime && cells[i].StyleID == 0 {
			cells[i].StyleID = style // excelize would choose one
			values[i] = cells[i]
		}
	}
	for number, height := range []float64{0, 17.5} {
		if err := writer.write(number+1, height, cells); err != nil {
			t.Fatal(err)
		}
		if err := stream.SetRow("A"+string(rune('1'+number)), values, excelize.RowOpts{Height: height}); err != nil {
			t.Fatal(err)
		}
	}
	if err := writer.end(); err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(file.of("sheet"))
	if err != nil {
		t.Fatal(err)
	}
	if want := streamedRows(t, book, stream); !bytes.Equal(got, want) {
		for i := range min(len(got), len(want)) {
			if got[i] != want[i] {
				t.Fatalf("byte %d: got …%s\nwant …%s", i, got[max(i-60, 0):min(i+60, len(got))], want[max(i-60, 0):min(i+60, len(want))])
			}
		}
		t.Fatalf("%d bytes, want %d", len(got), len(want))
	}
}

// streamedRows are the rows that the stream writer has written.
func streamedRows(t *testing.T, book *excelize.File, stream *excelize.StreamWriter) []byte {
	t.Helper()
	if err := stream.Flush(); err != nil {
		t.Fatal(err)
	}
	var whole bytes.Buffer
	if err := book.Write(&whole); err != nil {
		t.Fatal(err)
	}
	reader, err := newPartReader(whole.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range reader.archive.File {
		if part.Name == sheetPart(1) {
			content, err := readPart(part, maximumUnpacked)
			if err != nil {
				t.Fatal(err)
			}
			_, rows, _ := bytes.Cut(content, []byte("<sheetData>"))
			rows, _, _ = bytes.Cut(rows, []byte(endOfRows))
			return rows
		}
	}
	t.Fatal("no sheet")
	return nil
}

func TestARowThatIsTooHighIsRefused(t *testing.T) {
	if err := (&rowWriter{}).write(1, excelize.MaxRowHeight+1, nil); err == nil {
		t.Error("a height that no program takes is written")
	}
}
