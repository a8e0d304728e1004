package dashboard

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

// suggestionLimit is how many things the list below the search field offers.
const suggestionLimit = 8

// Suggestion is one line below the search field.
type Suggestion struct {
	Found
	KindName string `json:"kind_name"`
}

// answerSuggestions answers what fits while it is being typed.
func (s *Server) answerSuggestions(c echo.Context) error {
	filters, query, err := s.searchOf(c)
	if err != nil {
		return err
	}
	words := s.wording(languageOf(c))
	found, err := s.find(c.Request().Context(), filters, personOf(c), words, query)
	if err != nil {
		return err
	}
	suggestions := make([]Suggestion, 0, suggestionLimit)
	for _, one := range found[:min(len(found), suggestionLimit)] {
		suggestions = append(suggestions, Suggestion{Found: one, KindName: words.text("search.kind." + one.Kind)})
	}
	return c.JSON(http.StatusOK, map[string]any{"count": len(found), "suggestions": suggestions})
}
