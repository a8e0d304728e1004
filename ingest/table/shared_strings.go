package table

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
)

var errTooManyTexts = errors.New("the workbook has more texts than it can have cells")

// readSharedStrings reads the texts that cells refer to by number. A workbook may have
// none.
func readSharedStrings(archive *zip.Reader) ([]string, error) {
	content, err := openPart(archive, "xl/sharedStrings.xml")
	if errors.Is(err, errNoPart) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer func() { _ = content.Close() }()
	var texts []string
	held := &leash{reader: content, length: mostRowBytes}
	decoder := newDecoder(held)
	for {
		token, err := decoder.RawToken()
		if errors.Is(err, io.EOF) {
			return nil, fmt.Errorf("shared strings: %w", io.ErrUnexpectedEOF)
		}
		if err != nil {
			return nil, fmt.Errorf("shared strings: %w", err)
		}
		switch element := token.(type) {
		case xml.StartElement:
			held.rowEnds()
			if element.Name.Local == "si" {
				text, _, err := readCellText(decoder)
				if err != nil {
					return nil, fmt.Errorf("shared strings: %w", err)
				}
				if texts = append(texts, text); len(texts) > mostTexts {
					return nil, errTooManyTexts
				}
			}
		case xml.EndElement:
			if element.Name.Local == "sst" {
				return texts, nil
			}
		}
	}
}
