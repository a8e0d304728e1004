package dashboard

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"strings"

	"github.com/labstack/echo/v4"
)

// answerTagged writes a JSON answer with an entity tag made from its content, and
// nothing but 304 to a program that has this content already. The tag is a weak one,
// because the same content may travel compressed.
func (s *Server) answerTagged(c echo.Context, filters Filters, content any) error {
	described := s.operations[c.Request().Method+" "+c.Path()]
	wanted, err := formatOf(c, described.formats...)
	if err != nil {
		return err
	}
	kind, body := echo.MIMEApplicationJSON, []byte(nil)
	if wanted == asCSV {
		kind = csvType
		body, err = rowsCSV(content, described.rows)
	} else {
		body, err = json.Marshal(content)
	}
	if err != nil {
		return fmt.Errorf("encode answer: %w", err)
	}
	linkNext(c, nextOf(content))
	hash := sha256.Sum256(body)
	tag := `W/"` + hex.EncodeToString(hash[:16]) + `"`
	header := c.Response().Header()
	header.Set("ETag", tag)
	header.Add(echo.HeaderVary, "Accept, Authorization, Cookie") // the form, the scope, the language of the sentences
	if filters.Demonstration {
		header.Set(demonstrationHeader, "1")
	}
	if holdsTag(c.Request().Header.Get("If-None-Match"), tag) {
		return c.NoContent(http.StatusNotModified)
	}
	return c.Blob(http.StatusOK, kind, body)
}

// nextOf returns the cursor of the next part that an answer names.
func nextOf(content any) string {
	answer := reflect.ValueOf(content)
	if answer.Kind() != reflect.Struct {
		return ""
	}
	if next := answer.FieldByName("Next"); next.IsValid() && next.Kind() == reflect.String {
		return next.String()
	}
	return ""
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
