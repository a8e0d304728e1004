package dashboard

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"zhibiao/dashboard/reports"
	"zhibiao/metrics"
)

const (
	longestTemplateName = 60 // characters
	largestTemplate     = 6 << 20
)

// uploadTemplate checks a planner's workbook and keeps it as a new template or as the
// next version of one. What is wrong is told on the page, by sheet and cell, and nothing
// is kept.
func (s *Server) uploadTemplate(c echo.Context) error {
	page, err := s.loadTemplateList(c)
	if err != nil {
		return err
	}
	text := func(name string) string { return strings.TrimSpace(strings.ToValidUTF8(c.FormValue(name), "")) }
	page.Input = templateInput{Code: text("code"), Name: text("name"), Note: text("note")}
	file, content, err := templateFile(c)
	if err == nil {
		err = page.Input.check()
	}
	if err == nil {
		page.Findings, err = s.checkTemplate(c, page.Filters, content)
	}
	problem := metrics.AsProblem(err)
	switch {
	case err != nil && problem == nil:
		return err
	case problem != nil || len(page.Findings) > 0:
		page.Problem = problem
		return s.render(c, http.StatusUnprocessableEntity, "report_template_list", page)
	}
	done, err := s.saveTemplate(c, page.Input, file, content)
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, templatesPath+"?done="+done)
}

func (i templateInput) check() error {
	switch {
	case i.Name == "" && i.Code == "":
		return metrics.NewProblem("templates.name_missing")
	case utf8.RuneCountInString(i.Name) > longestTemplateName:
		return metrics.NewProblem("templates.name_long", "limit", strconv.Itoa(longestTemplateName))
	case utf8.RuneCountInString(i.Note) > longestComment:
		return metrics.NewProblem("templates.name_long", "limit", strconv.Itoa(longestComment))
	}
	return nil
}

// templateFile reads the uploaded file.
func templateFile(c echo.Context) (name string, content []byte, err error) {
	header, err := c.FormFile("file")
	if errors.Is(err, http.ErrMissingFile) || errors.Is(err, http.ErrNotMultipart) {
		return "", nil, metrics.NewProblem("upload.file_missing")
	}
	if err != nil {
		return "", nil, fmt.Errorf("read template form: %w", err)
	}
	file, err := header.Open()
	if err != nil {
		return "", nil, fmt.Errorf("read template form: %w", err)
	}
	defer func() { _ = file.Close() }()
	content, err = io.ReadAll(io.LimitReader(file, largestTemplate))
	if err != nil {
		return "", nil, fmt.Errorf("read template form: %w", err)
	}
	return plainFileName(header.Filename), content, nil
}

// checkTemplate finds what is wrong in a template, codes that the catalogue lacks too.
func (s *Server) checkTemplate(c echo.Context, filters Filters, content []byte) ([]reports.TemplateFinding, error) {
	template, findings, err := reports.ParseTemplate(content)
	if err != nil || len(findings) > 0 {
		return findings, err
	}
	catalogue, err := s.loadCatalogue(c.Request().Context(), filters)
	if err != nil {
		return nil, err
	}
	findings = unknownCodes(catalogue, template)
	for i := range findings { // kinds of things have words of their own
		kind := findings[i].Problem.Arguments["kind"]
		findings[i].Problem.Arguments["kind"] = s.texts.Text(languageOf(c), "template.kind."+kind)
	}
	return findings, nil
}

// saveTemplate keeps the bytes and enters the version; the same bytes again change nothing.
func (s *Server) saveTemplate(c echo.Context, input templateInput, file string, content []byte) (done string, err error) {
	ctx := c.Request().Context()
	sum := sha256.Sum256(content)
	template := metrics.ReportTemplate{Code: input.Code, Name: input.Name, Note: input.Note, File: file, Hash: hex.EncodeToString(sum[:]),
		Size: int64(len(content)), SavedBy: actorOf(c)}
	if template.Code == "" {
		template.Code = template.Hash[:10]
	}
	before, err := s.dependencies.Reports.ReportTemplateVersions(ctx, template.Code)
	if err != nil {
		return "", fmt.Errorf("load template %s: %w", template.Code, err)
	}
	if input.Code != "" && (len(before) == 0 || before[0].Removed) {
		return "", notFound("template", input.Code)
	}
	if template.Name == "" {
		template.Name = before[0].Name
	}
	if len(before) > 0 && before[0].Hash == template.Hash && before[0].Name == template.Name && !before[0].Removed {
		return "unchanged", nil
	}
	if err := s.keepTemplate(content, template.Hash); err != nil {
		return "", err
	}
	if _, err := s.dependencies.Reports.SaveReportTemplate(ctx, template); err != nil {
		return "", fmt.Errorf("save template %s: %w", template.Code, err)
	}
	s.audit(c, "template.save", template.Code, "file", template.Name)
	return "saved", nil
}

func (s *Server) keepTemplate(content []byte, hash string) error {
	draft, err := os.CreateTemp("", "zhibiao-template-*")
	if err != nil {
		return fmt.Errorf("keep template: %w", err)
	}
	defer func() { _ = os.Remove(draft.Name()) }()
	_, err = draft.Write(content)
	if err := errors.Join(err, draft.Close()); err != nil {
		return fmt.Errorf("keep template: %w", err)
	}
	return s.dependencies.ReportFiles.Keep(draft.Name(), hash)
}
