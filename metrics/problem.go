package metrics

import (
	"errors"
	"fmt"
	"sort"
	"strings"
)

// Problem is an error meant for people: a key of the message catalogue and its
// arguments, so that it can be told in Chinese and in English. Technical detail
// travels as the wrapped cause and goes to the log, never to the page.
type Problem struct {
	Key       string            `json:"key"`
	Arguments map[string]string `json:"arguments,omitempty"`
	Cause     error             `json:"-"`
}

// NewProblem builds a Problem from a message key and name/value pairs.
func NewProblem(key string, pairs ...string) *Problem {
	problem := &Problem{Key: key, Arguments: map[string]string{}}
	for i := 0; i+1 < len(pairs); i += 2 {
		problem.Arguments[pairs[i]] = pairs[i+1]
	}
	return problem
}

// Because attaches the technical cause and returns the same Problem.
func (p *Problem) Because(cause error) *Problem {
	p.Cause = cause
	return p
}

// Error returns the key, the sorted arguments and the cause: a form for logs.
func (p *Problem) Error() string {
	names := make([]string, 0, len(p.Arguments))
	for name := range p.Arguments {
		names = append(names, name)
	}
	sort.Strings(names)
	var text strings.Builder
	text.WriteString(p.Key)
	for _, name := range names {
		fmt.Fprintf(&text, " %s=%q", name, p.Arguments[name])
	}
	if p.Cause != nil {
		fmt.Fprintf(&text, ": %v", p.Cause)
	}
	return text.String()
}

// Unwrap returns the technical cause.
func (p *Problem) Unwrap() error { return p.Cause }

// AsProblem returns the first Problem in the chain of err, or nil.
func AsProblem(err error) *Problem {
	var problem *Problem
	if errors.As(err, &problem) {
		return problem
	}
	return nil
}
