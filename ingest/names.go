package ingest

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"zhibiao/metrics"
)

// NormalName makes printed names comparable: width and case of letters, spaces, the
// kind of dashes and quotation marks do not count.
func NormalName(name string) string { return normalName(name) }

func normalName(name string) string {
	name = strings.ToLower(norm.NFKC.String(name))
	return strings.Map(func(r rune) rune {
		switch r {
		case ' ', '\t', '\n', '\r', '\u200b', '“', '”', '"', '「', '」':
			return -1
		case '—', '–', '−', '─', '~':
			return '-'
		}
		return r
	}, name)
}

const (
	mostSuggestions  = 3
	mostSuggestedFor = 1000
)

// nameSuggestions finds the names nearest to one that is unknown.
type nameSuggestions struct {
	names []metrics.NamedCode
	known map[string]string
}

func (s *nameSuggestions) add(code, printed string) {
	if printed != "" {
		s.names = append(s.names, metrics.NamedCode{Code: code, Name: printed, Form: normalName(printed)})
	}
}

// unknown is the problem of a name that stands for nothing: with the nearest names, or
// under the key with “.alone” when none is near.
func (s *nameSuggestions) unknown(key, name string) *metrics.Problem {
	if near := s.nearest(name); near != "" {
		return metrics.NewProblem(key, "value", name, "nearest", near, "nearest_en", strings.ReplaceAll(near, "、", ", "))
	}
	return metrics.NewProblem(key+".alone", "value", name)
}

// nearest returns up to three names, the nearest first, at most one of each code; an
// empty text when none is near. After mostSuggestedFor different names it gives up, so that
// a file of garbage costs no more than that.
func (s *nameSuggestions) nearest(name string) string {
	if found, known := s.known[name]; known {
		return found
	}
	if len(s.known) >= mostSuggestedFor {
		return ""
	}
	var printed []string
	for _, suggestion := range metrics.NearestNames(normalName(name), s.names, mostSuggestions) {
		printed = append(printed, suggestion.Name)
	}
	text := strings.Join(printed, "、")
	if s.known == nil {
		s.known = map[string]string{}
	}
	s.known[name] = text
	return text
}
