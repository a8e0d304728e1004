package reports

import (
	"path"
	"strings"
)

// sheetParts finds the part of each sheet of a workbook.
func sheetParts(content []byte) (map[string]string, error) {
	parts := map[string]string{}
	reader, err := newPartReader(content)
	if err != nil {
		return nil, err
	}
	var book struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := reader.decode("xl/workbook.xml", &book); err != nil {
		return nil, err
	}
	targets, err := reader.relations("xl/workbook.xml")
	if err != nil {
		return nil, err
	}
	for _, sheet := range book.Sheets {
		if target, has := targets[sheet.ID]; has {
			parts[sheet.Name] = target
		}
	}
	return parts, nil
}

// relations are the parts that a part points at, by the name of the relation.
func (r partReader) relations(part string) (map[string]string, error) {
	folder, name := path.Split(part)
	var relations struct {
		All []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if err := r.decode(folder+"_rels/"+name+".rels", &relations); err != nil {
		return nil, err
	}
	targets := map[string]string{}
	for _, relation := range relations.All {
		if target, absolute := strings.CutPrefix(relation.Target, "/"); absolute {
			targets[relation.ID] = target
		} else {
			targets[relation.ID] = path.Join(folder, relation.Target)
		}
	}
	return targets, nil
}
