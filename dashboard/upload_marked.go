package dashboard

import (
	"github.com/labstack/echo/v4"

	"zhibiao/ingest/returned"
)

// downloadMarked answers with the uploaded file, marked with what is wrong in it.
func (d *uploadDesk) downloadMarked(c echo.Context) error {
	described, err := d.shelf.load(c.Param("id"))
	if err != nil {
		return err
	}
	report := described.report()
	if report == nil {
		return notFound("upload", described.ID)
	}
	return d.server.sendMarked(c, d.shelf.path(described.ID, uploadContent),
		returned.Result{File: described.FileName, Counts: report.Run.Counts, Rejects: report.Rejects})
}
