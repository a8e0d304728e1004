package metrics

import (
	"slices"

	"github.com/shopspring/decimal"
)

// FieldDifference is one thing that a revision says otherwise than the version before
// it. Field is value, status, year_on_year, released, source_title, source_url or note;
// an empty Old or New says nothing.
type FieldDifference struct {
	Field string `json:"field"`
	Old   string `json:"old,omitempty"`
	New   string `json:"new,omitempty"`
}

// FieldDifferences names what two versions of an observation say otherwise. Numbers are
// equal when their values are, whatever their zeros at the end; where the value was read
// (file, sheet, row) is no difference. What is essential comes first.
func FieldDifferences(before, after *Observation) []FieldDifference {
	var found []FieldDifference
	numbers := func(field string, old, current decimal.NullDecimal) {
		if old.Valid != current.Valid || old.Valid && !old.Decimal.Equal(current.Decimal) {
			found = append(found, FieldDifference{field, numberText(old), numberText(current)})
		}
	}
	texts := func(field, old, current string) {
		if old != current {
			found = append(found, FieldDifference{field, old, current})
		}
	}
	numbers("value", before.Value, after.Value)
	texts("status", string(before.Status), string(after.Status))
	numbers("year_on_year", before.YearOnYear, after.YearOnYear)
	if before.Released != after.Released {
		texts("released", before.Released.String(), after.Released.String())
	}
	texts("source_title", before.SourceTitle, after.SourceTitle)
	texts("source_url", before.SourceURL, after.SourceURL)
	texts("note", before.Note, after.Note)
	return found
}

// Essential tells a difference in what is said of the value itself: its number, its
// status and its growth, not where and when it was published.
func (d FieldDifference) Essential() bool {
	return slices.Contains([]string{"value", "status", "year_on_year"}, d.Field)
}

func numberText(number decimal.NullDecimal) string {
	if !number.Valid {
		return ""
	}
	return number.Decimal.String()
}
