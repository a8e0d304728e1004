package dashboard

import (
	"cmp"
	"context"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"
)

// How many rows fit on a page of the wall screen.
const (
	wallRows      = 8
	wallTilesMost = 24 // themes or areas, in two columns
)

// WallPage is what the wall screen shows, page by page.
type WallPage struct {
	Frame
	Pages      []WallSlide
	Seconds    int
	Zone       string // of the clock
	Next       string // address of the page that follows, for screens without script
	Tally      Tally
	Answer     Answer
	Themes     []WallTile
	Behind     BehindList // no more rows than the screen has room for
	DueNext    []Item
	Areas      []WallTile
	MoreThemes int // themes that found no room
	MoreAreas  int
}

// WallSlide is one page of the wall screen.
type WallSlide struct {
	Name  string
	Shown bool   // true: the one that is shown first
	Link  string // this screen, beginning with the page
}

// WallTile is how the indicators of a theme or an area stand.
type WallTile struct {
	Thing any
	Tally Tally
}

func (s *Server) showWall(c echo.Context) error {
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	settings, err := wallSettingsOf(c)
	if err != nil {
		return err
	}
	page, err := s.loadWall(c.Request().Context(), filters, settings)
	if err != nil {
		return err
	}
	page.Frame = s.frame(c, wallPath, filters).untraced()
	page.Title = s.texts.Text(page.Language, "wall.title")
	page.Seconds, page.Zone = settings.seconds, s.dependencies.Zone.String()
	page.Next = hereWith(c, "show", settings.after(settings.shown))
	for _, name := range settings.pages {
		page.Pages = append(page.Pages, WallSlide{Name: name, Shown: name == settings.shown, Link: hereWith(c, "show", name)})
	}
	return s.render(c, http.StatusOK, "wall", page)
}

// loadWall gathers everything of the screen but its frame.
func (s *Server) loadWall(ctx context.Context, filters Filters, settings wallSettings) (WallPage, error) {
	view, err := s.loadSnapshot(ctx, filters)
	if err != nil {
		return WallPage{}, err
	}
	items := view.items()
	page := WallPage{Tally: newTally(items), Answer: newAnswer(items), Behind: newBehindList(items, ""), DueNext: firstDue(dueNext(items, filters.AsOf))}
	page.Behind.Items = page.Behind.Items[:min(len(page.Behind.Items), wallRows)]
	for _, theme := range summariseThemes(items, filters.AsOf) {
		page.Themes = append(page.Themes, WallTile{Thing: theme.Theme, Tally: theme.Tally})
	}
	page.Themes, page.MoreThemes = fitTiles(page.Themes)
	if !slices.Contains(settings.pages, "areas") {
		return page, nil
	}
	if view, err = s.areaSnapshot(ctx, areaFilters(filters)); err != nil {
		return WallPage{}, err
	}
	// What is asked of each area, as its own page counts it. The city is the whole of the
	// other pages.
	for _, area := range choices(view.catalogue).Areas {
		if tally := newTally(view.obligationsOf(area.Code)); tally.Total > 0 && (area.Level == bannerLevel || area.Level == "park") {
			page.Areas = append(page.Areas, WallTile{Thing: area, Tally: tally})
		}
	}
	page.Areas, page.MoreAreas = fitTiles(page.Areas)
	return page, nil
}

// fitTiles keeps as many tiles as the screen has room for, those with most behind, and
// tells how many are left out.
func fitTiles(tiles []WallTile) (fitting []WallTile, left int) {
	slices.SortStableFunc(tiles, func(a, b WallTile) int {
		return cmp.Or(-cmp.Compare(a.Tally.AttentionBinding, b.Tally.AttentionBinding), -cmp.Compare(a.Tally.Attention, b.Tally.Attention),
			-cmp.Compare(a.Tally.Total, b.Tally.Total))
	})
	fitting = tiles[:min(len(tiles), wallTilesMost)]
	return fitting, len(tiles) - len(fitting)
}

// DaysLeft is how many days remain until the deadline of an item.
func (p WallPage) DaysLeft(item Item) int { return int(item.Deadline() - p.Filters.AsOf) }
