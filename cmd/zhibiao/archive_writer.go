package main

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"time"
)

// archiveWriter writes the parts of an archive one after the other.
type archiveWriter struct {
	zip   *zip.Writer
	now   time.Time
	parts []archivedPart
	entry io.Writer
	sum   hash.Hash // of the part under way; nil before the first
}

func (a *archiveWriter) header(path string) *zip.FileHeader {
	return &zip.FileHeader{Name: path, Method: zip.Deflate, Modified: a.now}
}

// begin ends the part under way and begins another one.
func (a *archiveWriter) begin(path string) (io.Writer, error) {
	a.end()
	entry, err := a.zip.CreateHeader(a.header(path))
	if err != nil {
		return nil, fmt.Errorf("archive %s: %w", path, err)
	}
	a.parts = append(a.parts, archivedPart{Path: path})
	a.entry, a.sum = entry, sha256.New()
	return a, nil
}

// Write appends to the part under way.
func (a *archiveWriter) Write(content []byte) (int, error) {
	n, err := a.entry.Write(content)
	_, _ = a.sum.Write(content[:n]) // a hash never fails
	a.parts[len(a.parts)-1].Size += int64(n)
	return n, err
}

// end ends the part under way and returns all parts.
func (a *archiveWriter) end() []archivedPart {
	if a.sum != nil {
		a.parts[len(a.parts)-1].SHA256 = hex.EncodeToString(a.sum.Sum(nil))
		a.sum = nil
	}
	return a.parts
}
