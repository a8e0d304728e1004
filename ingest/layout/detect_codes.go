package layout

import "slices"

// takeCode keeps a column of codes of indicators or of areas; other codes say nothing
// that is needed.
func (d *detection) takeCode(letter, heading string) {
	switch {
	case areaHead.MatchString(heading):
		d.table.Labels = append(d.table.Labels, Label{Column: letter, Heading: heading, Carries: CarriesAreaCode})
	case indicatorHead.MatchString(heading):
		d.table.Labels = append(d.table.Labels, Label{Column: letter, Heading: heading, Carries: CarriesIndicatorCode})
	default:
		d.say("layout.said.text_column", "column", letter, "heading", heading)
	}
}

// settleCodes takes codes for what names the rows where no names stand beside them.
func (d *detection) settleCodes() {
	for i := range d.table.Labels {
		label := &d.table.Labels[i]
		alone := func(of, name Carries) bool {
			return label.Carries == of && !slices.ContainsFunc(d.table.Labels, func(other Label) bool { return other.Carries == name })
		}
		switch {
		case alone(CarriesIndicatorCode, CarriesIndicator):
			label.Carries = CarriesIndicator
		case alone(CarriesAreaCode, CarriesArea):
			label.Carries = CarriesArea
		}
	}
}
