package ingest

import (
	"context"
	"fmt"
	"runtime/debug"

	"zhibiao/ingest/underway"
	"zhibiao/metrics"
)

// rowBlock is what the reading of some rows gave: as many as are compared, checked and
// written at once.
type rowBlock struct {
	rows    []metrics.Observation
	actions map[metrics.ObservationKey]rowAction // rows that are whole observations have none
	remarks []metrics.Reject
	flagged map[metrics.ObservationKey]bool
	counts  metrics.RunCounts // rows read, rejected, flagged, and deletions of nothing
	err     error             // why no row comes after these
}

// take counts a row and keeps it, unless it is rejected.
func (b *rowBlock) take(result *rowResult) {
	b.counts.Rows++
	b.remarks = append(b.remarks, result.remarks...)
	switch {
	case result.rejected:
		b.counts.Rejected++
		return
	case result.action.kind == deleteAction: // the values it reaches come after all rows
		if result.deletion == nil {
			b.counts.Unchanged++
		}
		if len(result.remarks) > 0 {
			b.counts.Flagged++
		}
		return
	case len(result.remarks) > 0:
		b.flagged[result.observation.ObservationKey] = true
		b.counts.Flagged++
	}
	b.rows = append(b.rows, result.observation)
	if result.action.kind != replaceAction {
		if b.actions == nil {
			b.actions = map[metrics.ObservationKey]rowAction{}
		}
		b.actions[result.observation.ObservationKey] = result.action
	}
}

// blockReader reads a file ahead of what is written: while one block is compared, checked
// and written, the next one is read. There are never more than two.
type blockReader struct {
	source *source
	rows   *rowReader
	size   int
	work   *underway.Work
	blocks chan *rowBlock
	used   chan []metrics.Observation // room of blocks that are written
}

func newBlockReader(opened *source, rows *rowReader, size int, work *underway.Work) *blockReader {
	return &blockReader{source: opened, rows: rows, size: size, work: work,
		blocks: make(chan *rowBlock), used: make(chan []metrics.Observation, 2)}
}

// newBlock returns an empty block, in the room of one that was written when there is some.
func (r *blockReader) newBlock() *rowBlock {
	block := &rowBlock{flagged: map[metrics.ObservationKey]bool{}}
	select {
	case room := <-r.used:
		block.rows = room[:0]
	default:
		block.rows = make([]metrics.Observation, 0, min(r.size, r.source.total()+1))
	}
	return block
}

// read hands out all blocks, the last of which is empty or less than full, or has an
// error. It ends early when ctx does.
func (r *blockReader) read(ctx context.Context) {
	defer close(r.blocks)
	defer func() {
		// A fault in the reading fails this run and nothing else.
		if fault := recover(); fault != nil {
			r.hand(ctx, &rowBlock{err: fmt.Errorf("read the rows: %v\n%s", fault, debug.Stack())})
		}
	}()
	block, done := r.newBlock(), 0
	for row, err := range r.source.rows {
		if err == nil && done%progressEvery == 0 {
			err = ctx.Err()
			r.work.Read(done, r.source.total())
		}
		if err != nil {
			block.err = err
			break
		}
		done++
		block.take(r.rows.read(row))
		if len(block.rows) >= r.size || len(block.remarks) >= r.size {
			if !r.hand(ctx, block) {
				return
			}
			block = r.newBlock()
		}
	}
	if block.err == nil {
		block.err = r.rows.marks.problem()
		late := r.rows.signs.late()
		block.remarks = append(block.remarks, late...)
		block.counts.Flagged += len(late)
	}
	r.hand(ctx, block)
}

// hand passes a block on. It tells whether somebody took it.
func (r *blockReader) hand(ctx context.Context, block *rowBlock) bool {
	select {
	case r.blocks <- block:
		return true
	case <-ctx.Done():
		return false
	}
}

// giveBack lets the room of a written block be used again.
func (r *blockReader) giveBack(room []metrics.Observation) {
	select {
	case r.used <- room:
	default:
	}
}
