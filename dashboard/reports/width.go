package reports

import (
	"strings"

	"golang.org/x/text/width"
)

// displayWidth is the width of the longest line of a text in half-width characters:
// East Asian wide, full-width and ambiguous characters take two.
func displayWidth(text string) int {
	longest := 0
	for line := range strings.Lines(text) {
		columns := 0
		for _, character := range strings.TrimRight(line, "\r\n") {
			switch width.LookupRune(character).Kind() {
			case width.EastAsianWide, width.EastAsianFullwidth, width.EastAsianAmbiguous:
				columns += 2
			default:
				columns++
			}
		}
		longest = max(longest, columns)
	}
	return longest
}

// lineCount is the number of lines that a wrapped text takes in a column.
func lineCount(text string, columnWidth float64) int {
	room := max(int(columnWidth)-1, 1)
	lines := 0
	for line := range strings.Lines(text) {
		lines += max((displayWidth(line)+room-1)/room, 1)
	}
	return max(lines, 1)
}
