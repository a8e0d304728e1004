package search

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// wordsOf folds a text to what search compares and splits it where it has spaces: small
// letters, narrow forms of letters and digits, no punctuation.
func wordsOf(text string) []string {
	var words []string
	for _, field := range strings.Fields(width.Fold.String(text)) {
		if word := fold(field); word != "" {
			words = append(words, word)
		}
	}
	return words
}

// fold returns the letters and digits of a text, small and narrow.
func fold(text string) string {
	return strings.Map(func(letter rune) rune {
		if !unicode.IsLetter(letter) && !unicode.IsDigit(letter) {
			return -1
		}
		return unicode.ToLower(letter)
	}, width.Fold.String(text))
}

// isPlain tells whether a text is all small Latin letters and digits: what pinyin can be
// typed with.
func isPlain(text string) bool {
	for _, letter := range text {
		if letter > unicode.MaxASCII {
			return false
		}
	}
	return true
}
