package table

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// blankCells passes the XML of a sheet through without the cells and rows that hold
// nothing but a format: a sheet that is formatted to its last row has millions of them,
// and each would cost as much as a value. Rows and cells that do not name their own
// place are left alone, because they count.
type blankCells struct {
	reader  *bufio.Reader
	ready   []byte // passed through, not yet handed out
	row     []byte // start of a row that may turn out to be blank
	through bool   // a comment or CDATA section was seen: from there on all passes
	inText  bool   // the next bytes lie between two tags
	err     error
}

func withoutBlankCells(content io.Reader) io.Reader {
	return &blankCells{reader: bufio.NewReaderSize(content, 1<<16), inText: true}
}

// enoughReady is how much is prepared at once.
const enoughReady = 1 << 15

func (b *blankCells) Read(block []byte) (int, error) {
	if len(b.ready) == 0 {
		b.ready = b.ready[:0]
		for len(b.ready) < enoughReady && b.err == nil {
			b.advance()
		}
	}
	if len(b.ready) == 0 {
		return 0, b.err
	}
	n := copy(block, b.ready)
	if b.ready = b.ready[n:]; len(b.ready) == 0 {
		b.ready = nil
	}
	return n, nil
}

// advance takes one tag or the text before the next one.
func (b *blankCells) advance() {
	if b.through {
		piece := make([]byte, enoughReady)
		n, err := b.reader.Read(piece)
		b.pass(piece[:n])
		b.err = err
		return
	}
	end := byte('>')
	if b.inText {
		end = '<'
	}
	piece, err := b.reader.ReadSlice(end)
	if errors.Is(err, bufio.ErrBufferFull) && b.inText {
		b.pass(piece) // a long text
		return
	}
	if err != nil {
		b.through = errors.Is(err, bufio.ErrBufferFull)
		if b.pass(b.opened(piece)); !b.through {
			b.err = err
		}
		return
	}
	if b.inText {
		b.inText = false
		if text := piece[:len(piece)-1]; len(text) > 0 {
			b.pass(text)
		}
		return
	}
	b.inText = true
	b.takeTag(piece)
}

// opened puts the bracket back before a tag that was not finished.
func (b *blankCells) opened(piece []byte) []byte {
	if b.inText {
		return piece
	}
	return append([]byte{'<'}, piece...)
}

// takeTag gets a tag without its first bracket.
func (b *blankCells) takeTag(tag []byte) {
	switch {
	case bytes.HasPrefix(tag, []byte("!")):
		b.through = true
	case (bytes.HasPrefix(tag, []byte("c ")) || bytes.HasPrefix(tag, []byte("row "))) && bytes.HasSuffix(tag, []byte("/>")) && namesPlace(tag):
		return
	case bytes.HasPrefix(tag, []byte("row ")) && namesPlace(tag):
		b.pass(nil)
		b.row = append(append(b.row[:0], '<'), tag...)
		return
	case len(b.row) > 0 && bytes.Equal(tag, []byte("/row>")):
		b.row = b.row[:0]
		return
	}
	b.pass(nil)
	b.ready = append(append(b.ready, '<'), tag...)
}

// namesPlace tells a tag with its attribute r, whose quotation marks are in pairs.
func namesPlace(tag []byte) bool {
	return bytes.Contains(tag, []byte(` r="`)) && bytes.Count(tag, []byte{'"'})%2 == 0
}

// pass hands on what must not be lost, after the start of the row in which it stands.
func (b *blankCells) pass(piece []byte) {
	b.ready = append(b.ready, b.row...)
	b.row = b.row[:0]
	b.ready = append(b.ready, piece...)
}
