package dashboard

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"
)

// answerTagged writes a JSON answer with an entity tag made from its content, and
// nothing but 304 to a program that has this content already. The tag is a weak one,
// because the same content may travel compressed.
func (s *Server) answerTagged(c echo.Context, filters Filters, content any) error {
	body, err := json.Marshal(content)
	if err != nil {
		return fmt.Errorf("encode answer: %w", err)
	}
	hash := sha256.Sum256(body)
	tag := `W/"` + hex.EncodeToString(hash[:16]) + `"`
	header := c.Response().Header()
	header.Set("ETag", tag)
	header.Add(echo.HeaderVary, "Cookie") // the language of the sentences
	if filters.Demonstration {
		header.Set(demonstrationHeader, "1")
	}
	if holdsTag(c.Request().Header.Get("If-None-Match"), tag) {
		return c.NoContent(http.StatusNotModified)
	}
	return c.JSONBlob(http.StatusOK, body)
}

// holdsTag tells whether an If-None-Match header names the tag, weak or strong.
func holdsTag(header, tag string) bool {
	for _, given := range strings.Split(header, ",") {
		given = strings.TrimSpace(given)
		if given == "*" || strings.TrimPrefix(given, "W/") == strings.TrimPrefix(tag, "W/") {
			return true
		}
	}
	return false
}
