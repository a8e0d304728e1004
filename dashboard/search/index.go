package search

import (
	"cmp"
	"slices"
	"strings"
)

// Entry is one thing that can be found.
type Entry struct {
	Kind string // such as indicator
	Code string
	// Names are the name first, then the name in other languages.
	Names []string
	// Aliases are other names, such as printed ones. They count less than names.
	Aliases []string
	// Weight puts one entry before another that fits equally well; the greater first.
	Weight int
}

// Hit is an entry that fits a query.
type Hit struct {
	Entry *Entry
	// Alias is the other name by which the entry was found, or empty.
	Alias string
	score int
}

// Index holds entries prepared for search. It does not change and can be used by any
// number of readers at once.
type Index struct {
	entries []Entry
	terms   [][]term // of each entry: names, then aliases, then the code
}

// NewIndex prepares entries. Of entries that fit equally well the earlier one is found
// first.
func NewIndex(entries []Entry) *Index {
	index := &Index{entries: entries, terms: make([][]term, len(entries))}
	for i := range entries {
		entry := &entries[i]
		for _, name := range entry.Names {
			index.add(i, name, "", nameCost)
		}
		for _, alias := range entry.Aliases {
			index.add(i, alias, alias, aliasCost)
		}
		index.terms[i] = append(index.terms[i], newTerm(entry.Code, codeCost))
	}
	return index
}

func (x *Index) add(entry int, text, alias string, cost int) {
	if text == "" {
		return
	}
	prepared := newTerm(text, cost)
	prepared.alias = alias
	x.terms[entry] = append(x.terms[entry], prepared)
}

// Find returns the entries that fit a query, the best first. Words that are separated by
// spaces must all fit, each by any name; a query without a letter or digit fits nothing.
func (x *Index) Find(query string) []Hit {
	words := wordsOf(query)
	if len(words) == 0 {
		return nil
	}
	whole := newQuery(strings.Join(words, ""))
	parts := make([]asked, len(words))
	for i, word := range words {
		parts[i] = newQuery(word)
	}
	var hits []Hit
	for i := range x.entries {
		hit := Hit{Entry: &x.entries[i]}
		hit.score, hit.Alias = best(x.terms[i], whole)
		if len(parts) > 1 {
			if score, alias := bestOfAll(x.terms[i], parts); score > hit.score {
				hit.score, hit.Alias = score, alias
			}
		}
		if hit.score > 0 {
			hits = append(hits, hit)
		}
	}
	slices.SortStableFunc(hits, func(a, b Hit) int {
		return cmp.Or(-cmp.Compare(a.score, b.score), -cmp.Compare(a.Entry.Weight, b.Entry.Weight))
	})
	return hits
}

// best returns the score of the term that fits best, and its alias.
func best(terms []term, sought asked) (score int, alias string) {
	for i := range terms {
		if found := terms[i].score(sought); found > score {
			score, alias = found, terms[i].alias
		}
	}
	return score, alias
}

// bestOfAll returns the mean score when every word fits some term, or 0.
func bestOfAll(terms []term, words []asked) (score int, alias string) {
	sum := 0
	for _, word := range words {
		found, by := best(terms, word)
		if found == 0 {
			return 0, ""
		}
		sum += found
		if by != "" {
			alias = by
		}
	}
	return sum / len(words), alias
}
