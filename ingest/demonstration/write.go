package demonstration

import (
	"encoding/csv"
	"fmt"
	"io"

	"zhibiao/ingest"
	"zhibiao/metrics"
)

// WriteCSV writes generated values in the tidy format and returns how many rows it
// wrote below the header.
func WriteCSV(to io.Writer, catalogue *metrics.Catalogue, from, until metrics.Date, seed uint64) (int, error) {
	writer := csv.NewWriter(to)
	if err := writer.Write(ingest.TidyHeader()); err != nil {
		return 0, fmt.Errorf("write header: %w", err)
	}
	rows := 0
	for observation := range Generate(catalogue, from, until, seed) {
		if err := writer.Write(ingest.TidyRow(observation, catalogue.Indicator(observation.Indicator).Unit)); err != nil {
			return rows, fmt.Errorf("write row: %w", err)
		}
		rows++
	}
	writer.Flush()
	if err := writer.Error(); err != nil {
		return rows, fmt.Errorf("write rows: %w", err)
	}
	return rows, nil
}
