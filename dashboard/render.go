package dashboard

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"zhibiao/dashboard/assets"
	"zhibiao/dashboard/locale"
)

//go:embed templates/*.html
var templateFiles embed.FS

// templates are the parsed pages by language and name. Each language has its own,
// because their functions know the language: nothing is shared between requests.
type templates map[locale.Language]map[string]*template.Template

// loadTemplates parses every page together with the layout and the partials, the
// files whose name begins with part_.
func loadTemplates(texts *locale.Texts, bundle *assets.Assets, zone *time.Location) (templates, error) {
	names, err := fs.Glob(templateFiles, "templates/*.html")
	if err != nil {
		return nil, fmt.Errorf("list templates: %w", err)
	}
	loaded := templates{}
	for _, language := range locale.Languages() {
		words := wording{texts: texts, language: language, zone: zone}
		base := template.New("").Option("missingkey=error").Funcs(words.functions()).Funcs(template.FuncMap{
			"asset": bundle.Path,
		})
		if base, err = base.ParseFS(templateFiles, "templates/layout.html", "templates/part_*.html"); err != nil {
			return nil, fmt.Errorf("parse layout: %w", err)
		}
		loaded[language] = map[string]*template.Template{}
		for _, name := range names {
			page := strings.TrimSuffix(path.Base(name), ".html")
			if page == "layout" || strings.HasPrefix(page, "part_") {
				continue
			}
			clone, err := base.Clone()
			if err != nil {
				return nil, fmt.Errorf("clone layout: %w", err)
			}
			if loaded[language][page], err = clone.ParseFS(templateFiles, name); err != nil {
				return nil, fmt.Errorf("parse page %s: %w", page, err)
			}
		}
	}
	return loaded, nil
}

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
