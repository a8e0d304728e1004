package dashboard

import (
	"fmt"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"zhibiao/dashboard/guide"
)

// GuidePage is the list of chapters, or what a search in them found.
type GuidePage struct {
	Frame
	Query    string
	Chapters []guide.Chapter
	Hits     []guide.Hit
}

// GuideChapterPage is one chapter with those around it.
type GuideChapterPage struct {
	Frame
	Chapter  guide.Chapter
	Chapters []guide.Chapter
	Before   *guide.Chapter
	After    *guide.Chapter
}

func (s *Server) showGuide(c echo.Context) error {
	filters, query, err := s.searchOf(c)
	if err != nil {
		return err
	}
	page := GuidePage{Frame: s.guideFrame(c, filters), Query: query}
	book, err := s.guideFor(c, page.Frame)
	if err != nil {
		return err
	}
	page.Title = s.texts.Text(page.Language, "nav.guide")
	page.Chapters, page.Hits = book.Chapters, book.Search(query)
	return s.render(c, http.StatusOK, "guide", page)
}

func (s *Server) showGuideChapter(c echo.Context) error {
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	page := GuideChapterPage{Frame: s.guideFrame(c, filters)}
	book, err := s.guideFor(c, page.Frame)
	if err != nil {
		return err
	}
	found := false
	if page.Chapter, page.Before, page.After, found = book.Chapter(c.Param("code")); !found {
		return notFound("guide", c.Param("code"))
	}
	page.Chapters = book.Chapters
	page.Title = page.Chapter.Title
	return s.render(c, http.StatusOK, "guide_chapter", page)
}

// guideFrame is the frame of a page of the guide, which has no values and so none that
// were generated.
func (s *Server) guideFrame(c echo.Context, filters Filters) Frame {
	frame := s.frame(c, guidePath, filters)
	frame.Demonstration, frame.Vintage = false, nil
	return frame
}

// guideFor returns the guide as the reader of a page sees it: with the cut-offs in force.
func (s *Server) guideFor(c echo.Context, frame Frame) (guide.Book, error) {
	policy, err := s.dependencies.Store.Policy(c.Request().Context(), frame.Filters.KnownAt)
	if err != nil {
		return guide.Book{}, fmt.Errorf("load policy: %w", err)
	}
	values := map[string]string{"version": policy.Version}
	for _, cutOff := range cutOffs(policy.Settings) {
		values[cutOff.Name] = strconv.FormatFloat(cutOff.Value, 'f', -1, 64)
	}
	return s.guides[frame.Language].For(values, func(path string) bool {
		asked, found := s.pageRight(path)
		return found && frame.person.may(asked)
	}), nil
}
