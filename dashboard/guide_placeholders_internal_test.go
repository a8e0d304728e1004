package dashboard

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"zhibiao/dashboard/reports"
)

var guidePlaceholder = regexp.MustCompile(`\{\{[^{}]+\}\}`)

// Every placeholder that the guide teaches is understood in a template.
func TestGuideTeachesPlaceholdersThatAreKnown(t *testing.T) {
	seen := 0
	for name, source := range guideSources(t) {
		file := excelize.NewFile()
		for i, placeholder := range guidePlaceholder.FindAllString(source, -1) {
			seen++
			text := placeholder
			if !strings.Contains(placeholder, "每个指标") {
				text = "{{每个指标}}" + placeholder // fields of an indicator stand in a repeated row
			}
			cell, _ := excelize.CoordinatesToCellName(1, i+1)
			if err := file.SetCellStr("Sheet1", cell, text); err != nil {
				t.Fatal(err)
			}
		}
		var content bytes.Buffer
		if err := file.Write(&content); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(source, "{{") {
			continue
		}
		_, findings, err := reports.ParseTemplate(content.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		for _, finding := range findings {
			t.Errorf("%s teaches {{%s}}, which is not understood: %v", name, finding.Text, finding.Problem)
		}
	}
	if seen < 14 {
		t.Errorf("only %d placeholders were found in the guide", seen)
	}
}
