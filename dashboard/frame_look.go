package dashboard

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"
)

// The looks of the pages. lookAuto follows the settings of the reader's machine.
const (
	lookAuto  = "auto"
	lookLight = "light"
	lookDark  = "dark"
)

const lookCookie = "zhibiao_look"

// LookLink leads to the same page in another look.
type LookLink struct {
	Look    string
	Link    string
	Current bool
}

func looks() []string { return []string{lookAuto, lookLight, lookDark} }

// looksOf returns the look that the address asks for, or the one that was chosen
// before, or lookAuto, with the links to all of them. A choice in the address is kept in
// a cookie.
func looksOf(c echo.Context) (look string, links []LookLink) {
	look = lookAuto
	if asked := c.QueryParam("look"); slices.Contains(looks(), asked) {
		look = asked
		c.SetCookie(&http.Cookie{
			Name: lookCookie, Value: look, Path: "/", MaxAge: 365 * 24 * 3600,
			HttpOnly: true, SameSite: http.SameSiteLaxMode,
		})
	} else if cookie, err := c.Cookie(lookCookie); err == nil && slices.Contains(looks(), cookie.Value) {
		look = cookie.Value
	}
	for _, other := range looks() {
		links = append(links, LookLink{Look: other, Link: hereWith(c, "look", other), Current: other == look})
	}
	return look, links
}

// DarkMedia returns for which media the dark colours hold: paper is always light.
func (f Frame) DarkMedia() string {
	switch f.Look {
	case lookDark:
		return "screen"
	case lookLight:
		return ""
	}
	return "screen and (prefers-color-scheme: dark)"
}

// ColourScheme tells the browser how to draw what it draws itself, such as fields.
func (f Frame) ColourScheme() string {
	if f.Look == lookAuto {
		return "light dark"
	}
	return f.Look
}
