package dashboard

import "zhibiao/metrics"

// KeptLine is a value that taking a run back would leave, with what people call it.
type KeptLine struct {
	metrics.LeftValue
	Indicator *metrics.Indicator // nil when the catalogue no longer has it
	Area      *metrics.Area
}

func keptLines(catalogue *metrics.Catalogue, left []metrics.LeftValue) []KeptLine {
	lines := make([]KeptLine, 0, len(left))
	for _, value := range left {
		lines = append(lines, KeptLine{LeftValue: value,
			Indicator: catalogue.Indicator(value.Own.Indicator), Area: catalogue.Area(value.Own.Area)})
	}
	return lines
}

// Entries is how many entries the list of the chosen tab has.
func (p RunPage) Entries() int {
	for _, tab := range p.Tabs {
		if tab.Current {
			return tab.Count
		}
	}
	return 0
}

// Grouped is how many values the entries of the chosen tab stand for, 0 where each stands
// for one: in a cross table one entry may speak of a whole row of values, and one value may
// have several entries.
func (p RunPage) Grouped() int {
	values := 0
	switch {
	case p.Undone != "":
	case p.Tab == tabRejected:
		values = p.Run.Counts.Rejected
	case p.Tab == tabFlagged:
		values = p.Run.Counts.Flagged
	}
	if values == p.Entries() {
		return 0
	}
	return values
}
