package ingest

import (
	"slices"
	"strings"

	"zhibiao/metrics"
)

// checkArea rejects a row of an area that the person who hands the file in does not
// answer for.
func (r *rowReading) checkArea() {
	area := r.result.observation.Area
	if len(r.reader.areas) == 0 || area == "" || slices.Contains(r.reader.areas, area) {
		return // an area that is not known has its own remark
	}
	zh, en := areaNames(r.reader.resolver.catalogue, area)
	ownZh, ownEn := r.reader.ownAreas()
	r.reject(areaColumn, r.cell(areaColumn), metrics.NewProblem("import.area_not_yours", "area", zh, "area_en", en,
		"own", ownZh, "own_en", ownEn))
}

// ownAreas names the areas whose rows may be handed in.
func (r *rowReader) ownAreas() (zh, en string) {
	var namesZh, namesEn []string
	for _, code := range r.areas {
		zh, en := areaNames(r.resolver.catalogue, code)
		namesZh, namesEn = append(namesZh, zh), append(namesEn, en)
	}
	return strings.Join(namesZh, "、"), strings.Join(namesEn, ", ")
}

// areaNames returns the names of an area, or its code where it has none.
func areaNames(catalogue *metrics.Catalogue, code string) (zh, en string) {
	area := catalogue.Area(code)
	if area == nil {
		return code, code
	}
	if zh, en = area.NameZh, area.NameEn; en == "" {
		en = zh
	}
	return zh, en
}
