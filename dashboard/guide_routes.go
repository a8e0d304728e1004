package dashboard

import (
	"net/http"
	"strings"

	"zhibiao/dashboard/guide"
	"zhibiao/dashboard/locale"
)

const guidePath = "/guide"

func (s *Server) guideRoutes() []route {
	return []route{
		{method: http.MethodGet, path: guidePath, right: mayLook, handler: s.showGuide},
		{method: http.MethodGet, path: guidePath + "/:code", right: mayLook, handler: s.showGuideChapter},
		{method: http.MethodGet, path: guide.PicturePath + ":name", right: mayLook, handler: s.answerGuidePicture},
	}
}

// loadGuides renders the guide in every language.
func loadGuides() (map[locale.Language]guide.Book, error) {
	books := map[locale.Language]guide.Book{}
	for _, language := range locale.Languages() {
		book, err := guide.Load(string(language))
		if err != nil {
			return nil, err
		}
		books[language] = book
	}
	return books, nil
}

// pageRight returns the right that the page of an address asks for; found is false when
// no page has this address.
func (s *Server) pageRight(path string) (asked right, found bool) {
	if asked, found = s.pages[path]; found {
		return asked, true
	}
	segments := strings.Split(path, "/")
	for pattern, asked := range s.pages {
		if fitsPattern(strings.Split(pattern, "/"), segments) {
			return asked, true
		}
	}
	return "", false
}

// fitsPattern tells whether the parts of an address fit those of a route.
func fitsPattern(pattern, segments []string) bool {
	if len(pattern) != len(segments) {
		return false
	}
	for i, part := range pattern {
		if part != segments[i] && (!strings.HasPrefix(part, ":") || segments[i] == "") {
			return false
		}
	}
	return true
}
