package ingest

import (
	"slices"
	"strings"

	"zhibiao/metrics"
)

// codeAndName is what a row says of its indicator, or of its area, in two columns.
type codeAndName struct{ code, name string }

// codeReading is what was made of a code and the name beside it.
type codeReading struct {
	codeAndName
	known   bool             // that it was worked out
	text    string           // what to resolve
	problem *metrics.Problem // nil when both say the same
	reject  bool
}

// key returns what says the indicator or the area of the row. Where a name stands beside
// its code, that is the code, and a name that belongs to another one is refused.
func (r *rowReading) key(of column) string {
	place := r.reader.header.names[of]
	said := codeAndName{code: r.cell(of)}
	if place < 0 || place >= len(r.row.Cells) {
		return said.code
	}
	if said.name = strings.TrimSpace(r.row.Cells[place]); said.name == "" {
		return said.code
	}
	before := &r.reader.before.keys[of]
	if !before.known || before.codeAndName != said {
		*before = r.reader.resolver.readCode(of, said)
	}
	switch {
	case before.problem == nil:
	case before.reject:
		r.reject(of, said.code, before.problem)
	default:
		r.flag(of, said.code, before.problem)
	}
	return before.text
}

// readCode holds the name beside a code against it. A code that is not in the catalogue,
// such as the agency's own, leaves it to the name; a name that is not in the catalogue to
// the code. Both are remarks, for the two could not be compared.
func (r *resolver) readCode(of column, said codeAndName) codeReading {
	reading := codeReading{codeAndName: said, known: true, text: said.code}
	kind, meanings, title := "indicator", r.indicatorMeanings, r.indicatorTitle
	if of == areaColumn {
		kind, meanings, title = "area", r.areaMeanings, r.areaTitle
	}
	ofCode, ofName := meanings(said.code), meanings(said.name)
	switch {
	case len(ofCode) == 0:
		reading.text = said.name
		if said.code != "" && len(ofName) > 0 {
			reading.problem = metrics.NewProblem(kind+".code_unknown", "code", said.code, "name", said.name)
		}
	case len(ofName) == 0:
		reading.problem = metrics.NewProblem(kind+".name_unknown", "code", said.code, "name", said.name)
	case !slices.ContainsFunc(ofName, func(code string) bool { return slices.Contains(ofCode, code) }):
		codeZh, codeEn := title(ofCode[0])
		nameZh, nameEn := title(ofName[0])
		reading.reject = true
		reading.problem = metrics.NewProblem(kind+".code_and_name", "code", said.code, "name", said.name,
			"code_means", codeZh, "code_means_en", codeEn, "name_means", nameZh, "name_means_en", nameEn)
	}
	return reading
}

// indicatorMeanings returns the codes of all indicators that a text can stand for.
func (r *resolver) indicatorMeanings(text string) []string {
	var codes []string
	if indicator := r.catalogue.Indicator(text); indicator != nil {
		return []string{indicator.Code}
	}
	for _, named := range r.indicators[normalName(text)] {
		codes = append(codes, named.indicator.Code)
	}
	if chosen := r.chosenIndicator(text); chosen != nil && text != "" {
		codes = append(codes, chosen.Code)
	}
	return codes
}

// areaMeanings returns the codes of all areas that a text can stand for.
func (r *resolver) areaMeanings(text string) []string {
	key := normalName(text)
	if key == "" {
		return nil
	}
	var codes []string
	for i := range r.catalogue.Areas {
		area := &r.catalogue.Areas[i]
		names := append([]string{area.Code, area.NameZh, area.NameEn}, area.Aliases...)
		if slices.ContainsFunc(names, func(name string) bool { return normalName(name) == key }) {
			codes = append(codes, area.Code)
		}
	}
	if chosen := r.chosenArea(text); chosen != nil {
		codes = append(codes, chosen.Code)
	}
	return codes
}

func (r *resolver) indicatorTitle(code string) (zh, en string) {
	return indicatorNames(r.catalogue, code)
}

// indicatorNames returns the names of an indicator, or its code where it has none.
func indicatorNames(catalogue *metrics.Catalogue, code string) (zh, en string) {
	indicator := catalogue.Indicator(code)
	if indicator == nil {
		return code, code
	}
	if zh, en = indicator.NameZh, indicator.NameEn; en == "" {
		en = zh
	}
	return zh, en
}

func (r *resolver) areaTitle(code string) (zh, en string) { return areaNames(r.catalogue, code) }
