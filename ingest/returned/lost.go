package returned

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
)

// lostParts lists what the original has and the copy does not: parts of the archive,
// and elements of its sheets, by their technical names.
func lostParts(original string, copied []byte) ([]string, error) {
	before, err := zip.OpenReader(original)
	if err != nil {
		return nil, err
	}
	defer func() { _ = before.Close() }()
	after, err := zip.NewReader(bytes.NewReader(copied), int64(len(copied)))
	if err != nil {
		return nil, err
	}
	kept := map[string]*zip.File{}
	for _, part := range after.File {
		kept[plainPart(part.Name)] = part
	}
	var lost []string
	for _, part := range before.File {
		name := plainPart(part.Name)
		if isRebuilt(name) {
			continue
		}
		copied, found := kept[name]
		if !found {
			lost = append(lost, name)
			continue
		}
		if strings.HasPrefix(name, "xl/worksheets/sheet") && strings.HasSuffix(name, ".xml") {
			missing, err := missingElements(part, copied)
			if err != nil {
				return nil, err
			}
			for _, element := range missing {
				lost = append(lost, name+" <"+element+">")
			}
		}
	}
	slices.Sort(lost)
	return lost, nil
}

func plainPart(name string) string {
	return strings.TrimPrefix(strings.ToLower(strings.ReplaceAll(name, `\`, "/")), "/")
}

// isRebuilt names the parts that a spreadsheet makes again when it opens a workbook.
func isRebuilt(name string) bool {
	return strings.HasSuffix(name, "/") || name == "xl/calcchain.xml" || strings.HasPrefix(name, "docprops/")
}

func missingElements(before, after *zip.File) ([]string, error) {
	had, err := elementsOf(before)
	if err != nil {
		return nil, err
	}
	has, err := elementsOf(after)
	if err != nil {
		return nil, err
	}
	var missing []string
	for _, element := range had {
		// The hint about the used range and an empty element carry nothing.
		if element != "dimension" && !slices.Contains(has, element) {
			missing = append(missing, element)
		}
	}
	return missing, nil
}

// elementsOf lists the elements right below the root of a sheet that hold something,
// with those of its list of extensions by their address.
func elementsOf(part *zip.File) (elements []string, err error) {
	content, err := part.Open()
	if err != nil {
		return nil, err
	}
	defer func() { _ = content.Close() }()
	decoder := xml.NewDecoder(content)
	depth := 0
	for {
		token, err := decoder.RawToken()
		if errors.Is(err, io.EOF) {
			return elements, nil
		}
		if err != nil {
			return nil, err
		}
		switch element := token.(type) {
		case xml.StartElement:
			if depth++; depth != 2 && (depth != 3 || element.Name.Local != "ext") {
				continue
			}
			name := element.Name.Local
			extension := func(attribute xml.Attr) bool { return depth == 3 && attribute.Name.Local == "uri" }
			if at := slices.IndexFunc(element.Attr, extension); at >= 0 {
				name += " " + element.Attr[at].Value
			}
			if !slices.Contains(elements, name) {
				elements = append(elements, name)
			}
		case xml.EndElement:
			depth--
		}
	}
}
