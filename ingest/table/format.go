package table

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"path"
	"strings"

	"zhibiao/metrics"
)

// Format is what a file is, told from its bytes.
type Format string

// The formats that are told apart. Only Text, Workbook and Objects are read.
const (
	Objects     Format = "JSON"
	Text        Format = "CSV"
	Workbook    Format = "XLSX"
	OldWorkbook Format = "XLS"
)

// magics are the first bytes of formats that people send by mistake.
var magics = []struct {
	first string
	found Format
}{
	{"%PDF", "PDF"}, {"\x1f\x8b", "GZIP"}, {"Rar!", "RAR"}, {"7z\xbc\xaf", "7Z"}, {"\x89PNG", "PNG"},
	{"\xff\xd8\xff", "JPEG"}, {"GIF8", "GIF"}, {"PAR1", "Parquet"}, {"SQLite format 3", "SQLite"}, {"{\\rtf", "RTF"},
}

const compoundFile = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" // container of .xls and of encrypted workbooks

// endings says which format each ending of a name promises.
var endings = map[string]Format{
	".csv": Text, ".tsv": Text, ".txt": Text, ".tab": Text,
	".json": Objects, ".xlsx": Workbook, ".xlsm": Workbook, ".xls": OldWorkbook,
}

// recognise tells the format from the content and holds it against the name. The
// error is file.xls, file.encrypted, file.damaged, file.unsupported or
// file.not_what_name_says.
func recognise(file io.ReaderAt, size int64, name string) (Format, error) {
	found, err := look(file, size, name)
	if err != nil {
		return "", err
	}
	ending := strings.ToLower(path.Ext(name))
	promised, known := endings[ending]
	switch {
	case found == OldWorkbook:
		return "", metrics.NewProblem("file.xls", "file", name)
	case known && promised != found:
		return "", metrics.NewProblem("file.not_what_name_says", "file", name, "name_ending", ending, "found", string(found))
	case found != Text && found != Workbook && found != Objects:
		return "", metrics.NewProblem("file.unsupported", "file", name, "found", string(found))
	}
	return found, nil
}

func look(file io.ReaderAt, size int64, name string) (Format, error) {
	first := make([]byte, min(size, 1024))
	if _, err := file.ReadAt(first, 0); err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	if bytes.HasPrefix(first, []byte("PK\x03\x04")) || bytes.HasPrefix(first, []byte("PK\x05\x06")) {
		return lookIntoArchive(file, size, name)
	}
	if bytes.HasPrefix(first, []byte(compoundFile)) {
		return lookIntoCompoundFile(file, size, name)
	}
	for _, magic := range magics {
		if bytes.HasPrefix(first, []byte(magic.first)) {
			return magic.found, nil
		}
	}
	start := strings.ToLower(strings.TrimSpace(strings.TrimPrefix(string(first), "\ufeff")))
	switch {
	case strings.HasPrefix(start, "<!doctype html"), strings.HasPrefix(start, "<html"),
		strings.HasPrefix(start, "<table"):
		return "HTML", nil
	case strings.HasPrefix(start, "<?xml"):
		return "XML", nil
	case looksLikeJSON(start):
		return Objects, nil
	}
	return Text, nil
}

// looksLikeJSON tells a text that begins as an array of objects or as an object.
func looksLikeJSON(start string) bool {
	array := strings.HasPrefix(start, "[")
	start = strings.TrimLeft(strings.TrimPrefix(start, "["), " \t\r\n")
	inner := strings.TrimLeft(strings.TrimPrefix(start, "{"), " \t\r\n")
	return strings.HasPrefix(start, "{") && (inner == "" || inner[0] == '"' || inner[0] == '}') || array && strings.HasPrefix(start, "]")
}

// lookIntoArchive tells workbooks from other ZIP files by the parts they contain.
func lookIntoArchive(file io.ReaderAt, size int64, name string) (Format, error) {
	archive, err := zip.NewReader(file, size)
	if err != nil {
		return "", metrics.NewProblem("file.damaged", "file", name).Because(err)
	}
	found := Format("ZIP")
	for _, part := range archive.File {
		switch part := strings.ToLower(part.Name); {
		case part == "xl/workbook.xml":
			return Workbook, nil
		case part == "xl/workbook.bin":
			return "XLSB", nil
		case strings.HasPrefix(part, "word/"):
			found = "DOCX"
		case strings.HasPrefix(part, "ppt/"):
			found = "PPTX"
		case part == "content.xml":
			found = "ODS"
		}
	}
	return found, nil
}

// lookIntoCompoundFile tells encrypted workbooks from .xls by the stream names, which
// stand in the container as UTF-16.
func lookIntoCompoundFile(file io.ReaderAt, size int64, name string) (Format, error) {
	encrypted, err := contains(file, size, wide("EncryptedPackage"))
	if err != nil {
		return "", err
	}
	if encrypted {
		return "", metrics.NewProblem("file.encrypted", "file", name)
	}
	for _, stream := range []string{"Workbook", "Book"} {
		if is, err := contains(file, size, wide(stream)); err != nil || is {
			return OldWorkbook, err
		}
	}
	return "OLE", nil
}

func wide(text string) []byte {
	out := make([]byte, 0, 2*len(text))
	for i := range len(text) {
		out = append(out, text[i], 0)
	}
	return out
}

// contains searches a file for some bytes, block by block.
func contains(file io.ReaderAt, size int64, wanted []byte) (bool, error) {
	block := make([]byte, 1<<20)
	for at := int64(0); at < size; at += int64(len(block) - len(wanted)) {
		n, err := file.ReadAt(block, at)
		if bytes.Contains(block[:n], wanted) {
			return true, nil
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return false, err
		}
	}
	return false, nil
}
