package returned

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// ArchiveOf packs parts into an archive; the tests outside the package use it too.
func ArchiveOf(t *testing.T, parts map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	writer := zip.NewWriter(&out)
	for name, content := range parts {
		part, err := writer.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// A part and an element that are missing are named; what a spreadsheet makes again, a
// leading slash and another case of the name are no loss.
func TestWhatACopyLacksIsNamed(t *testing.T) {
	before := ArchiveOf(t, map[string]string{
		"/xl/Worksheets/sheet1.xml": `<worksheet><dimension ref="A1"/><sheetData/><controls/><extLst><ext uri="{A}"/><ext uri="{B}"/></extLst></worksheet>`,
		"xl/calcChain.xml":          "<x/>", "docProps/app.xml": "<x/>", "xl/threadedComments/threadedComment1.xml": "<x/>", "xl/styles.xml": "<x/>",
	})
	after := ArchiveOf(t, map[string]string{
		"xl/worksheets/sheet1.xml": `<worksheet><sheetData/><extLst><ext uri="{A}"/></extLst></worksheet>`,
		"xl/styles.xml":            "<y/>",
	})
	path := filepath.Join(t.TempDir(), "a.xlsx")
	if err := os.WriteFile(path, before, 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := lostParts(path, after)
	want := []string{"xl/threadedcomments/threadedcomment1.xml", "xl/worksheets/sheet1.xml <controls>", "xl/worksheets/sheet1.xml <ext {B}>"}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v %s", err, diff)
	}
}
