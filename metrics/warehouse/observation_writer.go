package warehouse

import (
	"context"
	"sync"
	"sync/atomic"

	"zhibiao/metrics"
)

// blockRows is how many rows an ObservationWriter writes at once by default: large blocks
// are sorted and merged less often.
const blockRows = 250_000

// ObservationWriter writes the rows of one run in large blocks, each while the next one is
// gathered. It must be closed. It is not for use by several goroutines.
type ObservationWriter struct {
	store    *Store
	run      metrics.Run
	block    *observationBlock
	room     int // rows that the next block may need
	sending  sync.WaitGroup
	failed   error // of the last block sent; read after sending
	problems error
	written  atomic.Int64
}

// ObservationWriter begins to write rows of a run. They stay unseen until the run is
// published, which must come after Close.
func (s *Store) ObservationWriter(run metrics.Run) metrics.ObservationWriter {
	return &ObservationWriter{store: s, run: run}
}

// Append takes rows over; they may change afterwards. The error may be that of earlier
// rows; then nothing more is written.
func (w *ObservationWriter) Append(ctx context.Context, rows []metrics.Observation) (err error) {
	if w.problems != nil {
		return w.problems
	}
	if w.block == nil {
		w.room = max(w.room, len(rows))
		if w.block, err = newObservationBlock(w.run, w.room); err != nil {
			w.problems = err
			return err
		}
	}
	if err := w.block.add(rows); err != nil {
		w.problems = err
		return err
	}
	if w.block.rows >= w.store.block {
		return w.send(ctx)
	}
	return nil
}

// send waits for the block before and begins to write this one.
func (w *ObservationWriter) send(ctx context.Context) error {
	if err := w.wait(); err != nil {
		return err
	}
	block := w.block
	w.room = block.rows // the next one is likely to be as large
	w.block = nil
	w.sending.Go(func() {
		if w.failed = w.store.sendBlock(ctx, block); w.failed == nil {
			w.written.Add(int64(block.rows))
		}
	})
	return nil
}

// Written counts the rows that the store holds by now.
func (w *ObservationWriter) Written() int { return int(w.written.Load()) }

func (w *ObservationWriter) wait() error {
	w.sending.Wait()
	if w.problems == nil {
		w.problems = w.failed
	}
	return w.problems
}

// Close writes what is left, and waits until all is written. The error says that some
// rows may not be.
func (w *ObservationWriter) Close(ctx context.Context) error {
	if w.problems == nil && w.block != nil {
		_ = w.send(ctx) // wait tells its error
	}
	w.block = nil
	return w.wait()
}
