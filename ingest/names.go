package ingest

import (
	"sort"
	"strings"

	"golang.org/x/text/unicode/norm"

	"zhibiao/metrics"
)

// normalName makes printed names comparable: width and case of letters, spaces, the
// kind of dashes and quotation marks do not count.
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
	mostSuggestions   = 3
	leastSimilarity   = 0.4
	containedAtLeast  = 0.5 // similarity of a name that contains the other, before its length counts
	mostSuggestedFor  = 1000
	longestSuggestion = 120 // runes; longer texts are no names
)

// nameSuggestions finds the names nearest to one that is unknown.
type nameSuggestions struct {
	names []suggestibleName
	known map[string]string
}

type suggestibleName struct {
	printed string
	runes   []rune
	code    string
}

func (s *nameSuggestions) add(code, printed string) {
	if printed != "" {
		s.names = append(s.names, suggestibleName{printed: printed, runes: []rune(normalName(printed)), code: code})
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
	wanted := []rune(normalName(name))
	best := map[string]scoredName{}
	for _, candidate := range s.names {
		if len(wanted) == 0 || len(wanted) > longestSuggestion {
			break
		}
		score := similarity(wanted, candidate.runes)
		if score >= leastSimilarity && score > best[candidate.code].score {
			best[candidate.code] = scoredName{candidate.printed, score}
		}
	}
	text := joinBest(best)
	if s.known == nil {
		s.known = map[string]string{}
	}
	s.known[name] = text
	return text
}

type scoredName struct {
	printed string
	score   float64
}

func joinBest(best map[string]scoredName) string {
	ordered := make([]scoredName, 0, len(best))
	for _, candidate := range best {
		ordered = append(ordered, candidate)
	}
	sort.Slice(ordered, func(i, j int) bool {
		if ordered[i].score != ordered[j].score {
			return ordered[i].score > ordered[j].score
		}
		return ordered[i].printed < ordered[j].printed
	})
	var printed []string
	for _, candidate := range ordered[:min(len(ordered), mostSuggestions)] {
		printed = append(printed, candidate.printed)
	}
	return strings.Join(printed, "、")
}

// similarity is 1 for equal names: the share of runes that need no edit, and more
// where one name contains the other.
func similarity(a, b []rune) float64 {
	longer, shorter := max(len(a), len(b)), min(len(a), len(b))
	if shorter == 0 {
		return 0
	}
	score := 1 - float64(editDistance(a, b))/float64(longer)
	if strings.Contains(string(a), string(b)) || strings.Contains(string(b), string(a)) {
		score = max(score, containedAtLeast+(1-containedAtLeast)*float64(shorter)/float64(longer))
	}
	return score
}

// editDistance counts the runes to insert, delete or replace (Levenshtein).
func editDistance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j := range b {
			above := row[j+1]
			cost := diagonal
			if a[i] != b[j] {
				cost = 1 + min(diagonal, above, row[j])
			}
			row[j+1], diagonal = cost, above
		}
	}
	return row[len(b)]
}
