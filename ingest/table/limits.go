package table

import "strconv"

// Limits bounds what a file may cost. A zero field takes its default.
type Limits struct {
	FileBytes     int64 // size on disk
	UnzippedBytes int64 // all parts of a workbook together
	PartBytes     int64 // one part of a workbook
	Columns       int
}

// DefaultLimits are generous for tables that people make and narrow for bombs.
func DefaultLimits() Limits {
	return Limits{FileBytes: 512 << 20, UnzippedBytes: 200 << 20, PartBytes: 160 << 20, Columns: 512}
}

// mostParts is how many parts a workbook may have.
const mostParts = 10_000

func (l Limits) orDefault() Limits {
	defaults := DefaultLimits()
	if l.FileBytes <= 0 {
		l.FileBytes = defaults.FileBytes
	}
	if l.UnzippedBytes <= 0 {
		l.UnzippedBytes = defaults.UnzippedBytes
	}
	if l.PartBytes <= 0 {
		l.PartBytes = min(defaults.PartBytes, l.UnzippedBytes)
	}
	if l.Columns <= 0 {
		l.Columns = defaults.Columns
	}
	return l
}

// megabytes writes a size as MiB with one decimal, for messages.
func megabytes(size int64) string {
	return strconv.FormatFloat(float64(size)/(1<<20), 'f', 1, 64)
}
