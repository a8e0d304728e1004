package dashboard

import (
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// How long each page of the wall screen stands, in seconds.
const (
	usualWallSeconds = 20
	leastWallSeconds = 5
	mostWallSeconds  = 600
)

// wallPages lists the pages of the wall screen in their usual order.
func wallPages() []string { return []string{"overview", "themes", "behind", "due", "areas"} }

// wallSettings are what the address of a wall screen says: which pages, how long each,
// and which one is shown first.
type wallSettings struct {
	pages   []string
	seconds int
	shown   string
}

func wallSettingsOf(c echo.Context) (wallSettings, error) {
	settings := wallSettings{pages: wallPages(), seconds: usualWallSeconds}
	if text := strings.TrimSpace(c.QueryParam("pages")); text != "" {
		settings.pages = nil
		for _, page := range strings.Split(text, ",") {
			if page = strings.TrimSpace(page); !slices.Contains(wallPages(), page) {
				return settings, badRequest(metrics.NewProblem("filter.pages", "value", page))
			}
			if !slices.Contains(settings.pages, page) {
				settings.pages = append(settings.pages, page)
			}
		}
	}
	if text := strings.TrimSpace(c.QueryParam("seconds")); text != "" {
		seconds, err := strconv.Atoi(text)
		if err != nil || seconds < leastWallSeconds || seconds > mostWallSeconds {
			return settings, badRequest(metrics.NewProblem("filter.seconds", "value", text))
		}
		settings.seconds = seconds
	}
	settings.shown = settings.pages[0]
	if asked := c.QueryParam("show"); asked != "" {
		if !slices.Contains(settings.pages, asked) {
			return settings, badRequest(metrics.NewProblem("filter.pages", "value", asked))
		}
		settings.shown = asked
	}
	return settings, nil
}

// after returns the page that follows another one.
func (w wallSettings) after(page string) string {
	return w.pages[(slices.Index(w.pages, page)+1)%len(w.pages)]
}
