package dashboard

import (
	"fmt"
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
