package dashboard

import (
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/labstack/echo/v4"

	"zhibiao/ingest/layout"
	"zhibiao/metrics"
)

// largestLayout bounds the description of a layout.
const largestLayout = 1 << 20

// readLayout reads the description of the layout that came with an upload; an empty
// text when none did. What is wrong with it is a problem of the form.
func readLayout(c echo.Context) (string, error) {
	header, err := c.FormFile("layout")
	if errors.Is(err, http.ErrMissingFile) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("read upload form: %w", err)
	}
	if header.Size > largestLayout {
		return "", metrics.NewProblem("layout.form", "detail", plainFileName(header.Filename))
	}
	content, err := header.Open()
	if err != nil {
		return "", fmt.Errorf("read uploaded layout: %w", err)
	}
	defer func() { _ = content.Close() }()
	text, err := io.ReadAll(io.LimitReader(content, largestLayout))
	if err != nil {
		return "", fmt.Errorf("read uploaded layout: %w", err)
	}
	if len(text) == 0 {
		return "", nil
	}
	if _, err := layout.ReadDescription(text); err != nil {
		return "", err
	}
	return string(text), nil
}
