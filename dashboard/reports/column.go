package reports

import "strings"

// column is one column of a table of rows: its heading, the bounds of its width in
// half-width characters, and how a row fills it.
type column struct {
	key     string // what it shows
	heading string
	least   float64
	most    float64
	fill    func(Row) cell
}

// Keys of the columns that formulas point at.
const (
	columnBase          = "base"
	columnTarget        = "target"
	columnLatest        = "latest"
	columnTargetRate    = "target_rate"
	columnIncrementRate = "increment_rate"
	columnTimeRate      = "time_rate"
	columnGap           = "gap"
	columnRequired      = "required_per_year"
	columnStatus        = "status"
)

// targetColumn is the key of the column for the targets of a period.
func targetColumn(period string) string { return columnTarget + " " + period }

// widthPadding leaves room for cell margins and the filter button.
const widthPadding = 2.5

// columnWidths fits the columns to their longest text within their bounds. Headings
// wrap, so only their longest part counts.
func columnWidths(columns []column, rows []Row) []float64 {
	widths := make([]float64, len(columns))
	for i, column := range columns {
		longest := 0
		for _, part := range strings.Fields(column.heading) {
			longest = max(longest, displayWidth(part))
		}
		for _, row := range rows {
			longest = max(longest, displayWidth(shownText(column.fill(row))))
		}
		widths[i] = min(max(float64(longest)+widthPadding, column.least), column.most)
	}
	return widths
}

// wrappedHeight is the height in points that a row needs when its wrapping cells
// break within their columns.
func wrappedHeight(cells []cell, widths []float64) float64 {
	const lineHeight, padding = 13.5, 5.0
	lines := 1
	for i, content := range cells {
		text, isText := content.value.(string)
		if isText && content.style.wrap && i < len(widths) {
			lines = max(lines, lineCount(text, widths[i]))
		}
	}
	return min(float64(lines)*lineHeight+padding, 400)
}

func headings(columns []column) []cell {
	cells := make([]cell, len(columns))
	for i, column := range columns {
		cells[i] = textCell(column.heading, headerLook)
	}
	return cells
}

func fillRow(columns []column, row Row) []cell {
	cells := make([]cell, len(columns))
	for i, column := range columns {
		cells[i] = column.fill(row)
	}
	return cells
}
