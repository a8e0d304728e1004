package dashboard

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// checkReport makes a report again from its address and compares the bytes with those
// that left. Nothing is kept of it: the number goes on leading to the bytes that left.
func (s *Server) checkReport(c echo.Context) error {
	page, err := s.loadReportPage(c)
	if err != nil {
		return err
	}
	page.Check = &ReportCheck{Program: s.dependencies.Version}
	draft, err := s.draftAt(c, page.Report.Address, page.Report.Scope)
	var content []byte
	if err == nil {
		content, err = draft.numbered(page.Report.Number).bytesOf(c.Request().Context())
	}
	switch problem := metrics.AsProblem(err); {
	case problem != nil:
		page.Check.Problem = problem
	case err != nil:
		return err
	default:
		sum := sha256.Sum256(content)
		page.Check.Hash = hex.EncodeToString(sum[:])
		page.Check.Same = page.Check.Hash == page.Report.Hash
	}
	return s.render(c, http.StatusOK, "report", page)
}
