package dashboard

import (
	"bytes"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"zhibiao/dashboard/reports"
	"zhibiao/metrics"
)

// TemplateListPage lists the planners' own templates, takes a new one and explains the
// language of placeholders.
type TemplateListPage struct {
	Frame
	Templates  []metrics.ReportTemplate
	Vocabulary [][2]string
	Input      templateInput
	Problem    *metrics.Problem
	Findings   []reports.TemplateFinding
	Done       string // what has just been done
}

// templateInput is the form as it was sent.
type templateInput struct{ Code, Name, Note string }

// TemplatePage is one template with its versions.
type TemplatePage struct {
	Frame
	Template metrics.ReportTemplate
	Versions []metrics.ReportTemplate
}

func (s *Server) showTemplateList(c echo.Context) error {
	page, err := s.loadTemplateList(c)
	if err != nil {
		return err
	}
	switch page.Done = c.QueryParam("done"); page.Done {
	case "saved", "unchanged", "removed":
	default:
		page.Done = ""
	}
	return s.render(c, http.StatusOK, "report_template_list", page)
}

func (s *Server) loadTemplateList(c echo.Context) (TemplateListPage, error) {
	filters, err := s.filtersOf(c)
	if err != nil {
		return TemplateListPage{}, err
	}
	page := TemplateListPage{Frame: s.workFrame(c, reportsPath, filters, metrics.Actual), Vocabulary: reports.TemplateVocabulary()}
	page.Title = s.texts.Text(page.Language, "templates.title")
	page.Templates, err = s.dependencies.Reports.ReportTemplates(c.Request().Context())
	if err != nil {
		return page, fmt.Errorf("load templates of reports: %w", err)
	}
	return page, nil
}

func (s *Server) showTemplate(c echo.Context) error {
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	code := c.Param("code")
	versions, err := s.dependencies.Reports.ReportTemplateVersions(c.Request().Context(), code)
	if err != nil {
		return fmt.Errorf("load template %s: %w", code, err)
	}
	if code == "" || len(versions) == 0 {
		return notFound("template", code)
	}
	page := TemplatePage{Frame: s.workFrame(c, reportsPath, filters, metrics.Actual), Template: versions[0], Versions: versions}
	page.Title = versions[0].Name
	return s.render(c, http.StatusOK, "report_template", page)
}

// downloadTemplate answers with one version as it was uploaded.
func (s *Server) downloadTemplate(c echo.Context) error {
	version, err := s.templateVersion(c.Request().Context(), c.Param("code"), c.Param("hash"))
	if err != nil {
		return err
	}
	path, err := s.dependencies.ReportFiles.Path(version.Hash)
	if err != nil {
		return &statusProblem{http.StatusNotFound, metrics.AsProblem(err)}
	}
	c.Response().Header().Set(echo.HeaderContentType, workbookType)
	c.Response().Header().Set(echo.HeaderContentDisposition, attachment(fileNameSafe(version.File), "template"+workbookEnding))
	return c.File(path)
}

// removeTemplate takes a template out of use. Reports that were made with it keep it.
func (s *Server) removeTemplate(c echo.Context) error {
	ctx := c.Request().Context()
	template, err := s.templateVersion(ctx, c.Param("code"), "")
	if err != nil {
		return err
	}
	template.Removed, template.SavedBy = true, actorOf(c)
	if _, err := s.dependencies.Reports.SaveReportTemplate(ctx, template); err != nil {
		return fmt.Errorf("remove template %s: %w", template.Code, err)
	}
	s.audit(c, "template.remove", template.Code, "file", template.Name)
	return c.Redirect(http.StatusSeeOther, templatesPath+"?done=removed")
}

// downloadExampleTemplate answers with a template to begin with, about a plan and an
// indicator that the catalogue has.
func (s *Server) downloadExampleTemplate(c echo.Context) error {
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	catalogue, err := s.loadCatalogue(c.Request().Context(), filters)
	if err != nil {
		return err
	}
	plan, indicator := "", ""
	for _, target := range catalogue.Targets { // one that has something to show
		if target.Area == metrics.CityArea && target.Value.Valid {
			plan, indicator = target.Plan, target.Indicator
			break
		}
	}
	language := languageOf(c)
	var content bytes.Buffer
	if err := reports.WriteExampleTemplate(&content, s.texts, language, plan, indicator); err != nil {
		return err
	}
	name := s.texts.Text(language, "report.example.title") + workbookEnding
	c.Response().Header().Set(echo.HeaderContentDisposition, attachment(fileNameSafe(name), "template-example"+workbookEnding))
	return c.Blob(http.StatusOK, workbookType, content.Bytes())
}
