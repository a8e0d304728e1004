package returned

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"zhibiao/metrics"
)

// The colours of the cells that something is wrong with: rejected and flagged. They are
// told apart by the comment as well. By them, too, an earlier copy is known.
const (
	rejectedColour = "FFC9CE"
	flaggedColour  = "FFEDB5"
)

// mostComments bounds the comments on one workbook: beyond it a spreadsheet becomes
// slow. The cells are coloured and listed all the same.
const mostComments = 3000

// author is whom the comments come from, in every language.
const author = "指标 Zhibiao"

// ownEnd stands between a comment of the sender's own and ours.
const ownEnd = "\n————\n"

// marking is the work on one workbook.
type marking struct {
	file     *excelize.File
	words    Words
	result   Result
	fills    map[string]int    // colour → number of the fill
	styles   map[[2]int]int    // style of a cell and fill → style with that fill
	sheets   map[string]*sheet // by name
	comments int
}

func writeWorkbook(to io.Writer, path string, result Result, words Words) error {
	if err := checkSize(path, result.File); err != nil {
		return err
	}
	// By its handle, since a file may lie under a name without an ending.
	original, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = original.Close() }()
	file, err := openToMark(original)
	if err != nil {
		return metrics.NewProblem("file.damaged", "file", result.File).Because(err)
	}
	defer func() { _ = file.Close() }()
	m := &marking{file: file, words: words, result: result,
		fills: map[string]int{}, styles: map[[2]int]int{}, sheets: map[string]*sheet{}}
	if err := m.removeEarlier(); err != nil {
		return fmt.Errorf("take off the marks of an earlier copy: %w", err)
	}
	places, err := m.mark(byPlace(result.Rejects))
	if err != nil {
		return fmt.Errorf("mark the cells of %s: %w", result.File, err)
	}
	// What the copy could not keep is known only once it is written, so it is written
	// once without the list.
	var draft bytes.Buffer
	if err := file.Write(&draft); err != nil {
		return fmt.Errorf("write the copy of %s: %w", result.File, err)
	}
	lost, err := lostParts(path, draft.Bytes())
	if err != nil {
		return fmt.Errorf("compare the copy of %s: %w", result.File, err)
	}
	if err := m.writeList(places, lost); err != nil {
		return fmt.Errorf("list of what was not loaded: %w", err)
	}
	if err := file.Write(to); err != nil {
		return fmt.Errorf("write the copy of %s: %w", result.File, err)
	}
	return nil
}

// checkSize refuses a workbook whose sheets would take too much memory.
func checkSize(path, name string) error {
	archive, err := zip.OpenReader(path)
	if err != nil {
		return metrics.NewProblem("file.damaged", "file", name).Because(err)
	}
	defer func() { _ = archive.Close() }()
	var size uint64
	for _, part := range archive.File {
		size += part.UncompressedSize64
	}
	if size > mostSheetBytes {
		return metrics.NewProblem("returned.too_large", "file", name,
			"size", strconv.FormatUint(size>>20, 10), "limit", strconv.Itoa(mostSheetBytes>>20))
	}
	return nil
}

// markedPlace is one cell with all that is wrong with it.
type markedPlace struct {
	sheet, cell string // cell is empty where only the file is known
	rejects     []metrics.Reject
}

func (p markedPlace) rejected() bool {
	for _, reject := range p.rejects {
		if !reject.Warning {
			return true
		}
	}
	return false
}

// mark colours the cells and comments on them, in the order of the file.
func (m *marking) mark(rejects []metrics.Reject) ([]markedPlace, error) {
	var places []markedPlace
	at := map[[2]string]int{}
	for _, reject := range rejects {
		sheetName, cell, err := m.find(reject)
		if err != nil {
			return nil, err
		}
		key := [2]string{sheetName, cell}
		i, known := at[key]
		if !known || cell == "" {
			i = len(places)
			at[key] = i
			places = append(places, markedPlace{sheet: sheetName, cell: cell})
		}
		places[i].rejects = append(places[i].rejects, reject)
	}
	for _, place := range places {
		if place.cell == "" {
			continue
		}
		if err := m.colour(place); err != nil {
			return nil, fmt.Errorf("cell %s!%s: %w", place.sheet, place.cell, err)
		}
	}
	return places, nil
}

func (m *marking) colour(place markedPlace) error {
	colour := flaggedColour
	if place.rejected() {
		colour = rejectedColour
	}
	before, err := m.file.GetCellStyle(place.sheet, place.cell)
	if err != nil {
		return err
	}
	fill, err := m.fill(colour)
	if err != nil {
		return err
	}
	if err := m.file.SetCellStyle(place.sheet, place.cell, place.cell, m.filled(before, fill)); err != nil {
		return err
	}
	if m.comments++; m.comments > mostComments {
		return nil
	}
	return m.comment(place)
}

// comment adds the reason to a cell; a comment of the sender's own stays before it.
func (m *marking) comment(place markedPlace) error {
	text := reasons(place.rejects, m.words)
	var runs []excelize.RichTextRun
	if own := m.sheets[place.sheet].comments[place.cell]; own != "" {
		if err := m.file.DeleteComment(place.sheet, place.cell); err != nil {
			return err
		}
		runs = append(runs, excelize.RichTextRun{Text: own + ownEnd, Font: &excelize.Font{Size: 9}})
	}
	runs = append(runs, excelize.RichTextRun{Text: author + "\n", Font: &excelize.Font{Bold: true, Size: 9}},
		excelize.RichTextRun{Text: text, Font: &excelize.Font{Size: 9}})
	return m.file.AddComment(place.sheet, excelize.Comment{Author: author, Cell: place.cell, Paragraph: runs,
		Width: 320, Height: uint(60 + 20*strings.Count(text, "\n") + len([]rune(text))/2)})
}

// fill returns the number of a fill of one colour.
func (m *marking) fill(colour string) (int, error) {
	if number, known := m.fills[colour]; known {
		return number, nil
	}
	style, err := m.file.NewStyle(&excelize.Style{Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}})
	if err != nil {
		return 0, err
	}
	m.fills[colour] = *m.file.Styles.CellXfs.Xf[style].FillID
	return m.fills[colour], nil
}

// filled returns the style of a cell with another fill: number format, borders and
// font stay, down to what excelize has no name for.
func (m *marking) filled(before, fill int) int {
	key := [2]int{before, fill}
	if style, known := m.styles[key]; known {
		return style
	}
	formats := m.file.Styles.CellXfs
	copied := formats.Xf[before]
	applied := true
	copied.FillID, copied.ApplyFill = &fill, &applied
	formats.Xf = append(formats.Xf, copied)
	formats.Count = len(formats.Xf)
	m.styles[key] = formats.Count - 1
	return m.styles[key]
}
