package feedfile

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"zhibiao/ingest"
	"zhibiao/ingest/layout"
	"zhibiao/metrics"
)

// Wrong is one thing that is wrong with a file. Line counts from 1; 0 where the thing that
// is missing has no line.
type Wrong struct {
	Line    int
	Field   string // such as source.address; empty when the text is no YAML
	Problem *metrics.Problem
}

// longestFile bounds a file, in bytes.
const longestFile = 1 << 20

// Read reads a feed from YAML. Everything that is wrong is told, not only the first; the
// feed counts only when nothing is.
func Read(text []byte) (metrics.Feed, []Wrong) {
	if len(text) > longestFile {
		return metrics.Feed{}, []Wrong{{Problem: metrics.NewProblem("feed.file.large")}}
	}
	var feed metrics.Feed
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	decoder.KnownFields(true)
	if err := decoder.Decode(&feed); err != nil {
		return metrics.Feed{}, unread(err)
	}
	if err := decoder.Decode(new(yaml.Node)); !errors.Is(err, io.EOF) {
		return metrics.Feed{}, []Wrong{{Problem: metrics.NewProblem("feed.file.several")}}
	}
	feed = feed.Normal()
	var document yaml.Node
	if err := yaml.Unmarshal(text, &document); err != nil {
		return metrics.Feed{}, unread(err)
	}
	var wrong []Wrong
	for field, problem := range Validate(feed) {
		wrong = append(wrong, Wrong{Line: lineOf(&document, field), Field: field, Problem: problem})
	}
	slices.SortFunc(wrong, func(a, b Wrong) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Field, b.Field))
	})
	return feed, wrong
}

// Validate returns what is wrong with a feed, by field: what the feed itself knows, its
// layout, and the meaning of its columns.
func Validate(feed metrics.Feed) map[string]*metrics.Problem {
	found := feed.Validate()
	if strings.TrimSpace(feed.Reading.Layout) != "" {
		if _, err := layout.ReadDescription([]byte(feed.Reading.Layout)); err != nil && found["reading.layout"] == nil {
			found["reading.layout"] = metrics.AsProblem(err)
		}
	}
	for _, column := range feed.Reading.Columns {
		if !slices.Contains(ingest.ColumnMeanings(), column.Means) && found["reading.columns"] == nil {
			found["reading.columns"] = metrics.NewProblem("feed.problem.means", "value", column.Heading)
		}
	}
	return found
}

var lineNumber = regexp.MustCompile(`^(?:yaml: )?line (\d+): (.*)$`)

// unread puts what the reader of YAML says into words, one for each line.
func unread(err error) []Wrong {
	texts := []string{err.Error()}
	var several *yaml.TypeError
	switch {
	case errors.Is(err, io.EOF):
		return []Wrong{{Problem: metrics.NewProblem("feed.file.empty")}}
	case errors.As(err, &several):
		texts = several.Errors
	}
	var wrong []Wrong
	for _, text := range texts {
		one := Wrong{Problem: metrics.NewProblem("feed.file.form", "detail", strings.TrimPrefix(text, "yaml: ")).Because(err)}
		if parts := lineNumber.FindStringSubmatch(text); parts != nil {
			one.Line, _ = strconv.Atoi(parts[1])
			one.Problem = explainLine(parts[2]).Because(err)
		}
		wrong = append(wrong, one)
	}
	return wrong
}

var unknownField = regexp.MustCompile(`^field (\S+) not found in type`)

func explainLine(text string) *metrics.Problem {
	if parts := unknownField.FindStringSubmatch(text); parts != nil {
		return metrics.NewProblem("feed.file.field", "field", parts[1])
	}
	return metrics.NewProblem("feed.file.form", "detail", text)
}

// lineOf returns the line of a field, or of the part that should hold it; 0 for none.
func lineOf(document *yaml.Node, field string) int {
	if len(document.Content) == 0 {
		return 0
	}
	node, line := document.Content[0], 0
	for name := range strings.SplitSeq(field, ".") {
		value := valueOf(node, name)
		if value == nil {
			return line
		}
		node, line = value.node, value.line
	}
	return line
}

type found struct {
	node *yaml.Node
	line int // of the name
}

func valueOf(node *yaml.Node, name string) *found {
	if node.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(node.Content); i += 2 {
		if node.Content[i].Value == name {
			return &found{node.Content[i+1], node.Content[i].Line}
		}
	}
	return nil
}
