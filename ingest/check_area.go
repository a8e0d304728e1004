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
	catalogue := r.reader.resolver.catalogue
	own := map[string][]string{}
	for _, code := range r.reader.areas {
		zh, en := areaNames(catalogue, code)
		own["zh"], own["en"] = append(own["zh"], zh), append(own["en"], en)
	}
	zh, en := areaNames(catalogue, area)
	r.reject(areaColumn, r.cell(areaColumn), metrics.NewProblem("import.area_not_yours", "area", zh, "area_en", en,
		"own", strings.Join(own["zh"], "、"), "own_en", strings.Join(own["en"], ", ")))
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
