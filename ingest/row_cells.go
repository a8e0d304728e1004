package ingest

import (
	"zhibiao/ingest/table"
	"zhibiao/metrics"
)

// rowCells are the texts of the row under work. A text that the row before had in the
// same column stays the very same one: comparing it costs nothing, and a thousand rows
// of one indicator keep its name in memory once.
type rowCells struct {
	written, texts [columnCount]string
}

// take looks at the next row.
func (c *rowCells) take(header *matchedHeader, row table.Row) {
	for at, place := range header.places {
		written := ""
		if place >= 0 && place < len(row.Cells) {
			written = row.Cells[place]
		}
		if written != c.written[at] {
			c.written[at], c.texts[at] = written, header.cell(row, column(at))
		}
	}
}

// rowBefore is what was made of the row before. Files repeat themselves from row to row;
// what is asked again is not worked out again.
type rowBefore struct {
	name      indicatorName
	indicator *metrics.Indicator

	keys [areaColumn + 1]codeReading

	area     string
	areaCode string

	scenarioText string
	scenario     metrics.Scenario

	statusText  string
	status      metrics.ObservationStatus
	statusKnown bool

	releasedText string
	released     metrics.Date

	address string // that can be kept
}
