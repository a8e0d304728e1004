package dashboard

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// downloadRunRejects answers with the rejected and flagged rows of a run.
func (s *Server) downloadRunRejects(c echo.Context) error {
	ctx := c.Request().Context()
	run, err := s.loadRun(ctx, c.Param("id"))
	if err != nil {
		return err
	}
	rejects, err := s.dependencies.Store.Rejects(ctx, run.ID)
	if err != nil {
		return fmt.Errorf("load rejected rows of run %s: %w", run.ID, err)
	}
	return s.sendRejects(c, run.File, rejects)
}

// sendRejects writes rejected rows as CSV for a spreadsheet: UTF-8 with a byte order
// mark, and no cell that a spreadsheet would take for a formula.
func (s *Server) sendRejects(c echo.Context, file string, rejects []metrics.Reject) error {
	words := s.wording(languageOf(c))
	var content bytes.Buffer
	content.WriteString("\ufeff")
	writer := csv.NewWriter(&content)
	writer.UseCRLF = true
	rows := [][]string{words.rejectHeadings()}
	for _, reject := range rejects {
		rows = append(rows, words.rejectCells(reject))
	}
	if err := writer.WriteAll(rows); err != nil {
		return fmt.Errorf("write rejected rows: %w", err)
	}
	name := words.text("rejects.file", "file", file)
	c.Response().Header().Set(echo.HeaderContentDisposition, attachment(fileNameSafe(name)+".csv", "rejected-rows.csv"))
	return c.Blob(http.StatusOK, "text/csv; charset=utf-8", content.Bytes())
}

func (w wording) rejectHeadings() []string {
	var headings []string
	for _, key := range []string{"rejects.kind", "runs.file", "rejects.sheet", "rejects.row", "rejects.column", "rejects.value",
		"rejects.reason", "rejects.hint"} {
		headings = append(headings, w.text(key))
	}
	return headings
}

func (w wording) rejectCells(reject metrics.Reject) []string {
	kind := "rejects.rejected"
	if reject.Warning {
		kind = "rejects.flagged"
	}
	return []string{
		w.text(kind), inert(reject.File), inert(reject.Sheet), strconv.Itoa(reject.Row), inert(reject.Column), inert(reject.Value),
		inert(w.texts.Problem(w.language, reject.Problem)), inert(w.texts.Hint(w.language, reject.Problem)),
	}
}

// inert puts an apostrophe before a text that a spreadsheet would compute. A plain
// number keeps its sign.
func inert(text string) string {
	if text == "" || !strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		return text
	}
	if _, err := strconv.ParseFloat(text, 64); err == nil {
		return text
	}
	return "'" + text
}

// FilePlace is where in a file a value stands: its sheet, empty for a text file, its row,
// and the title of its column or, in a cross table, the letters.
type FilePlace struct {
	Sheet  string
	Row    int
	Column string
}
