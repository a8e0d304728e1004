package metrics

import (
	"reflect"
	"slices"
)

// FormDifference says what a version of a form has changed.
type FormDifference struct {
	Added, Removed, Changed int  // rows; changed: asked for in another way
	Reordered               bool // rows that stayed stand in another order
	Texts                   bool // title, instructions or contact
	Due                     bool
	Issued, TakenBack       bool
	Closed, Reopened        bool
	First                   bool // the form was made
}

// Any tells whether anything differs.
func (d FormDifference) Any() bool { return d != FormDifference{} }

// Since says what has changed since an earlier version.
func (f *Form) Since(earlier *Form) FormDifference {
	difference := FormDifference{Texts: f.Title != earlier.Title || f.Instructions != earlier.Instructions || f.Contact != earlier.Contact,
		Due: f.Due != earlier.Due, Issued: earlier.Draft && !f.Draft, TakenBack: f.Draft && !earlier.Draft,
		Closed: f.Closed && !earlier.Closed, Reopened: earlier.Closed && !f.Closed}
	before := map[int]*FormRow{}
	for i := range earlier.Rows {
		before[earlier.Rows[i].Number] = &earlier.Rows[i]
	}
	var kept []int
	stays := map[int]bool{}
	for i := range f.Rows {
		row := &f.Rows[i]
		old := before[row.Number]
		switch {
		case old == nil:
			difference.Added++
			continue
		case !reflect.DeepEqual(row.FormSettings, old.FormSettings):
			difference.Changed++
		}
		kept, stays[row.Number] = append(kept, row.Number), true
	}
	difference.Removed = len(earlier.Rows) - len(kept)
	var order []int
	for _, row := range earlier.Rows {
		if stays[row.Number] {
			order = append(order, row.Number)
		}
	}
	difference.Reordered = !slices.Equal(order, kept)
	return difference
}
