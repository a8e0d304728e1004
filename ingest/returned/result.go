package returned

import (
	"cmp"
	"io"
	"slices"
	"strings"

	"zhibiao/ingest/table"
	"zhibiao/metrics"
)

// Words puts keys and problems into the language of the sender.
type Words interface {
	Text(key string, pairs ...any) string
	Problem(problem *metrics.Problem) string
	Hint(problem *metrics.Problem) string
}

// Result is what became of a file.
type Result struct {
	File    string // as its sender called it
	Counts  metrics.RunCounts
	Rejects []metrics.Reject // rejected and flagged rows
}

// Loaded is how many rows came into the store or stood there already.
func (r Result) Loaded() int { return r.Counts.Rows - r.Counts.Rejected }

// The largest files that are given back whole. A workbook is held in memory with all
// of its cells, which takes about ten times its unpacked sheets.
const (
	mostTextBytes  = 256 << 20
	mostSheetBytes = 64 << 20
)

// Write writes the file at path again with what was wrong in it. Unlike the file that
// came, which is not touched, the copy is made anew each time. The problem is
// returned.too_large for a workbook that is too large to be opened whole.
func Write(to io.Writer, path string, result Result, words Words) error {
	format, err := table.FormatOf(path, result.File)
	if err != nil {
		return err
	}
	if format == table.Workbook {
		return writeWorkbook(to, path, result, words)
	}
	return writeText(to, path, result, words)
}

// reasons joins what is wrong with one cell or row: each reason once, with what to do.
func reasons(rejects []metrics.Reject, words Words) string {
	var told []string
	for _, reject := range rejects {
		sentence := strings.TrimSpace(words.Problem(reject.Problem) + " " + words.Hint(reject.Problem))
		if !slices.Contains(told, sentence) {
			told = append(told, sentence)
		}
	}
	return strings.Join(told, "\n")
}

// byPlace sorts rejects in the order of the file: by sheet as they first came, by row.
func byPlace(rejects []metrics.Reject) []metrics.Reject {
	sheets := map[string]int{}
	for _, reject := range rejects {
		if _, known := sheets[reject.Sheet]; !known {
			sheets[reject.Sheet] = len(sheets)
		}
	}
	sorted := slices.Clone(rejects)
	slices.SortStableFunc(sorted, func(a, b metrics.Reject) int {
		return cmp.Or(cmp.Compare(sheets[a.Sheet], sheets[b.Sheet]), cmp.Compare(a.Row, b.Row))
	})
	return sorted
}
