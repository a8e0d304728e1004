package returned

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"zhibiao/ingest/table"
)

// removeEarlier takes off what an earlier copy has put on: its list, its comments and
// its colours. A cell that had a colour of its own before loses it.
func (m *marking) removeEarlier() error {
	for _, name := range m.file.GetDefinedName() {
		if name.Name != table.ResultName {
			continue
		}
		if err := m.file.DeleteDefinedName(&excelize.DefinedName{Name: name.Name, Scope: name.Scope}); err != nil {
			return err
		}
		if err := m.file.DeleteSheet(table.SheetOf(name.RefersTo)); err != nil {
			return err
		}
	}
	for _, name := range m.file.GetSheetList() {
		comments, err := m.file.GetComments(name)
		if err != nil {
			return err
		}
		for _, comment := range comments {
			if comment.Author != author {
				continue
			}
			if err := m.file.DeleteComment(name, comment.Cell); err != nil {
				return err
			}
			if own, _, found := strings.Cut(textOf(comment), ownEnd); found {
				if err := m.file.AddComment(name, excelize.Comment{Cell: comment.Cell, Text: own}); err != nil {
					return err
				}
			}
			if err := m.bleach(name, comment.Cell); err != nil {
				return err
			}
		}
	}
	return nil
}

// bleach takes our colour off a cell.
func (m *marking) bleach(sheetName, cell string) error {
	style, err := m.file.GetCellStyle(sheetName, cell)
	if err != nil {
		return err
	}
	described, err := m.file.GetStyle(style)
	if err != nil {
		return err
	}
	if len(described.Fill.Color) != 1 {
		return nil
	}
	colour := strings.ToUpper(described.Fill.Color[0]) // with or without its transparency
	if !strings.HasSuffix(colour, rejectedColour) && !strings.HasSuffix(colour, flaggedColour) {
		return nil
	}
	const noFill = 0 // the first fill of every workbook
	return m.file.SetCellStyle(sheetName, cell, cell, m.filled(style, noFill))
}
