package dashboard

import (
	"errors"
	"io/fs"
	"net/http"

	"github.com/labstack/echo/v4"

	"zhibiao/dashboard/guide"
)

// answerGuidePicture sends a picture of the guide. Browsers keep it for an hour: its
// address stays the same from version to version.
func (s *Server) answerGuidePicture(c echo.Context) error {
	picture, err := guide.Picture(c.Param("name"))
	if errors.Is(err, fs.ErrNotExist) {
		return echo.ErrNotFound
	}
	if err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderCacheControl, "private, max-age=3600")
	return c.Blob(http.StatusOK, "image/webp", picture)
}
