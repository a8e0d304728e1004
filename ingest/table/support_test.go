package table_test

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"

	"zhibiao/ingest/table"
	"zhibiao/metrics"
)

// save writes a file of the given name into a folder of the test.
func save(t testing.TB, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "content")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// read opens content under a name and returns all rows below the header.
func read(t testing.TB, name string, content []byte, options table.Options) (*table.Table, []table.Row, error) {
	t.Helper()
	opened, err := table.Open(save(t, name, content), name, options)
	if err != nil {
		return nil, nil, err
	}
	defer opened.Close()
	var rows []table.Row
	for row, err := range opened.Rows() {
		if err != nil {
			return opened, rows, err
		}
		rows = append(rows, row)
	}
	return opened, rows, nil
}

// problemKey returns the key of the problem in err, or the error's text.
func problemKey(err error) string {
	if problem := metrics.AsProblem(err); problem != nil {
		return problem.Key
	}
	if err != nil {
		return err.Error()
	}
	return ""
}

// workbook builds an XLSX file with excelize.
func workbook(t testing.TB, build func(*excelize.File)) []byte {
	t.Helper()
	file := excelize.NewFile()
	defer file.Close()
	build(file)
	var buffer bytes.Buffer
	if _, err := file.WriteTo(&buffer); err != nil {
		t.Fatal(err)
	}
	return buffer.Bytes()
}

// rewrite copies an archive and changes the content of one part.
func rewrite(t testing.TB, archive []byte, part string, change func([]byte) []byte) []byte {
	t.Helper()
	reader, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		t.Fatal(err)
	}
	var buffer bytes.Buffer
	writer := zip.NewWriter(&buffer)
	for _, file := range reader.File {
		source, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		var content bytes.Buffer
		if _, err := content.ReadFrom(source); err != nil {
			t.Fatal(err)
		}
		source.Close()
		target, err := writer.Create(file.Name)
		if err != nil {
			t.Fatal(err)
		}
		changed := content.Bytes()
		if file.Name == part {
			changed = change(changed)
		}
		if _, err := target.Write(changed); err != nil {
			t.Fatal(err)
		}
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	return buffer.Bytes()
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
