package dashboard

import (
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// recentUploads is how many earlier uploads the form lists.
const recentUploads = 12

// UploadFormPage is where a file is handed in.
type UploadFormPage struct {
	Frame
	Feeds   []*metrics.Feed
	Feed    string           // the chosen one
	Problem *metrics.Problem // why the file was not taken
	Recent  []UploadLine
}

// UploadLine is one earlier upload.
type UploadLine struct {
	ID, FileName string
	Feed         *metrics.Feed
	Moment       time.Time
	Stage        string
	Counts       *metrics.RunCounts
	Problem      *metrics.Problem
}

func (d *uploadDesk) showForm(c echo.Context) error {
	page, err := d.formPage(c)
	if err != nil {
		return err
	}
	return d.server.render(c, http.StatusOK, "upload_form", page)
}

// formPage fills the form. The feed may come from the address or from a form that
// was not accepted.
func (d *uploadDesk) formPage(c echo.Context) (UploadFormPage, error) {
	filters, err := d.server.filtersOf(c)
	if err != nil {
		return UploadFormPage{}, err
	}
	catalogue, err := d.server.loadCatalogue(c.Request().Context(), filters)
	if err != nil {
		return UploadFormPage{}, err
	}
	page := UploadFormPage{Frame: d.server.workFrame(c, "/imports", filters, metrics.Actual), Feed: c.FormValue("feed")}
	page.Title = d.server.texts.Text(page.Language, "nav.imports")
	for i := range catalogue.Feeds {
		feed := &catalogue.Feeds[i]
		if feed.Retired {
			continue
		}
		page.Feeds = append(page.Feeds, feed)
		if page.Feed == "" && feed.Review { // a person's file is better looked at twice
			page.Feed = feed.Code
		}
	}
	recent, err := d.shelf.recent(recentUploads)
	if err != nil {
		return page, err
	}
	for _, described := range recent {
		line := UploadLine{ID: described.ID, FileName: described.FileName, Feed: catalogue.Feed(described.Feed),
			Moment: described.ReceivedAt, Stage: string(described.Stage), Problem: described.Problem}
		if report := described.report(); report != nil {
			line.Counts = &report.Run.Counts
		}
		if d.working(described.ID) == nil && described.underWay() {
			if elsewhere, err := d.server.loadingElsewhere(c.Request().Context(), described.Feed, described.FileName); err != nil {
				return page, err
			} else if elsewhere == nil || described.Stage != uploadImporting {
				line.Stage = uploadInterrupted
			}
		}
		page.Recent = append(page.Recent, line)
	}
	return page, nil
}
