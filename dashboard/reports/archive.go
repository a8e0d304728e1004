package reports

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
	"io/fs"
	"slices"
	"strings"
)

// archive is a ZIP writer whose result depends only on the parts. excelize hands
// over streamed sheets in the random order of a map, so each part is compressed by
// itself as it comes and all are put together by name when the archive is closed.
// Parts carry no time.
type archive struct {
	target   io.Writer
	parts    []*archivePart
	rewrites map[string]rewrite
	rows     *rowFile      // of sheets; nil when excelize writes them
	deflate  *flate.Writer // of the part under work; about a megabyte, so there is one
}

// compression is the level that archive/zip uses, too: more takes longer and gains
// little.
const compression = 5

// rewrite mends a part that excelize cannot write as it should be.
type rewrite func(content []byte) ([]byte, error)

type archivePart struct {
	name       string
	compressed bytes.Buffer
	deflate    *flate.Writer
	checksum   hash.Hash32
	size       uint64
	rewrite    rewrite
	rows       io.Reader    // to be put into the part, or nil
	waiting    bytes.Buffer // the whole part, when something is to be changed in it
}

// Create starts a part. Parts are written one after the other.
func (a *archive) Create(name string) (io.Writer, error) {
	if err := a.endPart(); err != nil {
		return nil, err
	}
	part := &archivePart{name: name, checksum: crc32.NewIEEE(), rewrite: a.rewrites[name], rows: a.rows.of(name)}
	if a.deflate == nil {
		deflate, err := flate.NewWriter(&part.compressed, compression)
		if err != nil {
			return nil, fmt.Errorf("compress %s: %w", name, err)
		}
		a.deflate = deflate
	} else {
		a.deflate.Reset(&part.compressed)
	}
	part.deflate = a.deflate
	a.parts = append(a.parts, part)
	return part, nil
}

// endPart ends the part that was begun last.
func (a *archive) endPart() error {
	if len(a.parts) == 0 {
		return nil
	}
	part := a.parts[len(a.parts)-1]
	if err := part.end(); err != nil {
		return fmt.Errorf("write workbook part %s: %w", part.name, err)
	}
	return nil
}

// AddFS is part of excelize's interface and refused: no part lies in a file system.
func (a *archive) AddFS(fs.FS) error { return errors.New("workbook parts come from memory only") }

// Close writes the archive: the list of content types first, where readers that look
// only at the beginning of a file expect it, then the parts by name.
func (a *archive) Close() error {
	if err := a.endPart(); err != nil {
		return err
	}
	slices.SortFunc(a.parts, comparePartNames)
	writer := zip.NewWriter(a.target)
	for _, part := range a.parts {
		if err := part.writeTo(writer); err != nil {
			return fmt.Errorf("write workbook part %s: %w", part.name, err)
		}
	}
	if err := writer.Close(); err != nil {
		return fmt.Errorf("close workbook: %w", err)
	}
	return nil
}

func comparePartNames(x, y *archivePart) int {
	switch {
	case x.name == y.name:
		return 0
	case x.name == contentTypesName:
		return -1
	case y.name == contentTypesName:
		return 1
	}
	return strings.Compare(x.name, y.name)
}

// Write takes a piece of the part.
func (p *archivePart) Write(content []byte) (int, error) {
	if p.rewrite != nil || p.rows != nil {
		return p.waiting.Write(content)
	}
	return p.compress(content)
}

func (p *archivePart) compress(content []byte) (int, error) {
	written, err := p.deflate.Write(content)
	p.size += uint64(written)
	_, _ = p.checksum.Write(content[:written])
	return written, err
}

// end compresses what is left of the part.
func (p *archivePart) end() error {
	whole := p.waiting.Bytes()
	if p.rewrite != nil {
		var err error
		if whole, err = p.rewrite(whole); err != nil {
			return err
		}
	}
	if p.rows != nil {
		place := bytes.Index(whole, []byte(endOfRows))
		if place < 0 {
			return errors.New("a sheet without a place for its rows")
		}
		if _, err := p.compress(whole[:place]); err != nil {
			return err
		}
		if _, err := io.Copy(compressor{p}, p.rows); err != nil {
			return err
		}
		whole = whole[place:]
	}
	if _, err := p.compress(whole); err != nil {
		return err
	}
	p.waiting = bytes.Buffer{}
	return p.deflate.Close()
}

// compressor takes pieces of a part past what waits to be changed.
type compressor struct{ part *archivePart }

func (c compressor) Write(content []byte) (int, error) { return c.part.compress(content) }

func (p *archivePart) writeTo(writer *zip.Writer) error {
	raw, err := writer.CreateRaw(&zip.FileHeader{Name: p.name, Method: zip.Deflate, CRC32: p.checksum.Sum32(),
		CompressedSize64: uint64(p.compressed.Len()), UncompressedSize64: p.size})
	if err != nil {
		return err
	}
	_, err = p.compressed.WriteTo(raw)
	return err
}
