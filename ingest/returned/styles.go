package returned

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/xuri/excelize/v2"
)

const (
	stylesPart = "xl/styles.xml"
	stylesType = `<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>`
	stylesLink = `<Relationship Id="zhibiaoStyles" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>`
	// plainStyles are the styles of a workbook that nobody has formatted.
	plainStyles = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` +
		`<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>` +
		`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
		`<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
		`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
		`<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>` +
		`<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
)

// openToMark opens a workbook so that its cells can be coloured: with styles, even where
// its sender's program has written none.
func openToMark(original *os.File) (*excelize.File, error) {
	info, err := original.Stat()
	if err != nil {
		return nil, err
	}
	archive, err := zip.NewReader(original, info.Size())
	if err != nil {
		return nil, err
	}
	var content io.Reader = original
	if !hasStyles(archive) {
		if content, err = withStyles(archive); err != nil {
			return nil, fmt.Errorf("add styles: %w", err)
		}
	}
	file, err := excelize.OpenReader(content)
	if err != nil {
		return nil, err
	}
	completeStyles(file)
	return file, nil
}

func hasStyles(archive *zip.Reader) bool {
	for _, part := range archive.File {
		if strings.EqualFold(part.Name, stylesPart) {
			return true
		}
	}
	return false
}

// withStyles copies a workbook and adds the part with its styles, its kind and the link
// to it.
func withStyles(archive *zip.Reader) (io.Reader, error) {
	var copied bytes.Buffer
	writer := zip.NewWriter(&copied)
	for _, part := range archive.File {
		added, end := "", ""
		switch strings.ToLower(part.Name) {
		case "[content_types].xml":
			added, end = stylesType, "</Types>"
		case "xl/_rels/workbook.xml.rels":
			added, end = stylesLink, "</Relationships>"
		}
		if added == "" {
			if err := writer.Copy(part); err != nil {
				return nil, err
			}
			continue
		}
		if err := copyWith(writer, part, added, end); err != nil {
			return nil, err
		}
	}
	styles, err := writer.Create(stylesPart)
	if err != nil {
		return nil, err
	}
	if _, err := io.WriteString(styles, plainStyles); err != nil {
		return nil, err
	}
	return &copied, writer.Close()
}

// copyWith copies a part and puts a piece before its last tag.
func copyWith(writer *zip.Writer, part *zip.File, added, end string) error {
	reader, err := part.Open()
	if err != nil {
		return err
	}
	defer func() { _ = reader.Close() }()
	text, err := io.ReadAll(reader)
	if err != nil {
		return err
	}
	if at := bytes.LastIndex(text, []byte(end)); at >= 0 {
		text = append(text[:at:at], append([]byte(added), text[at:]...)...)
	}
	copied, err := writer.Create(part.Name)
	if err != nil {
		return err
	}
	_, err = copied.Write(text)
	return err
}

// completeStyles gives styles the lists that they lack.
func completeStyles(file *excelize.File) {
	fresh := excelize.NewFile()
	defer func() { _ = fresh.Close() }()
	own, usual := file.Styles, fresh.Styles
	if own == nil {
		file.Styles = usual
		return
	}
	if own.Fonts == nil || len(own.Fonts.Font) == 0 {
		own.Fonts = usual.Fonts
	}
	if own.Fills == nil || len(own.Fills.Fill) == 0 {
		own.Fills = usual.Fills
	}
	if own.Borders == nil || len(own.Borders.Border) == 0 {
		own.Borders = usual.Borders
	}
	if own.CellStyleXfs == nil {
		own.CellStyleXfs = usual.CellStyleXfs
	}
	if own.CellXfs == nil || len(own.CellXfs.Xf) == 0 {
		own.CellXfs = usual.CellXfs
	}
	if own.CellStyles == nil {
		own.CellStyles = usual.CellStyles
	}
}
