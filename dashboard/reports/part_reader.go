package reports

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"path"
	"slices"

	"zhibiao/metrics"
)

// partReader reads single parts of a workbook.
type partReader struct{ archive *zip.Reader }

func newPartReader(content []byte) (partReader, error) {
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return partReader{}, metrics.NewProblem("template.not_workbook").Because(err)
	}
	return partReader{archive}, nil
}

// body reads a part as it is.
func (r partReader) body(name string) ([]byte, error) {
	for _, part := range r.archive.File {
		if part.Name == name {
			return readPart(part, maximumUnpacked)
		}
	}
	return nil, metrics.NewProblem("template.not_workbook")
}

// decode reads the XML of a part.
func (r partReader) decode(name string, into any) error {
	body, err := r.body(name)
	if err != nil {
		return err
	}
	if err := xml.Unmarshal(body, into); err != nil {
		return metrics.NewProblem("template.not_workbook").Because(err)
	}
	return nil
}

// hasRelations tells whether a part points at others.
func (r partReader) hasRelations(name string) bool {
	folder, file := path.Split(name)
	return slices.ContainsFunc(r.archive.File, func(part *zip.File) bool { return part.Name == folder+"_rels/"+file+".rels" })
}
