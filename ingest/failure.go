package ingest

import (
	"context"
	"errors"

	"zhibiao/metrics"
)

// storeFailure is an error of the ledger, not of the file: trying again may help.
type storeFailure struct {
	doing string
	cause error
}

func (f *storeFailure) Error() string { return f.doing + ": " + f.cause.Error() }
func (f *storeFailure) Unwrap() error { return f.cause }

// MayBeRetried tells whether an import failed for a reason that does not lie in the
// file: the store, a cancelled request, a file that cannot be read at the moment.
func MayBeRetried(err error) bool {
	var store *storeFailure
	return err != nil && (errors.As(err, &store) || errors.Is(err, context.Canceled) ||
		errors.Is(err, context.DeadlineExceeded) || metrics.AsProblem(err) == nil)
}

// problemOf puts an error into words for people; the detail stays its cause.
func problemOf(err error) *metrics.Problem {
	if problem := metrics.AsProblem(err); problem != nil {
		return problem
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return metrics.NewProblem("run.cancelled").Because(err)
	}
	return metrics.NewProblem("run.store_failed").Because(err)
}
