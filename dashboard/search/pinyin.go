package search

import (
	"slices"
	"strings"
	"unicode"

	"github.com/mozillazg/go-pinyin"
)

// readings returns how a character can be pronounced, without tones and ü as v; a
// letter or digit is read as itself.
func readings(letter rune) []string {
	if !unicode.Is(unicode.Han, letter) {
		return []string{string(letter)}
	}
	found := pinyin.SinglePinyin(letter, pinyin.Args{Style: pinyin.Normal, Heteronym: true})
	slices.Sort(found)
	return slices.Compact(found)
}

// spelling is how a query spells a part of a name.
type spelling int

const (
	notSpelt spelling = iota
	mixed             // some syllables in full, of others the first letter
	initials          // of every syllable the first letter
	inFull            // every syllable in full; the last may be unfinished
)

// spell tells how the typed letters spell the syllables from their beginning on, and
// whether they reach the end of them. Of ways that fit the purest counts.
func spell(typed string, syllables [][]string) (found spelling, whole bool) {
	search := speller{syllables: syllables}
	search.from(typed, 0, false, false)
	return search.found, search.whole
}

// speller tries every way to divide the typed letters.
type speller struct {
	syllables [][]string
	tried     map[attempt]bool // so that no way is tried twice, however many readings there are
	found     spelling
	whole     bool
}

// attempt is a place that the division has come to. Full and short tell whether a
// syllable was spelt in full or by its first letter.
type attempt struct {
	left, position int
	full, short    bool
}

func (s *speller) from(typed string, position int, full, short bool) {
	if typed == "" {
		s.keep(position, full, short)
		return
	}
	at := attempt{len(typed), position, full, short}
	if position == len(s.syllables) || s.tried[at] {
		return
	}
	if s.tried == nil {
		s.tried = map[attempt]bool{}
	}
	s.tried[at] = true
	for _, reading := range s.syllables[position] {
		if typed[0] != reading[0] {
			continue
		}
		if len(reading) == 1 { // a letter or digit of the name itself
			s.from(typed[1:], position+1, full, short)
			continue
		}
		if strings.HasPrefix(typed, reading) {
			s.from(typed[len(reading):], position+1, true, short)
		} else if len(typed) > 1 && strings.HasPrefix(reading, typed) {
			s.from("", position+1, true, short) // the last syllable, unfinished
		}
		s.from(typed[1:], position+1, full, true)
		if two := reading[:2]; (two == "zh" || two == "ch" || two == "sh") && strings.HasPrefix(typed, two) {
			s.from(typed[2:], position+1, full, true)
		}
	}
}

// keep notes a way that has used up the letters, when it is better than the one before.
func (s *speller) keep(position int, full, short bool) {
	way, whole := mixed, position == len(s.syllables)
	switch {
	case !short:
		way = inFull
	case !full:
		way = initials
	}
	if whole && !s.whole || whole == s.whole && way > s.found {
		s.found, s.whole = way, whole
	}
}
