package catalogue

import (
	"errors"
	"fmt"
)

// CellError is one thing that is wrong in a catalogue file. Row counts as a person
// does: the header is row 1; 0 means the file as a whole.
type CellError struct {
	File   string
	Row    int
	Column string
	Value  string
	Reason string
}

func (e *CellError) Error() string {
	if e.Row == 0 {
		return fmt.Sprintf("%s: %s", e.File, e.Reason)
	}
	return fmt.Sprintf("%s row %d column %s %q: %s", e.File, e.Row, e.Column, e.Value, e.Reason)
}

// mostErrors bounds a report: a wrong separator would otherwise fill a screen.
const mostErrors = 50

// errorList collects what is wrong in all files.
type errorList struct {
	errors  []error
	skipped int
}

func (l *errorList) add(err error) {
	if len(l.errors) >= mostErrors {
		l.skipped++
		return
	}
	l.errors = append(l.errors, err)
}

func (l *errorList) join() error {
	if l.skipped > 0 {
		return errors.Join(append(l.errors, fmt.Errorf("and %d more", l.skipped))...)
	}
	return errors.Join(l.errors...)
}
