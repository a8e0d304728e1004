package dashboard

import (
	"bytes"
	"fmt"

	"github.com/labstack/echo/v4"
)

// framed is what the layout needs of a page: every page struct that embeds Frame.
type framed interface{ pageFrame() Frame }

func (f Frame) pageFrame() Frame { return f }

// render writes a page in the language of its frame. The whole page is built before
// the first byte leaves, so a broken template gives a clean error page.
func (s *Server) render(c echo.Context, status int, name string, page framed) error {
	frame := page.pageFrame()
	parsed, found := s.templates[frame.Language][name]
	if !found {
		return fmt.Errorf("render: no page %q", name)
	}
	var content bytes.Buffer
	if err := parsed.ExecuteTemplate(&content, "layout", page); err != nil {
		return fmt.Errorf("render %s: %w", name, err)
	}
	if frame.Demonstration {
		c.Response().Header().Set(demonstrationHeader, "1")
	}
	c.Response().Header().Add(echo.HeaderVary, "Cookie")
	return c.HTMLBlob(status, content.Bytes())
}

// demonstrationHeader marks every answer that contains generated values.
const demonstrationHeader = "Zhibiao-Demonstration"
