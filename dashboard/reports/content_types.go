package reports

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"slices"
)

// contentTypesName is the part that lists the kinds of all others.
const contentTypesName = "[Content_Types].xml"

type contentTypes struct {
	XMLName   xml.Name              `xml:"http://schemas.openxmlformats.org/package/2006/content-types Types"`
	Defaults  []contentTypeDefault  `xml:"Default"`
	Overrides []contentTypeOverride `xml:"Override"`
}

type contentTypeDefault struct {
	Extension   string `xml:",attr"`
	ContentType string `xml:",attr"`
}

type contentTypeOverride struct {
	PartName    string `xml:",attr"`
	ContentType string `xml:",attr"`
}

// sortContentTypes puts the list of content types in order: excelize builds it from
// a map, in another order each time.
func sortContentTypes(content []byte) ([]byte, error) {
	var types contentTypes
	if err := xml.Unmarshal(content, &types); err != nil {
		return nil, fmt.Errorf("read content types: %w", err)
	}
	slices.SortFunc(types.Defaults, func(x, y contentTypeDefault) int { return cmp.Compare(x.Extension, y.Extension) })
	slices.SortFunc(types.Overrides, func(x, y contentTypeOverride) int { return cmp.Compare(x.PartName, y.PartName) })
	var sorted bytes.Buffer
	sorted.WriteString(xml.Header)
	if err := xml.NewEncoder(&sorted).Encode(types); err != nil {
		return nil, fmt.Errorf("write content types: %w", err)
	}
	return sorted.Bytes(), nil
}
