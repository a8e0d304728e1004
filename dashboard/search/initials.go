package search

import (
	"slices"
	"strings"
	"unicode"
)

// Initials returns, for every character of a text, the letters with which it can be
// typed: those with which the readings of a Chinese character begin, a letter or digit
// itself. A text without Chinese has none.
func Initials(text string) []string {
	folded := fold(text)
	if strings.IndexFunc(folded, func(letter rune) bool { return unicode.Is(unicode.Han, letter) }) < 0 {
		return nil
	}
	var initials []string
	for _, letter := range folded {
		initials = append(initials, firstLetters(letter))
	}
	return initials
}

// firstLetters returns the letters with which a character can begin, and the character
// itself when nobody knows how it is read.
func firstLetters(letter rune) string {
	var letters []string
	for _, reading := range readings(letter) {
		if unicode.Is(unicode.Han, letter) {
			letters = append(letters, reading[:1])
		}
	}
	if len(letters) == 0 {
		return string(letter)
	}
	slices.Sort(letters)
	return strings.Join(slices.Compact(letters), "")
}
