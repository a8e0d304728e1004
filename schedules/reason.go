package schedules

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Reason is a sentence for people: a key of the message catalogue and its
// arguments, so that it can be told in Chinese and in English. A job may return a
// *Reason as its error (or wrap one) to choose the words of its failure.
type Reason struct {
	Key       string            `json:"key"`
	Arguments map[string]string `json:"arguments,omitempty"`
}

// NewReason builds a Reason from a message key and name/value pairs.
func NewReason(key string, pairs ...string) *Reason {
	reason := &Reason{Key: key, Arguments: map[string]string{}}
	for i := 0; i+1 < len(pairs); i += 2 {
		reason.Arguments[pairs[i]] = pairs[i+1]
	}
	return reason
}

// Error returns the key and the sorted arguments: a form for logs.
func (r *Reason) Error() string {
	var text strings.Builder
	text.WriteString(r.Key)
	for _, name := range slices.Sorted(maps.Keys(r.Arguments)) {
		fmt.Fprintf(&text, " %s=%q", name, r.Arguments[name])
	}
	return text.String()
}

// AsReason returns the first Reason in the chain of err, or nil.
func AsReason(err error) *Reason {
	var reason *Reason
	if errors.As(err, &reason) {
		return reason
	}
	return nil
}
