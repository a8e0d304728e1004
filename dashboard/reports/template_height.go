package reports

import (
	"bytes"
	"fmt"
	"regexp"
)

var chosenHeight = regexp.MustCompile(`\bcustomHeight="(?:1|true)"`)

// heightToFit lets programs make a row as high as its texts need.
const heightToFit = -1

// rowHeight is the height that a planner gave the repeated row. Programs also note the
// height of a row that nobody gave one; copied to the other rows, it would cut their texts.
func (f *filling) rowHeight(block templateBlock) (float64, error) {
	parts, err := sheetParts(f.template.content)
	if err != nil {
		return 0, err
	}
	reader, err := newPartReader(f.template.content)
	if err != nil {
		return 0, err
	}
	body, err := reader.body(parts[block.sheet])
	if err != nil {
		return 0, err
	}
	row := regexp.MustCompile(fmt.Sprintf(`<row\b[^>]*\br="%d"[^>]*>`, block.row)).Find(body)
	if !chosenHeight.Match(bytes.TrimSpace(row)) {
		return heightToFit, nil
	}
	return f.file.GetRowHeight(block.sheet, block.row)
}
