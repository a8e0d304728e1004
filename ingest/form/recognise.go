package form

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"strings"

	"zhibiao/metrics"
)

// searched bounds what is read of each part in which the marks of a form are looked for:
// they stand in the first cells of a workbook that this program has made.
const searched = 4 << 20

// Recognise tells whether a file is the workbook of a form, without reading its sheets:
// it has the very hidden sheet, or a text that only forms have. A file that is no
// workbook, or a damaged one, is none.
func Recognise(file string) bool {
	opened, err := os.Open(file)
	if err != nil {
		return false
	}
	defer func() { _ = opened.Close() }()
	info, err := opened.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return false
	}
	archive, err := zip.NewReader(opened, info.Size())
	if err != nil {
		return false
	}
	for _, part := range archive.File {
		name := strings.ToLower(part.Name)
		if name == "xl/workbook.xml" && contains(part, `"`+keySheet+`"`) ||
			name == "xl/sharedstrings.xml" && contains(part, metrics.FormSheetMark) {
			return true
		}
	}
	return false
}

// contains looks for a text at the beginning of a part.
func contains(part *zip.File, wanted string) bool {
	content, err := part.Open()
	if err != nil {
		return false
	}
	defer func() { _ = content.Close() }()
	text, err := io.ReadAll(io.LimitReader(content, searched))
	return err == nil && bytes.Contains(text, []byte(wanted))
}
