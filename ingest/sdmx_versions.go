package ingest

import (
	"iter"
	"strings"

	"zhibiao/ingest/table"
	"zhibiao/metrics"
)

// oneVersion ends the rows of an SDMX-CSV file with the Problem sdmx.versions when they come
// from two versions of one dataflow: a service that was given a new version while it
// answered would have its old and its new figures loaded as one. Files may hold several
// dataflows.
func (h *sdmxHeader) oneVersion(file string, rows iter.Seq2[table.Row, error]) iter.Seq2[table.Row, error] {
	return func(yield func(table.Row, error) bool) {
		versions, last := map[string]string{}, ""
		for row, err := range rows {
			if err == nil {
				if text := placeText(row, h.flow); text != last {
					last = text
					flow, version, _ := strings.Cut(strings.TrimSuffix(text, ")"), "(")
					before, known := versions[flow]
					if known && before != version {
						yield(row, metrics.NewProblem("sdmx.versions", "file", file, "flow", flow, "before", before, "after", version))
						return
					}
					versions[flow] = version
				}
			}
			if !yield(row, err) {
				return
			}
		}
	}
}
