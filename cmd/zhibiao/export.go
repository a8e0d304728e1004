package main

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"

	"zhibiao/metrics"
)

type exportCommand struct {
	Plan     string `help:"code of the plan, such as P2022-169; without it the list of indicators is written"`
	AsOf     string `help:"day that the table is about, such as 2024-06-30; default: today"`
	Area     string `help:"code or name of the area"`
	Theme    string `help:"code of the theme (list of indicators only)"`
	Demo     bool   `help:"write the generated demonstration values instead of real ones; the workbook says so"`
	Output   string `short:"o" required:"" type:"path" help:"file to write (.xlsx)"`
	PageLang string `name:"in" enum:"zh,en" default:"zh" help:"language of the workbook: zh or en"`
}

// Run writes the workbook that the page of the same filters offers: it asks the
// dashboard itself, inside this process, so that both give the same file.
func (c exportCommand) Run(i *invocation) (err error) {
	r, err := i.open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.close(context.WithoutCancel(i.ctx))) }()
	server, err := r.dashboard(c.Demo)
	if err != nil {
		return err
	}
	request := httptest.NewRequestWithContext(i.ctx, http.MethodGet, c.address(), nil)
	request.Header.Set("Accept", "application/json")
	answer := httptest.NewRecorder()
	server.Handler().ServeHTTP(answer, request)
	if answer.Code != http.StatusOK {
		return exportProblem(answer)
	}
	if err := os.WriteFile(c.Output, answer.Body.Bytes(), 0o644); err != nil {
		return err
	}
	i.terminal.say("cli.export.done", "file", c.Output)
	return nil
}

// address is the page's address of the same workbook.
func (c exportCommand) address() string {
	query := url.Values{"lang": {c.PageLang}, "demo": {"0"}}
	if c.Demo {
		query.Set("demo", "1")
	}
	for name, value := range map[string]string{"as_of": c.AsOf, "area": c.Area, "theme": c.Theme} {
		if value != "" {
			query.Set(name, value)
		}
	}
	path := "/indicators.xlsx"
	if c.Plan != "" {
		path = "/plans/" + url.PathEscape(c.Plan) + ".xlsx"
	}
	return path + "?" + query.Encode()
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
