package layout

import (
	"fmt"
	"strconv"
	"strings"
)

// Span is a run of rows, both ends included, written as 4-30 or 4. The zero value is
// no row.
type Span struct{ First, Last int }

// String returns the span as it is written.
func (s Span) String() string {
	if s.First == s.Last {
		return strconv.Itoa(s.First)
	}
	return fmt.Sprintf("%d-%d", s.First, s.Last)
}

// Has tells whether a row lies in the span.
func (s Span) Has(row int) bool { return row >= s.First && row <= s.Last }

// IsZero tells a span that holds no row.
func (s Span) IsZero() bool { return s == Span{} }

// MarshalYAML writes the span as text.
func (s Span) MarshalYAML() (any, error) { return s.String(), nil }

// UnmarshalYAML reads 4-30 or 4.
func (s *Span) UnmarshalYAML(read func(any) error) error {
	var text string
	if err := read(&text); err != nil {
		return err
	}
	first, last, found := strings.Cut(strings.TrimSpace(text), "-")
	if !found {
		last = first
	}
	var err error
	if s.First, err = strconv.Atoi(strings.TrimSpace(first)); err != nil {
		return fmt.Errorf("rows %q are not written as 4-30", text)
	}
	if s.Last, err = strconv.Atoi(strings.TrimSpace(last)); err != nil || s.First < 1 || s.Last < s.First {
		return fmt.Errorf("rows %q are not written as 4-30", text)
	}
	return nil
}
