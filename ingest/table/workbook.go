package table

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"

	"zhibiao/metrics"
)

// openWorkbook checks the archive, reads the small parts of the workbook and opens the
// sheet that holds the data: the wanted one, or the one named 数据 or data, else the first.
func openWorkbook(file io.ReaderAt, size int64, name, wanted string, limits Limits) (*sheet, error) {
	archive, err := zip.NewReader(file, size)
	if err != nil {
		return nil, metrics.NewProblem("file.damaged", "file", name).Because(err)
	}
	if err := checkArchive(archive, name, limits); err != nil {
		return nil, err
	}
	opened, err := openSheet(archive, name, wanted, limits)
	if err != nil && metrics.AsProblem(err) == nil {
		return nil, metrics.NewProblem("file.damaged", "file", name).Because(err)
	}
	return opened, err
}

// checkArchive refuses zip bombs by the sizes that the directory of the archive
// declares. Go's zip reader stops with an error at a part that yields more than it
// declares, so the declared sizes can be relied on.
func checkArchive(archive *zip.Reader, name string, limits Limits) error {
	bomb := func(size, limit int64) error {
		return metrics.NewProblem("file.zip_bomb", "file", name, "size", megabytes(size), "limit", megabytes(limit))
	}
	var total uint64
	for _, part := range archive.File {
		if part.UncompressedSize64 > uint64(limits.PartBytes) {
			return bomb(int64(min(part.UncompressedSize64, 1<<62)), limits.PartBytes)
		}
		if total += part.UncompressedSize64; total > uint64(limits.UnzippedBytes) {
			return bomb(int64(total), limits.UnzippedBytes)
		}
		if part.Flags&1 != 0 {
			return metrics.NewProblem("file.encrypted", "file", name)
		}
	}
	if len(archive.File) > mostParts {
		return metrics.NewProblem("file.zip_parts", "file", name, "found", strconv.Itoa(len(archive.File)), "limit", strconv.Itoa(mostParts))
	}
	return nil
}

// openWorkbookFile holds what all sheets of a workbook share.
type openWorkbookFile struct {
	archive *zip.Reader
	name    string
	limits  Limits
	sheets  []sheetPart
	cells   cellReader
}

// sheetPart is one worksheet of a workbook.
type sheetPart struct {
	name, part string
	hidden     bool
}

func openSheet(archive *zip.Reader, name, wanted string, limits Limits) (*sheet, error) {
	workbook, err := readWorkbook(archive, name, limits)
	if err != nil {
		return nil, err
	}
	if wanted != "" {
		found := choose(workbook.sheets, wanted)
		if found == nil {
			return nil, metrics.NewProblem("layout.no_sheet", "file", name, "sheet", wanted)
		}
		return workbook.open(*found)
	}
	chosen := workbook.sheets[0]
	for _, sheet := range workbook.sheets {
		if sheet.name == "数据" || strings.EqualFold(sheet.name, "data") {
			chosen = sheet
			break
		}
	}
	return workbook.open(chosen)
}

// readWorkbook reads the small parts that every sheet needs.
func readWorkbook(archive *zip.Reader, name string, limits Limits) (*openWorkbookFile, error) {
	sheets, date1904, err := listSheets(archive)
	if err != nil {
		return nil, err
	}
	styles, err := readStyles(archive)
	if err != nil {
		return nil, err
	}
	texts, err := readSharedStrings(archive)
	if err != nil {
		return nil, err
	}
	return &openWorkbookFile{archive: archive, name: name, limits: limits, sheets: sheets,
		cells: cellReader{styles: styles, texts: texts, date1904: date1904}}, nil
}

func (w *openWorkbookFile) open(wanted sheetPart) (*sheet, error) {
	lastRow := declaredLastRow(w.archive, wanted.part)
	content, err := openPart(w.archive, wanted.part)
	if err != nil {
		return nil, err
	}
	held := &leash{reader: withoutBlankCells(content), length: mostSheetRowBytes}
	return &sheet{file: w.name, name: wanted.name, limits: w.limits, content: content, lastRow: lastRow,
		leash: held, decoder: newDecoder(held), cells: w.cells}, nil
}

