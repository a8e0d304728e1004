package table

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"zhibiao/metrics"
)

// textProfile is what one look over a whole text file tells.
type textProfile struct {
	encoding     string // UTF-8, UTF-16LE, UTF-16BE or GB18030
	lines        int
	endsWithLine bool // the last line is closed by a line break
}

// profileText reads the file once to tell its encoding. A file is UTF-8 when all of it
// is valid, or when most of its lines with other than ASCII characters are (then it is
// damaged); every other file is taken for GB18030. An encoding that is said is taken.
func profileText(file io.Reader, name, said string) (textProfile, error) {
	reader := bufio.NewReaderSize(file, 1<<16)
	profile := textProfile{encoding: "UTF-8"}
	start, _ := reader.Peek(wideSample)
	switch {
	case bytes.HasPrefix(start, []byte{0xff, 0xfe}):
		profile.encoding = "UTF-16LE"
	case bytes.HasPrefix(start, []byte{0xfe, 0xff}):
		profile.encoding = "UTF-16BE"
	default:
		profile.encoding = cmp.Or(unmarkedWide(start), "UTF-8")
	}
	if said != "" {
		profile.encoding = said
	}
	wide := strings.HasPrefix(profile.encoding, "UTF-16")
	var good, bad, firstBad int
	var last byte
	continued := false // this piece goes on with a line that is longer than the buffer
	for {
		piece, err := reader.ReadSlice('\n')
		full := errors.Is(err, bufio.ErrBufferFull)
		if err != nil && !full && !errors.Is(err, io.EOF) {
			return profile, err
		}
		if len(piece) > 0 {
			last = piece[len(piece)-1]
			if !full {
				profile.lines++
			}
		}
		if whole := wholeCharacters(piece, continued, full); !wide && !isASCII(whole) {
			if utf8.Valid(whole) {
				good++
			} else if bad++; bad == 1 {
				firstBad = profile.lines
			}
		}
		if errors.Is(err, io.EOF) {
			break
		}
		continued = full
	}
	profile.endsWithLine = last == '\n' || wide
	if bad == 0 || said != "" && said != "UTF-8" {
		return profile, nil
	}
	if good > bad || said == "UTF-8" {
		return profile, metrics.NewProblem("file.encoding", "file", name, "row", strconv.Itoa(firstBad))
	}
	profile.encoding = "GB18030"
	return profile, nil
}

// wideSample is how much of a file is looked at for UTF-16 without a byte order mark.
const wideSample = 4096

// unmarkedWide tells UTF-16 without a byte order mark by its NUL bytes: figures, commas
// and line breaks have one each, on the same side. A few on the other side belong to
// characters such as 一 (4E00), and 上 (4E0A) has the byte of a line break. A text with some
// NUL bytes by mistake has line breaks without them. Empty for every other text.
func unmarkedWide(start []byte) string {
	var nulls, lines [2]int // by whether the NUL comes first or second
	breaks := bytes.Count(start, []byte{'\n'})
	for i := 0; i+1 < len(start); i += 2 {
		for second := range 2 {
			if start[i+second] == 0 {
				nulls[second]++
				if start[i+1-second] == '\n' {
					lines[second]++
				}
			}
		}
	}
	for second, name := range []string{"UTF-16BE", "UTF-16LE"} {
		if lines[second] > 0 && 4*lines[second] >= breaks && 4*nulls[1-second] <= nulls[second] {
			return name
		}
	}
	return ""
}

// wholeCharacters leaves out the characters that the edges of the buffer cut.
func wholeCharacters(piece []byte, continued, full bool) []byte {
	for i := 0; continued && i < utf8.UTFMax-1 && len(piece) > 0 && !utf8.RuneStart(piece[0]); i++ {
		piece = piece[1:]
	}
	for i := 1; full && i < utf8.UTFMax && i <= len(piece); i++ {
		if end := piece[len(piece)-i:]; utf8.RuneStart(end[0]) {
			if !utf8.FullRune(end) {
				return piece[:len(piece)-i]
			}
			break
		}
	}
	return piece
}

func isASCII(line []byte) bool {
	for _, b := range line {
		if b >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// decoded returns the text as UTF-8 without a byte order mark.
func decoded(file io.Reader, encoding string) io.Reader {
	switch encoding {
	case "UTF-16LE":
		file = transform.NewReader(file, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder())
	case "UTF-16BE":
		file = transform.NewReader(file, unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder())
	case "GB18030":
		file = transform.NewReader(file, simplifiedchinese.GB18030.NewDecoder())
	default:
		buffered := bufio.NewReaderSize(file, 1<<16)
		if start, _ := buffered.Peek(3); bytes.Equal(start, []byte("\ufeff")) {
			_, _ = buffered.Discard(3)
		}
		return &guard{reader: buffered}
	}
	return &guard{reader: file, refuseReplacement: true}
}

var (
	errNull       = errors.New("the text contains a NUL byte")
	errCharacters = errors.New("the text contains bytes that are no character of its encoding")
)

// guard passes text through and stops at NUL bytes and, behind a decoder, at
// characters that could not be decoded. What comes before them is still handed out, so
// that the reader knows the row.
type guard struct {
	reader            io.Reader
	refuseReplacement bool
	tail              []byte // last two bytes of the block before
	stopped           error
}

func (g *guard) Read(block []byte) (int, error) {
	if g.stopped != nil {
		return 0, g.stopped
	}
	n, err := g.reader.Read(block)
	if at := bytes.IndexByte(block[:n], 0); at >= 0 {
		n, err, g.stopped = at, nil, errNull
	}
	if !g.refuseReplacement {
		return n, err
	}
	replacement := []byte("\ufffd")
	joined := append(bytes.Clone(g.tail), block[:n]...)
	if at := bytes.Index(joined, replacement); at >= 0 {
		n, err, g.stopped = max(0, at-len(g.tail)), nil, errCharacters
	}
	g.tail = bytes.Clone(joined[max(0, len(joined)-2):])
	return n, err
}
