package dashboard

import (
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"
)

// mostAuditRows is how many entries a file holds; a sheet has no more rows than that.
const mostAuditRows = 1_000_000

// loadAudit returns the entries that the address asks for, in words.
func (s *Server) loadAudit(c echo.Context) ([]AuditLine, error) {
	asked := readAuditQuestion(c)
	query, err := asked.query(s.dependencies.Zone)
	if err != nil {
		return nil, err
	}
	query.Limit = mostAuditRows
	entries, err := s.dependencies.Audit.AuditEntries(c.Request().Context(), query)
	if err != nil {
		return nil, fmt.Errorf("load audit: %w", err)
	}
	words, err := s.auditWords(c)
	if err != nil {
		return nil, err
	}
	lines := make([]AuditLine, len(entries))
	for i, entry := range entries {
		lines[i] = words.line(entry)
	}
	s.audit(c, "export", c.Request().URL.Path, "filters", shortened(asked.values().Encode()), "rows", strconv.Itoa(len(lines)))
	return lines, nil
}

// auditColumns are the titles of a file.
func (s *Server) auditColumns(words wording) []string {
	titles := make([]string, 0, 9)
	for _, name := range []string{"at", "who", "what", "outcome", "subject", "detail", "action", "address", "request"} {
		titles = append(titles, words.text("audit.column."+name))
	}
	return titles
}

func (s *Server) auditRow(words wording, line AuditLine) []string {
	return []string{line.Entry.At.In(s.dependencies.Zone).Format("2006-01-02 15:04:05"), line.Who, line.Sentence, words.code("audit.outcome", line.Entry.Outcome),
		line.Entry.Subject, line.Detail, line.Entry.Action, line.Entry.Address, line.Entry.Request}
}

func (s *Server) auditFileName(c echo.Context, ending string) string {
	return attachment(s.texts.Text(languageOf(c), "audit.file")+"_"+s.today().String()+ending, "audit-"+s.today().String()+ending)
}

// downloadAuditText answers with the entries as CSV.
func (s *Server) downloadAuditText(c echo.Context) error {
	lines, err := s.loadAudit(c)
	if err != nil {
		return err
	}
	words := s.wording(languageOf(c))
	header := c.Response().Header()
	header.Set(echo.HeaderContentType, "text/csv; charset=utf-8")
	header.Set(echo.HeaderContentDisposition, s.auditFileName(c, ".csv"))
	if _, err := c.Response().Write([]byte("\ufeff")); err != nil { // so that Excel reads Chinese
		return err
	}
	writer := csv.NewWriter(c.Response())
	if err := writer.Write(s.auditColumns(words)); err != nil {
		return err
	}
	for _, line := range lines {
		row := s.auditRow(words, line)
		for i := range row {
			row[i] = withoutFormula(row[i])
		}
		if err := writer.Write(row); err != nil {
			return err
		}
	}
	writer.Flush()
	return writer.Error()
}

// withoutFormula keeps a spreadsheet from calculating what somebody typed.
func withoutFormula(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		return "'" + text
	}
	return text
}
