package guide

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// Hit is a section that has all words of a search.
type Hit struct {
	Chapter Chapter
	Section Section
	Excerpt []Piece // of the section's text, around the first word found
}

// Piece is a part of an excerpt; Found ones are words that were looked for.
type Piece struct {
	Text  string
	Found bool
}

// How many runes an excerpt has before the first word that was found, and in all.
const (
	excerptBefore = 30
	excerptLength = 140
)

// Search returns the sections that have all words of a query, those with the words in
// their headings first. Words of Latin letters are found at the beginning of words, all
// others anywhere; capital letters do not matter.
func (b Book) Search(query string) []Hit {
	words := strings.Fields(strings.ToLower(query))
	if len(words) == 0 {
		return nil
	}
	type ranked struct {
		Hit
		score int
	}
	var hits []ranked
	for _, chapter := range b.Chapters {
		for i, section := range chapter.Sections {
			heading, body := section.Title, section.Text
			if i == 0 {
				heading, body = chapter.Title, strings.TrimSpace(chapter.Summary+" "+section.Text)
			}
			if score, found := scoreOf(lower(chapter.Title), lower(heading), lower(body), words); found {
				hits = append(hits, ranked{Hit{Chapter: chapter, Section: section, Excerpt: excerpt(body, words)}, score})
			}
		}
	}
	slices.SortStableFunc(hits, func(a, b ranked) int { return cmp.Compare(b.score, a.score) })
	found := make([]Hit, len(hits))
	for i, hit := range hits {
		found[i] = hit.Hit
	}
	return found
}

// scoreOf weighs where the words stand. At least one of them must stand in the section
// itself: the title of the chapter alone would find all its sections.
func scoreOf(chapter, heading, body []rune, words []string) (score int, found bool) {
	for _, word := range words {
		inHeading, inBody := places(heading, word), places(body, word)
		if len(inHeading)+len(inBody) == 0 && len(places(chapter, word)) == 0 {
			return 0, false
		}
		found = found || len(inHeading)+len(inBody) > 0
		score += 20*min(len(inHeading), 1) + min(len(inBody), 5)
	}
	return score, found
}

// lower maps rune by rune, so that places in the result are places in the original.
func lower(text string) []rune {
	runes := []rune(text)
	for i, char := range runes {
		runes[i] = unicode.ToLower(char)
	}
	return runes
}

// places returns where a word begins in a text of small letters.
func places(text []rune, word string) []int {
	wanted := []rune(word)
	latin := isLatin(wanted[0])
	var found []int
	for at := 0; at+len(wanted) <= len(text); at++ {
		if latin && at > 0 && isLatin(text[at-1]) {
			continue
		}
		if slices.Equal(text[at:at+len(wanted)], wanted) {
			found = append(found, at)
		}
	}
	return found
}

func isLatin(char rune) bool { return char < 0x2000 && unicode.IsLetter(char) }

// excerpt cuts a text around the first word found and marks all that were found in it.
func excerpt(text string, words []string) []Piece {
	runes, small := []rune(text), lower(text)
	marked := make([]bool, len(runes))
	first := len(runes)
	for _, word := range words {
		for _, at := range places(small, word) {
			first = min(first, at)
			for k := at; k < at+len([]rune(word)); k++ {
				marked[k] = true
			}
		}
	}
	if first == len(runes) {
		first = 0
	}
	from := max(first-excerptBefore, 0)
	to := min(from+excerptLength, len(runes))
	var pieces []Piece
	if from > 0 {
		pieces = append(pieces, Piece{Text: "…"})
	}
	for at := from; at < to; {
		end := at
		for end < to && marked[end] == marked[at] {
			end++
		}
		pieces = append(pieces, Piece{Text: string(runes[at:end]), Found: marked[at]})
		at = end
	}
	if to < len(runes) {
		pieces = append(pieces, Piece{Text: "…"})
	}
	return pieces
}
