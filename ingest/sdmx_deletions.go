package ingest

import (
	"context"
	"iter"
	"slices"
	"strconv"
	"strings"

	"zhibiao/ingest/table"
	"zhibiao/metrics"
)

// mostDeletions bounds the rows with ACTION = D of one file, which are held in memory
// while it is read; one holds a few hundred bytes.
const mostDeletions = 200_000

// deletions are all rows with ACTION = D of one file.
type deletions struct {
	rows       []*deletion // in order of the file
	scopes     map[deletionScope][]*deletion
	components []deletionComponents // those that occur in scopes
}

func (d *deletions) add(asked *deletion) {
	d.rows = append(d.rows, asked)
	d.scopes[asked.deletionScope] = append(d.scopes[asked.deletionScope], asked)
	if !slices.Contains(d.components, asked.given) {
		d.components = append(d.components, asked.given)
	}
}

// of returns the deletions that reach a value, in order of the file.
func (d *deletions) of(key *metrics.ObservationKey) []*deletion {
	var found []*deletion
	for _, components := range d.components {
		found = append(found, d.scopes[components.of(key)]...)
	}
	slices.SortFunc(found, func(a, b *deletion) int { return a.row - b.row })
	return found
}

// gatherDeletions reads the rows with ACTION = D of a file before all others, for what
// becomes of a value depends on deletions that come after it, too. It returns nil when
// there are none.
func gatherDeletions(ctx context.Context, reader *rowReader, rows iter.Seq2[table.Row, error]) (*deletions, error) {
	gathered, read := &deletions{scopes: map[deletionScope][]*deletion{}}, 0
	for row, err := range rows {
		if err == nil && read%progressEvery == 0 {
			err = ctx.Err()
		}
		if err != nil {
			return nil, err
		}
		read++
		if !strings.EqualFold(placeText(row, reader.header.sdmx.action), "D") {
			continue
		}
		if asked := reader.read(row).deletion; asked != nil {
			gathered.add(asked)
		}
		if len(gathered.rows) > mostDeletions {
			return nil, metrics.NewProblem("sdmx.delete_rows", "file", reader.run.File, "limit", strconv.Itoa(mostDeletions))
		}
	}
	if len(gathered.rows) == 0 {
		return nil, nil //nolint:nilnil // nothing is to be deleted
	}
	return gathered, nil
}
