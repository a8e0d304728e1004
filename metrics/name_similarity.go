package metrics

import (
	"slices"
	"strings"
)

// NameSuggestion is a known name that is near to one that is not known.
type NameSuggestion struct {
	Code  string  `json:"code"`
	Name  string  `json:"name"`
	Score float64 `json:"score"` // 1 for equal names
}

const (
	leastSimilarity  = 0.4 // of a name that is suggested
	containedAtLeast = 0.5 // similarity of a name that contains the other, before its length counts
	pairsCountFor    = 0.9 // two names of the same pairs of characters in another order are not equal
	soundCountsFor   = 0.95
	longestCompared  = 120 // characters; longer texts are no names
)

// NearestNames returns up to most known names near to a wanted one, the nearest first
// and at most one of each code.
func NearestNames(wanted string, known []NamedCode, most int) []NameSuggestion {
	characters := []rune(wanted)
	if len(characters) == 0 || len(characters) > longestCompared {
		return nil
	}
	best := map[string]NameSuggestion{}
	for _, candidate := range known {
		if candidate.Form == "" {
			continue
		}
		score := NameSimilarity(wanted, candidate.Form)
		if score >= leastSimilarity && score > best[candidate.Code].Score {
			best[candidate.Code] = NameSuggestion{Code: candidate.Code, Name: candidate.Name, Score: score}
		}
	}
	ordered := make([]NameSuggestion, 0, len(best))
	for _, suggestion := range best {
		ordered = append(ordered, suggestion)
	}
	slices.SortFunc(ordered, func(a, b NameSuggestion) int {
		switch {
		case a.Score > b.Score:
			return -1
		case a.Score < b.Score:
			return 1
		}
		return strings.Compare(a.Name+a.Code, b.Name+b.Code)
	})
	return ordered[:min(len(ordered), most)]
}

// NameSimilarity is 1 for equal names and 0 for names without anything in common: the
// largest of the share of characters that need no edit, the share of the longer name
// that contains the shorter one, the share of common pairs of characters whatever their
// order (Dice), and the share of syllables that need no edit when both are spoken.
func NameSimilarity(a, b string) float64 {
	left, right := []rune(a), []rune(b)
	longer, shorter := max(len(left), len(right)), min(len(left), len(right))
	if shorter == 0 {
		return 0
	}
	score := 1 - float64(editDistance(left, right))/float64(longer)
	if strings.Contains(a, b) || strings.Contains(b, a) {
		score = max(score, containedAtLeast+(1-containedAtLeast)*float64(shorter)/float64(longer))
	}
	score = max(score, pairsCountFor*commonPairs(left, right))
	if a != b {
		spoken := 1 - float64(editDistance(syllablesOf(left), syllablesOf(right)))/float64(longer)
		score = max(score, soundCountsFor*spoken)
	}
	return score
}

// commonPairs is the Dice coefficient of the neighbouring pairs of characters.
func commonPairs(a, b []rune) float64 {
	if len(a) < 2 || len(b) < 2 {
		return 0
	}
	counts := map[[2]rune]int{}
	for i := range len(a) - 1 {
		counts[[2]rune{a[i], a[i+1]}]++
	}
	common := 0
	for i := range len(b) - 1 {
		pair := [2]rune{b[i], b[i+1]}
		if counts[pair] > 0 {
			counts[pair]--
			common++
		}
	}
	return 2 * float64(common) / float64(len(a)+len(b)-2)
}

// editDistance counts the entries to insert, delete or replace (Levenshtein).
func editDistance[T comparable](a, b []T) int {
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
