package dashboard

import (
	"slices"
	"strings"

	"zhibiao/dashboard/search"
	"zhibiao/metrics"
)

// Checklist is a long list to choose several from: what is chosen stands first, and a
// script can narrow the rest.
type Checklist struct {
	Field  string // name of the field of the form
	Lines  []ChecklistLine
	Chosen int
}

// ChecklistLine is one box to tick.
type ChecklistLine struct {
	Code   string
	Thing  any // what templates name
	Ticked bool
	Terms  string // code and names by which it is found, in small letters
	// Initials are how its names can be typed in pinyin: the names divided by bars, in
	// each the letters for one character by spaces.
	Initials string
}

// organisationChecklist lists organisations for the field organisations of a form. They
// are found by their names, their other printed names, pinyin initials and their code.
func organisationChecklist(catalogue *metrics.Catalogue, organisations []*metrics.Organisation, chosen []string) Checklist {
	called := map[string][]string{}
	for _, alias := range catalogue.OrganisationAliases {
		called[alias.Organisation] = append(called[alias.Organisation], alias.Alias)
	}
	list := Checklist{Field: "organisations"}
	for _, organisation := range organisations {
		line := ChecklistLine{Code: organisation.Code, Thing: organisation, Ticked: slices.Contains(chosen, organisation.Code)}
		names := append([]string{organisation.NameZh, organisation.NameEn}, called[organisation.Code]...)
		line.Terms, line.Initials = strings.ToLower(strings.Join(append(names, organisation.Code), "\n")), initialsOf(names)
		if line.Ticked {
			list.Chosen++
		}
		list.Lines = append(list.Lines, line)
	}
	slices.SortStableFunc(list.Lines, func(a, b ChecklistLine) int {
		switch {
		case a.Ticked == b.Ticked:
			return 0
		case a.Ticked:
			return -1
		}
		return 1
	})
	return list
}

// initialsOf writes the initials of those names that have some.
func initialsOf(names []string) string {
	var written []string
	for _, name := range names {
		if initials := search.Initials(name); initials != nil {
			written = append(written, strings.Join(initials, " "))
		}
	}
	return strings.Join(written, "|")
}
