package ingest

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
