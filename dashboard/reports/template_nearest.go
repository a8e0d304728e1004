package reports

import "strings"

// Nearest returns the candidate that takes the fewest changed characters to reach from a
// text, or an empty text when none is near: more than half of it would have to change.
func Nearest(text string, candidates []string) string {
	best, least := "", len([]rune(text))/2+2
	for _, candidate := range candidates {
		if distance := editDistance(strings.ToLower(text), strings.ToLower(candidate)); distance < least {
			best, least = candidate, distance
		}
	}
	return best
}

// editDistance is the number of characters to insert, delete or replace (Levenshtein).
func editDistance(from, to string) int {
	a, b := []rune(from), []rune(to)
	const longest = 200
	if len(a) > longest || len(b) > longest {
		return longest
	}
	previous := make([]int, len(b)+1)
	for j := range previous {
		previous[j] = j
	}
	for i, character := range a {
		current := make([]int, len(b)+1)
		current[0] = i + 1
		for j, other := range b {
			cost := 1
			if character == other {
				cost = 0
			}
			current[j+1] = min(previous[j]+cost, previous[j+1]+1, current[j]+1)
		}
		previous = current
	}
	return previous[len(b)]
}
