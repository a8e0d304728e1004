package table

import (
	"bufio"
	"bytes"
)

// plainLines splits the lines of a text that hold no quotation mark, which nearly all
// lines of nearly all files are. It leaves every other line where it is, for a reader
// that knows quotation marks.
type plainLines struct {
	text      *bufio.Reader
	delimiter []byte
	rooms     [2][]string // of the row before and of this one, in turns
	turn      int
	lines     int // taken so far
}

func newPlainLines(text *bufio.Reader, delimiter rune) *plainLines {
	return &plainLines{text: text, delimiter: []byte(string(delimiter))}
}

// next takes the next line. It returns false, and takes nothing, when the line has a
// quotation mark, is the last one without a line break, or is longer than the buffer.
// The cells stay as they are until the call after the next. A cell with the text of the
// one above it is that text, so that a column that repeats itself takes no room.
func (p *plainLines) next() ([]string, bool) {
	line, ok := p.peek()
	if !ok {
		return nil, false
	}
	p.lines++
	above := p.rooms[p.turn]
	p.turn = 1 - p.turn
	cells := p.rooms[p.turn][:0]
	rest := bytes.TrimSuffix(line[:len(line)-1], []byte{'\r'})
	for more := len(rest) > 0; more; {
		var cell []byte
		cell, rest, more = bytes.Cut(rest, p.delimiter)
		if at := len(cells); at < len(above) && above[at] == string(cell) {
			cells = append(cells, above[at])
		} else {
			cells = append(cells, string(cell))
		}
	}
	p.rooms[p.turn] = cells
	_, _ = p.text.Discard(len(line))
	return cells, true
}

// peek returns the next line with its line break, if it lies in the buffer and is plain.
func (p *plainLines) peek() ([]byte, bool) {
	for {
		waiting, _ := p.text.Peek(p.text.Buffered())
		end := bytes.IndexByte(waiting, '\n')
		switch {
		case end >= 0:
			line := waiting[:end+1]
			return line, bytes.IndexByte(line, '"') < 0
		case len(waiting) == p.text.Size():
			return nil, false
		}
		if _, err := p.text.Peek(len(waiting) + 1); err != nil {
			return nil, false
		}
	}
}
