package dashboard

import (
	"zhibiao/ingest"
	"zhibiao/metrics"
)

// UnknownName is a name of a file that stands for nothing, with what it may stand for.
type UnknownName struct {
	Kind        metrics.NameKind
	Name        string
	Count       int // of rejected cells
	Suggestions []metrics.NameSuggestion
	Things      []NamedThing // of the suggestions
}

// NamedThing is an indicator, an area or an organisation, for pages.
type NamedThing struct {
	Code  string
	Thing any // *metrics.Indicator, *metrics.Area or *metrics.Organisation
	As    string
}

const (
	shownUnknownNames = 20
	shownSuggestions  = 3
)

// unknownNames lists the names that the rejected rows give in vain, in their order.
func unknownNames(catalogue *metrics.Catalogue, rejects []metrics.Reject) []UnknownName {
	var names []UnknownName
	places := map[metrics.NameChoice]int{}
	for _, reject := range rejects {
		kind, name, unknown := ingest.UnknownName(reject)
		if !unknown {
			continue
		}
		key := metrics.NameChoice{Kind: kind, Normal: ingest.NormalName(name)}
		if at, known := places[key]; known {
			names[at].Count++
			continue
		}
		if len(names) == shownUnknownNames {
			continue
		}
		places[key] = len(names)
		names = append(names, UnknownName{Kind: kind, Name: name, Count: 1})
	}
	forms := map[metrics.NameKind][]metrics.NamedCode{}
	for i := range names {
		kind := names[i].Kind
		if forms[kind] == nil {
			forms[kind] = ingest.NamesToChoose(catalogue, kind)
		}
		names[i].Suggestions = metrics.NearestNames(ingest.NormalName(names[i].Name), forms[kind], shownSuggestions)
		for _, suggestion := range names[i].Suggestions {
			names[i].Things = append(names[i].Things, NamedThing{Code: suggestion.Code, Thing: thingOf(catalogue, kind, suggestion.Code), As: suggestion.Name})
		}
	}
	return names
}

// thingOf returns what a code of a kind stands for, or nil.
func thingOf(catalogue *metrics.Catalogue, kind metrics.NameKind, code string) any {
	switch kind {
	case metrics.NameOfIndicator:
		if indicator := catalogue.Indicator(code); indicator != nil {
			return indicator
		}
	case metrics.NameOfArea:
		if area := catalogue.Area(code); area != nil {
			return area
		}
	case metrics.NameOfOrganisation:
		if organisation := catalogue.Organisation(code); organisation != nil {
			return organisation
		}
	}
	return nil
}
