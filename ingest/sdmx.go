package ingest

import (
	"regexp"
	"slices"
	"strings"

	"zhibiao/ingest/table"
)

// sdmxHeader is what the header of an SDMX-CSV file (1.0, 2.0 or 2.1) says beside the
// columns that the tidy format has too. Columns are known by their concepts; those that
// only name the structure are passed over.
type sdmxHeader struct {
	action, multiplier int   // places of ACTION and UNIT_MULT; −1 without
	flow               int   // place of DATAFLOW or STRUCTURE_ID
	foreign            []int // places of measures and attributes that are not kept here
	decimalComma       bool  // the separator is a semicolon
}

// conceptsOf returns the concept of each header of an SDMX-CSV file, which may be
// written as “ID: Name”; every other header stays as it is.
func conceptsOf(cells []string) []string {
	if !isSDMX(cells) {
		return cells
	}
	concepts := make([]string, len(cells))
	for i, cell := range cells {
		concept, _, _ := strings.Cut(cell, ": ")
		concept, _, _ = strings.Cut(concept, "[")
		concepts[i] = strings.ToUpper(strings.TrimSpace(strings.TrimPrefix(concept, "\ufeff")))
	}
	return concepts
}

// isSDMX tells the header of SDMX-CSV: it begins with DATAFLOW (1.0) or with STRUCTURE
// followed by STRUCTURE_ID (2.0, 2.1).
func isSDMX(cells []string) bool {
	if len(cells) < 3 {
		return false
	}
	first := strings.ToUpper(strings.TrimPrefix(strings.TrimSpace(cells[0]), "\ufeff"))
	first, _, _ = strings.Cut(first, "[")
	return first == "DATAFLOW" || first == "STRUCTURE" && strings.HasPrefix(strings.ToUpper(strings.TrimSpace(cells[1])), "STRUCTURE_ID")
}

func readSDMXHeader(cells, concepts []string) *sdmxHeader {
	if !isSDMX(cells) {
		return nil
	}
	header := &sdmxHeader{action: -1, multiplier: -1, flow: -1}
	for place, concept := range concepts {
		switch concept {
		case "ACTION":
			header.action = place
		case "UNIT_MULT":
			header.multiplier, header.foreign = place, append(header.foreign, place)
		case "DECIMALS":
			header.foreign = append(header.foreign, place)
		case "DATAFLOW", "STRUCTURE_ID":
			header.flow = place
		}
	}
	return header
}

// structural tells the concepts that say nothing about a single value.
func (h *sdmxHeader) structural(concept string) bool {
	switch concept {
	case "DATAFLOW", "STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "ACTION", "SERIES_KEY", "OBS_KEY", "UNIT_MULT", "DECIMALS":
		return true
	}
	return false
}

// componentID tells the headers of components, which have identifiers, from those that give
// the names of codes (labels=name) and from columns of the sender's own.
var componentID = regexp.MustCompile(`^[A-Z][A-Z0-9_@$-]*$`)

// takeUnknown takes in a column whose concept means nothing to us.
func (h *sdmxHeader) takeUnknown(heading string, place int) {
	identifier, _, _ := strings.Cut(heading, ": ")
	identifier, _, _ = strings.Cut(identifier, "[")
	if componentID.MatchString(strings.TrimSpace(identifier)) {
		h.foreign = append(h.foreign, place)
	}
}

// foreignComponents returns the headers of the measures and attributes that a row gives and
// that are not kept here: units are converted when a value is loaded, and who reported it
// becomes its source.
func (l *matchedHeader) foreignComponents(row table.Row) []string {
	places := slices.Clone(l.sdmx.foreign)
	for _, at := range []column{unitColumn, organisationColumn} {
		if l.places[at] >= 0 {
			places = append(places, l.places[at])
		}
	}
	var given []string
	for _, place := range places {
		if placeText(row, place) != "" {
			given = append(given, strings.TrimSpace(l.header[place]))
		}
	}
	return given
}

// text returns the text of a cell: the code of “code: name”, and a number with a point.
func (h *sdmxHeader) text(wanted column, cell string) string {
	cell = strings.TrimSpace(cell)
	switch wanted {
	case valueColumn, yearOnYearColumn:
		if h.decimalComma {
			return strings.Replace(cell, ",", ".", 1)
		}
	case indicatorColumn, areaColumn, frequencyColumn, unitColumn, statusColumn, scenarioColumn, dimensionColumn, periodColumn:
		code, _, _ := strings.Cut(cell, ": ")
		return code
	}
	return cell
}

// sdmxMultiples are the names of the powers of ten of UNIT_MULT that units are written
// with.
var sdmxMultiples = map[string]string{"": "", "0": "", "1": "十", "2": "百", "3": "千", "4": "万", "5": "十万", "6": "百万", "7": "千万", "8": "亿",
	"9": "十亿", "10": "百亿", "11": "千亿", "12": "万亿"}

// placeText returns the code in a cell of a row, by its place.
func placeText(row table.Row, place int) string {
	if place < 0 || place >= len(row.Cells) {
		return ""
	}
	code, _, _ := strings.Cut(strings.TrimSpace(row.Cells[place]), ": ")
	return code
}
