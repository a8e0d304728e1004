package dashboard

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"github.com/labstack/echo/v4"

	"zhibiao/ingest"
	"zhibiao/metrics"
)

// pushAnswer is what a program gets for a file that it sent.
type pushAnswer struct {
	Run       string            `json:"run"`
	Feed      string            `json:"feed"`
	State     metrics.RunState  `json:"state"` // published, review or unchanged
	DryRun    bool              `json:"dry_run,omitempty"`
	FileHash  string            `json:"file_hash"` // SHA-256: the same file a second time changes nothing
	Counts    metrics.RunCounts `json:"counts"`
	Rejects   []pushReject      `json:"rejects"`
	Truncated bool              `json:"rejects_truncated,omitempty"` // the ledger has more rejects than are listed
}

type pushReject struct {
	Sheet   string `json:"sheet,omitempty"`
	Row     int    `json:"row"`
	Column  string `json:"column,omitempty"`
	Value   string `json:"value,omitempty"`
	Key     string `json:"key"`
	Reason  string `json:"reason"`
	Warning bool   `json:"warning,omitempty"` // true: the row was loaded
}

// pushPath is where programs send files. Without accounts it needs no token of a form: no
// form can send one of the types that it takes.
const pushPath = "/api/v1/feeds/:code/observations"

// pushEndings says which file each type of body is.
func pushEndings() map[string]string {
	return map[string]string{
		"text/csv": ".csv", "application/csv": ".csv", "application/vnd.sdmx.data+csv": ".csv", "text/tab-separated-values": ".tsv",
		"application/json": ".json", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
	}
}

// takePushed imports the body of a request as a file of a feed.
func (s *Server) takePushed(c echo.Context) error {
	feed, err := s.findFeed(c.Request().Context(), c.Param("code"))
	if err != nil {
		return err
	}
	kind, _, err := mime.ParseMediaType(c.Request().Header.Get(echo.HeaderContentType))
	ending, known := pushEndings()[kind]
	switch {
	case feed.Source.Kind != metrics.SourcePush:
		return &statusProblem{http.StatusConflict, metrics.NewProblem("feed.not_pushed", "feed", feed.Code)}
	case err != nil || !known:
		return &statusProblem{http.StatusUnsupportedMediaType, metrics.NewProblem("feed.push_type", "type", plainFileName(kind))}
	}
	path, err := s.keepBody(c)
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(path) }()
	take, dry := s.dependencies.Importer.Import, c.QueryParam("dry_run") == "1"
	if dry {
		take = s.dependencies.Importer.DryRun
	}
	report, err := take(c.Request().Context(), ingest.Submission{Feed: feed.Code, FileName: feed.Code + ending, Path: path,
		Actor: actorOf(c), Areas: personOf(c).account.Areas})
	if problem := metrics.AsProblem(err); problem != nil && !ingest.MayBeRetried(err) {
		return &statusProblem{http.StatusUnprocessableEntity, problem}
	}
	if err != nil {
		return fmt.Errorf("take in what was pushed for feed %s: %w", feed.Code, err)
	}
	return c.JSON(http.StatusOK, s.wording(languageOf(c)).pushAnswer(report))
}

// keepBody writes the body of a request into a file of the upload folder.
func (s *Server) keepBody(c echo.Context) (path string, err error) {
	folder := filepath.Join(s.dependencies.UploadFolder, ".pushed")
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return "", fmt.Errorf("keep what was pushed: %w", err)
	}
	file, err := os.CreateTemp(folder, "push-*")
	if err != nil {
		return "", fmt.Errorf("keep what was pushed: %w", err)
	}
	_, err = io.Copy(file, c.Request().Body)
	if err = errors.Join(err, file.Close()); err != nil {
		return "", errors.Join(fmt.Errorf("keep what was pushed: %w", err), os.Remove(file.Name()))
	}
	return file.Name(), nil
}

func (w wording) pushAnswer(report ingest.Report) pushAnswer {
	run := report.Run
	answer := pushAnswer{Run: run.ID, Feed: run.Feed, State: run.State, DryRun: report.DryRun, FileHash: run.FileHash, Counts: run.Counts, Rejects: []pushReject{},
		Truncated: len(report.Rejects) == ingest.MaxListedRejects}
	for _, reject := range report.Rejects {
		answer.Rejects = append(answer.Rejects, pushReject{Sheet: reject.Sheet, Row: reject.Row, Column: reject.Column, Value: reject.Value, Key: reject.Problem.Key,
			Reason: strings.TrimSpace(w.texts.Problem(w.language, reject.Problem)), Warning: reject.Warning})
	}
	return answer
}
