package table

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"zhibiao/metrics"
)

// FormatOf tells what the file at path is, which its sender called name. The error is
// one of those of Open for a file of the wrong kind.
func FormatOf(path, name string) (format Format, err error) {
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer func() { _ = file.Close() }()
	info, err := file.Stat()
	if err != nil {
		return "", err
	}
	return recognise(file, info.Size(), name)
}

// WholeText is a delimited text read at once, with what it takes to write it back the
// way it came: encoding, byte order mark and delimiter.
type WholeText struct {
	Text      string // without a byte order mark
	Delimiter rune
	Declared  bool // the first line says the delimiter, as sep=;
	encoding  string
	marked    bool // it began with a byte order mark
}

// ReadWholeText reads the delimited text at path, which its sender called name. A file
// above the limit in bytes is refused with file.too_large.
func ReadWholeText(path, name string, limit int64) (WholeText, error) {
	info, err := os.Stat(path)
	if err != nil {
		return WholeText{}, err
	}
	if info.Size() > limit {
		return WholeText{}, metrics.NewProblem("file.too_large", "file", name, "size", megabytes(info.Size()), "limit", megabytes(limit))
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return WholeText{}, err
	}
	profile, err := profileText(bytes.NewReader(content), name, "")
	if err != nil {
		return WholeText{}, err
	}
	text, err := io.ReadAll(decoded(bytes.NewReader(content), profile.encoding))
	if err != nil {
		return WholeText{}, metrics.NewProblem("file.encoding", "file", name, "row", "1").Because(err)
	}
	whole := WholeText{Text: string(text), encoding: profile.encoding,
		marked: profile.encoding != "UTF-8" || bytes.HasPrefix(content, []byte("\ufeff"))}
	var length int
	if whole.Delimiter, length = declaredDelimiter(whole.Text); length > 0 {
		whole.Declared = true
	} else {
		whole.Delimiter = detectDelimiter(whole.Text[:min(len(whole.Text), 1<<15)])
	}
	return whole, nil
}

// Lines splits the text into its rows with their line breaks; a line break inside
// quotes belongs to its row. Joined they are the text again.
func (t WholeText) Lines() []string {
	var lines []string
	start, quoted := 0, false
	for i := 0; i < len(t.Text); i++ {
		switch t.Text[i] {
		case '"':
			quoted = !quoted
		case '\n':
			if !quoted {
				lines, start = append(lines, t.Text[start:i+1]), i+1
			}
		}
	}
	if start < len(t.Text) {
		lines = append(lines, t.Text[start:])
	}
	return lines
}

// Encode writes a text in the encoding of the file.
func (t WholeText) Encode(text string) ([]byte, error) {
	var out []byte
	var err error
	switch t.encoding {
	case "UTF-16LE":
		out, err = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes([]byte(text))
	case "UTF-16BE":
		out, err = unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().Bytes([]byte(text))
	case "GB18030":
		out, err = simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(text))
	default:
		if t.marked {
			text = "\ufeff" + text
		}
		out = []byte(text)
	}
	if err != nil {
		return nil, fmt.Errorf("write %s: %w", t.encoding, err)
	}
	return out, nil
}

// Quoted writes a cell of the text, in quotes where it needs them.
func (t WholeText) Quoted(cell string) string {
	if !strings.ContainsAny(cell, "\"\r\n") && !strings.ContainsRune(cell, t.Delimiter) {
		return cell
	}
	return `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
}
