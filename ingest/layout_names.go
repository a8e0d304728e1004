package ingest

import (
	"slices"

	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// IsIndicator tells whether a printed name stands for exactly one indicator, for rooms
// that must tell names from headings.
func (r *resolver) IsIndicator(name, unit string) bool {
	_, problem := r.indicator(name, unit, "")
	return problem == nil
}

// IsArea tells whether a printed name stands for an area.
func (r *resolver) IsArea(name string) bool {
	return name != "" && (r.areas[normalName(name)] != nil || r.chosenArea(name) != nil)
}

// TotalOf tells of which area a table is the total. Areas of one level stand for the area
// above them when the title names it, or when they are most of its parts; names that are
// not known, such as those of townships, for the area of the title. The sum of some parks
// or of a few banners stands for nothing.
func (r *resolver) TotalOf(title string, areas []string) (area string, told bool) {
	titled := r.areas[normalName(title)]
	var parts []*metrics.Area
	for _, name := range areas {
		part := r.areas[normalName(name)]
		if part == nil {
			return title, titled != nil
		}
		if part == titled || part.Level == "park" || part.Level == "group" {
			return "", false
		}
		if !slices.Contains(parts, part) {
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 {
		return title, titled != nil
	}
	siblings := 0
	for i := range r.catalogue.Areas {
		if other := &r.catalogue.Areas[i]; other.Parent == parts[0].Parent && other.Level == parts[0].Level {
			siblings++
		}
	}
	for _, part := range parts {
		if part.Parent != parts[0].Parent || part.Level != parts[0].Level {
			return "", false
		}
	}
	whole := r.catalogue.Area(parts[0].Parent)
	if whole == nil || titled != whole && 2*len(parts) <= siblings {
		return "", false
	}
	return whole.NameZh, true
}

// IsMeasuredIn tells whether the values of the indicator of a name can be given in a unit.
func (r *resolver) IsMeasuredIn(name, unit string) bool {
	indicator, problem := r.indicator(name, unit, "")
	if problem != nil {
		return false
	}
	_, err := metrics.ConvertUnit(decimal.Zero, unit, indicator.Unit)
	return err == nil
}
