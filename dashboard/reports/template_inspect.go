package reports

import (
	"archive/zip"
	"bytes"
	"io"
	"path"
	"regexp"
	"strconv"
	"strings"

	"zhibiao/metrics"
)

// Bounds of the file itself.
const (
	maximumTemplateSize = 5 << 20
	maximumUnpacked     = 64 << 20
	maximumParts        = 2_000
)

// oldOfficeMark begins files of Office before 2007 and workbooks with a password.
var oldOfficeMark = []byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}

// Parts that no template needs and that do something when the workbook is opened.
var forbiddenParts = []struct{ pattern, key string }{
	{"vbaproject", "template.macro"}, {"xl/macrosheets/", "template.macro"}, {"xl/dialogsheets/", "template.macro"},
	{"xl/externallinks/", "template.external_link"}, {"xl/connections", "template.external_link"}, {"xl/querytables/", "template.external_link"},
	{"xl/activex/", "template.embedded"}, {"xl/embeddings/", "template.embedded"}, {"xl/ctrlprops/", "template.embedded"},
	{"customui/", "template.embedded"}, {"xl/webextensions/", "template.embedded"},
}

var (
	formulaPattern = regexp.MustCompile(`(?s)<(?:\w+:)?f(?:\s[^>]*)?>(.*?)</(?:\w+:)?f>`)
	definedPattern = regexp.MustCompile(`(?s)<(?:\w+:)?definedName[^>]*>(.*?)</(?:\w+:)?definedName>`)
	rulePattern    = regexp.MustCompile(`(?s)<(?:\w+:)?formula[12]?>(.*?)</(?:\w+:)?formula[12]?>`)
	cellPattern    = regexp.MustCompile(`<(?:\w+:)?c\s[^>]*?\br="([A-Z]+[0-9]+)"`)
	reachesOut     = regexp.MustCompile(`(?i)(^|[^\pL\pN_\]])\[[^\]]+\][^\]+*/(),]*!|\|'|\b(WEBSERVICE|HYPERLINK|FILTERXML|RTD|CALL|REGISTER\.ID|IMAGE|DDE|EXEC|EVALUATE)\s*\(`)
	targetPattern  = regexp.MustCompile(`(?is)<(?:\w+:)?Relationship\b[^>]*\bTargetMode\s*=\s*["']External["'][^>]*>`)
)

// inspectTemplate looks into the file without opening it as a workbook, and refuses what
// runs, reaches out of the file, or is too large. It returns the names of the parts.
func inspectTemplate(content []byte) ([]string, error) {
	switch {
	case len(content) > maximumTemplateSize:
		return nil, metrics.NewProblem("template.too_large_file", "limit", strconv.Itoa(maximumTemplateSize>>20))
	case bytes.HasPrefix(content, oldOfficeMark):
		return nil, metrics.NewProblem("template.locked")
	}
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return nil, metrics.NewProblem("template.not_workbook").Because(err)
	}
	if len(archive.File) > maximumParts {
		return nil, metrics.NewProblem("template.too_large", "limit", strconv.Itoa(maximumParts))
	}
	var names []string
	unpacked, isWorkbook := int64(0), false
	for _, part := range archive.File {
		name := strings.ToLower(strings.ReplaceAll(part.Name, `\`, "/"))
		if problem := forbiddenPart(name); problem != nil {
			return nil, problem
		}
		body, err := readPart(part, maximumUnpacked-unpacked)
		if err != nil {
			return nil, err
		}
		unpacked += int64(len(body))
		if problem := inspectPart(name, body); problem != nil {
			return nil, problem
		}
		isWorkbook = isWorkbook || name == "xl/workbook.xml"
		names = append(names, part.Name)
	}
	if !isWorkbook {
		return nil, metrics.NewProblem("template.not_workbook")
	}
	return names, nil
}

func forbiddenPart(name string) *metrics.Problem {
	for _, forbidden := range forbiddenParts {
		if strings.Contains(name, forbidden.pattern) {
			return metrics.NewProblem(forbidden.key, "part", name)
		}
	}
	return nil
}

func readPart(part *zip.File, room int64) ([]byte, error) {
	reader, err := part.Open()
	if err != nil {
		return nil, metrics.NewProblem("template.not_workbook").Because(err)
	}
	defer func() { _ = reader.Close() }()
	body, err := io.ReadAll(io.LimitReader(reader, room+1))
	if err != nil {
		return nil, metrics.NewProblem("template.not_workbook").Because(err)
	}
	if int64(len(body)) > room {
		return nil, metrics.NewProblem("template.too_large_unpacked", "limit", strconv.Itoa(maximumUnpacked>>20))
	}
	return body, nil
}

func inspectPart(name string, body []byte) *metrics.Problem {
	switch {
	case name == strings.ToLower(contentTypesName):
		lower := strings.ToLower(string(body))
		if strings.Contains(lower, "macroenabled") || strings.Contains(lower, "vbaproject") {
			return metrics.NewProblem("template.macro", "part", name)
		}
	case strings.HasSuffix(name, ".rels"):
		if targetPattern.Match(body) {
			return metrics.NewProblem("template.external_link", "part", name)
		}
	case strings.HasSuffix(name, ".xml") && bytes.Contains(body, []byte("<!DOCTYPE")):
		return metrics.NewProblem("template.not_workbook")
	case strings.HasPrefix(name, "xl/worksheets/"):
		return inspectFormulas(name, body, formulaPattern, rulePattern)
	case name == "xl/workbook.xml":
		return inspectFormulas(name, body, definedPattern)
	}
	return nil
}

// inspectFormulas refuses formulas that call programs or other files. It names the cell
// where there is one.
func inspectFormulas(name string, body []byte, patterns ...*regexp.Regexp) *metrics.Problem {
	for _, pattern := range patterns {
		for _, at := range pattern.FindAllSubmatchIndex(body, -1) {
			formula := unescapeXML(string(body[at[2]:at[3]]))
			if !reachesOut.MatchString(formula) {
				continue
			}
			place := path.Base(name)
			if cells := cellPattern.FindAllSubmatch(body[:at[0]], -1); len(cells) > 0 && pattern == formulaPattern {
				place += " " + string(cells[len(cells)-1][1])
			}
			return metrics.NewProblem("template.formula", "place", place, "formula", formula)
		}
	}
	return nil
}

func unescapeXML(text string) string {
	return strings.NewReplacer("&apos;", "'", "&#39;", "'", "&quot;", `"`, "&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(text)
}
