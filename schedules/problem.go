package schedules

import (
	"fmt"
	"strings"
)

// Problem is one thing that is wrong with a schedule, and where.
type Problem struct {
	Line     int    // line of the file that was read, from 1; 0 when there is no file
	Schedule string // name of the schedule, where it has one
	Field    string // as the file spells it: name, job, spec, zone, timeout, catch_up, …
	Reason   Reason
}

// Problems is everything that is wrong with a schedule or a file of schedules.
type Problems []Problem

// Error lists the problems in a form for logs, one after the other.
func (p Problems) Error() string {
	parts := make([]string, len(p))
	for i, problem := range p {
		if problem.Line > 0 {
			parts[i] = fmt.Sprintf("line %d: ", problem.Line)
		}
		if problem.Schedule != "" {
			parts[i] += fmt.Sprintf("%s: ", problem.Schedule)
		}
		parts[i] += problem.Reason.Error()
	}
	return strings.Join(parts, "; ")
}

// Unwrap gives the reasons, so that AsReason finds the first.
func (p Problems) Unwrap() []error {
	reasons := make([]error, len(p))
	for i := range p {
		reasons[i] = &p[i].Reason
	}
	return reasons
}
