package dashboard

import (
	"bytes"
	"fmt"
	"net/http"
	"path"
	"strings"

	"github.com/labstack/echo/v4"

	"zhibiao/dashboard/locale"
	"zhibiao/ingest/returned"
	"zhibiao/metrics"
)

// Originals hands out the files that were imported. *ingest.Originals implements it.
type Originals interface {
	// Path returns where the file with a SHA-256 lies; the Problem is originals.missing.
	Path(hash string) (string, error)
}

// markedName is the last part of the address of a marked file.
func markedName(file string) string {
	if isWorkbookName(file) {
		return "rejects.xlsx"
	}
	return "marked.csv"
}

func isWorkbookName(file string) bool {
	ending := strings.ToLower(path.Ext(file))
	return ending == ".xlsx" || ending == ".xlsm"
}

// original returns where the file of a run lies, or an empty text.
func (s *Server) original(run metrics.Run) string {
	if s.dependencies.Originals == nil || run.FileHash == "" {
		return ""
	}
	found, err := s.dependencies.Originals.Path(run.FileHash)
	if err != nil {
		return ""
	}
	return found
}

// downloadMarkedRun answers with the file of a run, marked with what was wrong in it.
func (s *Server) downloadMarkedRun(c echo.Context) error {
	ctx := c.Request().Context()
	run, err := s.loadRun(ctx, c.Param("id"))
	if err != nil {
		return err
	}
	original := s.original(run)
	if original == "" {
		return &statusProblem{http.StatusNotFound, metrics.NewProblem("originals.missing", "hash", run.FileHash)}
	}
	rejects, err := s.dependencies.Store.Rejects(ctx, run.ID)
	if err != nil {
		return fmt.Errorf("load rejected rows of run %s: %w", run.ID, err)
	}
	return s.sendMarked(c, original, returned.Result{File: run.File, Counts: run.Counts, Rejects: rejects})
}

// sendMarked answers with the file at path and its marks.
func (s *Server) sendMarked(c echo.Context, original string, result returned.Result) error {
	words := locale.Words{Texts: s.texts, Language: languageOf(c)}
	var content bytes.Buffer
	if err := returned.Write(&content, original, result, words); err != nil {
		return fmt.Errorf("mark %s: %w", result.File, err)
	}
	ending := strings.ToLower(path.Ext(result.File))
	name := words.Text("returned.file", "file", strings.TrimSuffix(result.File, path.Ext(result.File)))
	kind := "text/csv"
	if isWorkbookName(result.File) {
		kind = workbookType
	}
	c.Response().Header().Set(echo.HeaderContentDisposition, attachment(fileNameSafe(name)+ending, "marked"+ending))
	return c.Blob(http.StatusOK, kind, content.Bytes())
}

// downloadRunOriginal answers with the file of a run as it came.
func (s *Server) downloadRunOriginal(c echo.Context) error {
	run, err := s.loadRun(c.Request().Context(), c.Param("id"))
	if err != nil {
		return err
	}
	original := s.original(run)
	if original == "" {
		return &statusProblem{http.StatusNotFound, metrics.NewProblem("originals.missing", "hash", run.FileHash)}
	}
	header := c.Response().Header()
	header.Set(echo.HeaderContentDisposition, attachment(fileNameSafe(run.File), "original"+strings.ToLower(path.Ext(run.File))))
	header.Set(echo.HeaderContentType, echo.MIMEOctetStream)
	return c.File(original)
}
