package dashboard

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/labstack/echo/v4"

	"zhibiao/ingest"
	"zhibiao/metrics"
)

// asForm gives an upload that is a fill-in form to the feed of forms, whichever was
// chosen: who sends a form back need not know about feeds.
func (d *uploadDesk) asForm(c echo.Context, kept upload) (upload, error) {
	if d.server.dependencies.Forms == nil || kept.Feed == metrics.FormsFeed || !ingest.IsForm(d.shelf.path(kept.ID, uploadContent)) {
		return kept, nil
	}
	catalogue, err := d.server.dependencies.Store.CatalogueAt(c.Request().Context(), time.Time{})
	if err != nil {
		return kept, fmt.Errorf("load catalogue: %w", err)
	}
	if catalogue.Feed(metrics.FormsFeed) == nil {
		return kept, nil // the feed that was chosen reads it as well
	}
	kept.Feed, kept.Layout = metrics.FormsFeed, ""
	return kept, d.shelf.save(kept)
}

// tellForm says of a fill-in form what it has brought and what is still missing. A form
// whose values are all known already is taken in too: who confirms them has answered.
func (p *UploadPage) tellForm(ctx context.Context, server *Server, catalogue *metrics.Catalogue) error {
	p.IsForm = slices.ContainsFunc(p.Report.Understood, func(understood *metrics.Problem) bool { return understood.Key == "form.understood" })
	if !p.IsForm {
		return nil
	}
	p.CanImport = p.CanImport || p.Stage == string(uploadChecked) && p.Problem == nil && p.Report.Run.Counts.Unchanged > 0
	if !p.Imported() {
		return nil
	}
	var err error
	p.Form, err = server.runForm(ctx, catalogue, p.Report.Run)
	return err
}