// listSheets returns the worksheets in their order, and whether the workbook counts
// its days from 1904. There is at least one.
func listSheets(archive *zip.Reader) (sheets []sheetPart, date1904 bool, err error) {
	var workbook struct {
		Properties struct {
			Date1904 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []struct {
			Name     string `xml:"name,attr"`
			State    string `xml:"state,attr"`
			Relation string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
			Strict   string `xml:"http://purl.oclc.org/ooxml/officeDocument/relationships id,attr"`
		} `xml:"sheets>sheet"`
		Names []definedName `xml:"definedNames>definedName"`
	}
	var relations struct {
		All []struct {
			ID     string `xml:"Id,attr"`
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if err := decodePart(archive, "xl/workbook.xml", &workbook); err != nil {
		return nil, false, err
	}
	if err := decodePart(archive, "xl/_rels/workbook.xml.rels", &relations); err != nil {
		return nil, false, err
	}
	parts := map[string]string{}
	for _, relation := range relations.All {
		if strings.HasSuffix(relation.Type, "/worksheet") {
			target := path.Join("xl", relation.Target)
			if strings.HasPrefix(relation.Target, "/") {
				target = strings.TrimPrefix(relation.Target, "/")
			}
			parts[relation.ID] = target
		}
	}
	own := resultSheet(workbook.Names)
	for _, sheet := range workbook.Sheets {
		if sheet.Name == own {
			continue
		}
		if target, isWorksheet := parts[sheet.Relation+sheet.Strict]; isWorksheet {
			sheets = append(sheets, sheetPart{sheet.Name, target, strings.HasSuffix(strings.ToLower(sheet.State), "hidden")})
		}
	}
	if len(sheets) == 0 {
		return nil, false, errors.New("the workbook has no worksheet")
	}
	return sheets, isTrue(workbook.Properties.Date1904), nil
}

func isTrue(attribute string) bool { return attribute == "1" || attribute == "true" }

// openPart opens a part of the workbook; the case of its name does not matter.
func openPart(archive *zip.Reader, name string) (io.ReadCloser, error) {
	for _, part := range archive.File {
		if strings.EqualFold(strings.ReplaceAll(part.Name, `\`, "/"), name) {
			return part.Open()
		}
	}
	return nil, fmt.Errorf("part %s: %w", name, errNoPart)
}

var errNoPart = errors.New("the workbook has no such part")

func decodePart(archive *zip.Reader, name string, into any) error {
	content, err := openPart(archive, name)
	if err != nil {
		return err
	}
	defer func() { _ = content.Close() }()
	if err := newDecoder(&leash{reader: content, length: mostSmallPart}).Decode(into); err != nil {
		return fmt.Errorf("part %s: %w", name, err)
	}
	return nil
}

// newDecoder returns a strict XML decoder: entities of a document's own are errors.
func newDecoder(content io.Reader) *xml.Decoder { return xml.NewDecoder(content) }

// declaredLastRow reads the last row from the beginning of a sheet, 0 when it does not
// say. It serves progress bars only.
func declaredLastRow(archive *zip.Reader, part string) int {
	content, err := openPart(archive, part)
	if err != nil {
		return 0
	}
	defer func() { _ = content.Close() }()
	start := make([]byte, 4096)
	n, _ := io.ReadFull(content, start)
	_, rest, found := strings.Cut(string(start[:n]), `<dimension ref="`)
	reference, _, closed := strings.Cut(rest, `"`)
	if !found || !closed {
		return 0
	}
	_, last, _ := strings.Cut(reference, ":")
	row, _ := strconv.Atoi(strings.TrimLeft(last, "ABCDEFGHIJKLMNOPQRSTUVWXYZ$"))
	return row
}
