package search

import (
	"strings"
	"unicode"
)

// What it costs to be found by something else than the name.
const (
	nameCost  = 0
	aliasCost = 6
	codeCost  = 3
)

// The scores of the ways in which a text can fit. What is typed exactly counts before
// what is spelt, a beginning before a middle.
const (
	scoreExact          = 100
	scoreInitialsWhole  = 88
	scoreInFullWhole    = 92
	scoreBeginning      = 84
	scoreWordBeginning  = 78
	scoreInFull         = 74
	scoreInitials       = 66
	scoreMiddle         = 60
	scoreInFullMiddle   = 48
	scoreInitialsMiddle = 40
	scoreMixed          = 44
	scoreMixedMiddle    = 34
)

// spelledLetters is how many characters of a text can be found by pinyin: nobody spells
// a whole sentence.
const spelledLetters = 40

// shortestMiddle is from how many letters on initials are sought in the middle of a
// name: two letters fit nearly everywhere.
const shortestMiddle = 3

// term is one text of an entry, prepared.
type term struct {
	text      string     // folded
	starts    []string   // the folded text from each of its words on, but the first
	syllables [][]string // the readings of each character, nil without Chinese ones
	cost      int
	alias     string
}

func newTerm(text string, cost int) term {
	prepared := term{text: fold(text), cost: cost}
	words := wordsOf(separated(text))
	for i := 1; i < len(words); i++ {
		prepared.starts = append(prepared.starts, strings.Join(words[i:], ""))
	}
	letters := []rune(prepared.text)
	if strings.IndexFunc(prepared.text, func(r rune) bool { return unicode.Is(unicode.Han, r) }) < 0 {
		return prepared
	}
	for _, letter := range letters[:min(len(letters), spelledLetters)] {
		prepared.syllables = append(prepared.syllables, readings(letter))
	}
	return prepared
}

// separated puts spaces where punctuation divides a text, such as the parts of a code.
func separated(text string) string {
	return strings.Map(func(letter rune) rune {
		if unicode.IsLetter(letter) || unicode.IsDigit(letter) {
			return letter
		}
		return ' '
	}, text)
}

// asked is a word that is looked for.
type asked struct {
	text  string
	plain bool // it can be pinyin
}

func newQuery(text string) asked { return asked{text: text, plain: isPlain(text)} }

// score tells how well the term fits, from 1 to 105, or 0. Among equal ways a query that
// covers more of the text counts more, by up to 5.
func (t *term) score(sought asked) int {
	score := t.written(sought.text)
	if sought.plain && t.syllables != nil {
		score = max(score, t.spelt(sought.text))
	}
	if score == 0 {
		return 0
	}
	cover := 5 * len(sought.text) / max(1, len(t.text))
	return max(1, score+min(5, cover)-t.cost)
}

// written scores a text that contains the query as it is.
func (t *term) written(text string) int {
	switch {
	case t.text == text:
		return scoreExact
	case strings.HasPrefix(t.text, text):
		return scoreBeginning
	}
	for _, start := range t.starts {
		if strings.HasPrefix(start, text) {
			return scoreWordBeginning
		}
	}
	if len(text) > 1 && strings.Contains(t.text, text) {
		return scoreMiddle
	}
	return 0
}

// spelt scores a text whose pinyin the query spells.
func (t *term) spelt(text string) int {
	way, whole := spell(text, t.syllables)
	switch {
	case way == inFull && whole:
		return scoreInFullWhole
	case way == initials && whole:
		return scoreInitialsWhole
	case way == inFull:
		return scoreInFull
	case way == initials && len(text) > 1:
		return scoreInitials
	case way == mixed && len(text) > 1:
		return scoreMixed
	}
	best := 0
	if len(text) < shortestMiddle {
		return 0
	}
	for i := 1; i < len(t.syllables); i++ {
		switch way, _ := spell(text, t.syllables[i:]); way {
		case inFull:
			best = max(best, scoreInFullMiddle)
		case initials:
			best = max(best, scoreInitialsMiddle)
		case mixed:
			best = max(best, scoreMixedMiddle)
		}
	}
	return best
}
