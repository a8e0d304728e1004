package main

import (
	"context"
	"encoding/json"
	"mime"
	"net/http"
	"net/http/httptest"
	"path"

	"zhibiao/metrics"
)

// workbookFile is what a page offers for download.
type workbookFile struct {
	name    string // that the page gives the file
	content []byte
}

// workbookAt asks the dashboard inside this process for the workbook at an address, so
// that a file from the command line, from a schedule and from a page are the same.
func (r *rooms) workbookAt(ctx context.Context, address string, demonstration bool) (workbookFile, error) {
	server, err := r.dashboard(demonstration)
	if err != nil {
		return workbookFile{}, err
	}
	request := httptest.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	request.Header.Set("Accept", "application/json")
	answer := httptest.NewRecorder()
	server.Handler().ServeHTTP(answer, request)
	if answer.Code != http.StatusOK {
		return workbookFile{}, exportProblem(answer)
	}
	made := workbookFile{name: path.Base(request.URL.Path), content: answer.Body.Bytes()}
	if _, parameters, err := mime.ParseMediaType(answer.Header().Get("Content-Disposition")); err == nil && parameters["filename"] != "" {
		made.name = parameters["filename"]
	}
	return made, nil
}

// exportProblem takes the sentence out of the dashboard's answer.
func exportProblem(answer *httptest.ResponseRecorder) error {
	var told struct {
		Message string `json:"error"`
	}
	if err := json.Unmarshal(answer.Body.Bytes(), &told); err != nil || told.Message == "" {
		told.Message = http.StatusText(answer.Code)
	}
	return metrics.NewProblem("cli.export.refused", "message", told.Message)
}
