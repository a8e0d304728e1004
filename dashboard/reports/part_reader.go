package reports

import (
	"archive/zip"
	"bytes"
	"encoding/xml"

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

// decode reads the XML of a part.
func (r partReader) decode(name string, into any) error {
	for _, part := range r.archive.File {
		if part.Name != name {
			continue
		}
		body, err := readPart(part, maximumUnpacked)
		if err != nil {
			return err
		}
		if err := xml.Unmarshal(body, into); err != nil {
			return metrics.NewProblem("template.not_workbook").Because(err)
		}
		return nil
	}
	return metrics.NewProblem("template.not_workbook")
}
