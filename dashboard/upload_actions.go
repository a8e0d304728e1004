package dashboard

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"zhibiao/ingest"
	"zhibiao/metrics"
)

// checkAgain repeats the dry run, after a repair of the feed or an interruption.
func (d *uploadDesk) checkAgain(c echo.Context) error {
	return d.startAndShow(c, uploadChecking)
}

// importUpload imports the stored file. A file that has been imported already is not
// imported twice by a second press of the button.
func (d *uploadDesk) importUpload(c echo.Context) error {
	described, err := d.shelf.load(c.Param("id"))
	if err != nil {
		return err
	}
	if described.Stage == uploadImported && described.Problem == nil {
		return c.Redirect(http.StatusSeeOther, "/imports/"+described.ID)
	}
	if described.Reason = formText(c, "reason"); described.Reason != "" {
		if problem := reasonProblem(described.Reason); problem != nil {
			return badRequest(problem)
		}
		if err := d.shelf.save(described); err != nil {
			return err
		}
	}
	d.server.audit(c, "upload.import", described.FileName, "feed", described.Feed, "upload", described.ID)
	return d.startAndShow(c, uploadImporting)
}

func (d *uploadDesk) startAndShow(c echo.Context, stage uploadStage) error {
	id := c.Param("id")
	if err := d.start(id, stage, personOf(c).account); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/imports/"+id)
}

func (d *uploadDesk) answerProgress(c echo.Context) error {
	return d.server.answerProgress(c, d.working(c.Param("id")))
}

// stop stops the check or the import of an upload.
func (d *uploadDesk) stop(c echo.Context) error {
	id := c.Param("id")
	if work := d.working(id); work != nil {
		if !mayStop(c, work) {
			return &statusProblem{http.StatusForbidden, metrics.NewProblem("feeds.all_areas")}
		}
		stopAndWait(c, work)
	}
	return c.Redirect(http.StatusSeeOther, "/imports/"+id)
}

// downloadRejects answers with the rejected and flagged rows of an upload.
func (d *uploadDesk) downloadRejects(c echo.Context) error {
	described, err := d.shelf.load(c.Param("id"))
	if err != nil {
		return err
	}
	var rejects []metrics.Reject
	if report := described.report(); report != nil {
		rejects = report.Rejects
	}
	return d.server.sendRejects(c, described.FileName, rejects)
}

// downloadTemplate answers with the workbook to fill in.
func (d *uploadDesk) downloadTemplate(c echo.Context) error {
	filters, err := d.server.filtersOf(c)
	if err != nil {
		return err
	}
	catalogue, err := d.server.loadCatalogue(c.Request().Context(), filters)
	if err != nil {
		return err
	}
	words := d.server.wording(languageOf(c))
	header := c.Response().Header()
	header.Set(echo.HeaderContentType, workbookType)
	header.Set(echo.HeaderContentDisposition, attachment(words.text("imports.template.file")+workbookEnding, "import-template"+workbookEnding))
	if err := ingest.WriteTemplate(c.Response(), catalogue); err != nil {
		if !c.Response().Committed {
			header.Del(echo.HeaderContentDisposition)
		}
		return err
	}
	return nil
}
