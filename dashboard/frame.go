package dashboard

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/labstack/echo/v4"

	"zhibiao/dashboard/locale"
	"zhibiao/metrics"
)

// Frame is what every page shows around its content. Page structs embed it.
type Frame struct {
	Title               string
	Language            locale.Language
	Languages           []LanguageLink
	Path                string // path of this page
	Navigation          []NavigationItem
	Look                string // auto, light or dark, see looksOf
	Looks               []LookLink
	Filters             Filters
	Demonstration       bool // true: the page contains generated values
	OffersDemonstration bool
	CSRF                string // token for forms, see the partial “csrf”
	RequestID           string
	Today               metrics.Date
	Now                 time.Time
	Version             string
	Scripts             []string // plain names of further scripts, such as charts.js
	Vintage             *VintageLine
	// Notice is told at the top of the page, after a form has been handled.
	Notice    *metrics.Problem
	CanExport bool // true: there are workbooks to download
	Export    ExportChoice
	// Bell tells whether there are notices; UnseenNotices is how many the reader has not seen.
	Bell          bool
	UnseenNotices int
	person        person
	// tracesValues and tracesTargets tell whether published numbers lead back to where they
	// were read.
	tracesValues, tracesTargets bool
	Refresh                     int // seconds after which a page without script reloads, 0 for never
	// realValues is the way to the real values where it is not this page, see RealValues.
	realValues string
	// Help leads to the part of the guide that explains this page.
	Help string
}

// LanguageLink leads to the same page in a language.
type LanguageLink struct {
	Language locale.Language
	Link     string
	Current  bool
}

// Link returns a path with the filters of this page, see Filters.Link.
func (f Frame) Link(path string, changes ...string) string { return f.Filters.Link(path, changes...) }

// Here returns this page with changed filters.
func (f Frame) Here(changes ...string) string { return f.Filters.Link(f.Path, changes...) }

// RealValues leads from generated values to the real ones: to this page again, or where a
// page is about one generated value to what it is a value of.
func (f Frame) RealValues() string { return cmp.Or(f.realValues, f.Here("demo", "0")) }

// Bare returns a path without the narrowing filters, see Filters.Bare.
func (f Frame) Bare(path string, changes ...string) string { return f.Filters.Bare(path, changes...) }

// TracesValues tells whether values have pages of their own.
func (f Frame) TracesValues() bool { return f.tracesValues }

// DrawsCharts tells whether the page has charts or drawings with tools.
func (f Frame) DrawsCharts() bool {
	return slices.Contains(f.Scripts, "charts.js") || slices.Contains(f.Scripts, "drawings.js")
}

// Chinese tells whether the page is in Chinese.
func (f Frame) Chinese() bool { return f.Language == locale.Chinese }

const languageCookie = "zhibiao_language"

// frame fills the frame of a page. The current entry of the menu is the one whose
// path is active.
func (s *Server) frame(c echo.Context, active string, filters Filters) Frame {
	now := s.dependencies.Now().In(s.dependencies.Zone)
	frame := Frame{
		Language: languageOf(c), Path: c.Request().URL.Path, Filters: filters,
		Demonstration:       filters.Demonstration,
		OffersDemonstration: s.dependencies.Demonstration,
		RequestID:           requestID(c), Today: s.today(), Now: now, Version: s.dependencies.Version,
	}
	frame.Vintage = vintageLine(c, filters, frame.Today, s.dependencies.Zone, s.beginningFor(c, active, filters))
	frame.CSRF, _ = c.Get(csrfKey).(string)
	frame.person = personOf(c)
	if frame.Bell = s.dependencies.Notices != nil && frame.person.may(mayLook); frame.Bell {
		frame.UnseenNotices = s.unseenNotices(c)
	}
	frame.tracesValues, frame.tracesTargets = s.dependencies.Revisions != nil, true
	frame.CanExport = s.canExport && frame.person.may(mayExport)
	for _, item := range s.menu {
		if !frame.person.may(item.right) {
			continue
		}
		item.Current = item.Path == active
		frame.Navigation = append(frame.Navigation, item)
	}
	for _, language := range locale.Languages() {
		frame.Languages = append(frame.Languages, LanguageLink{
			Language: language, Link: hereWith(c, "lang", string(language)), Current: language == frame.Language,
		})
	}
	frame.Look, frame.Looks = looksOf(c)
	if frame.person.may(mayLook) {
		frame.Help = helpFor(frame.Path)
	}
	return frame
}

// hereWith returns the address of this page with one parameter changed.
func hereWith(c echo.Context, name, value string) string {
	query := c.Request().URL.Query()
	query.Set(name, value)
	link := url.URL{Path: c.Request().URL.Path, RawQuery: query.Encode()}
	return link.RequestURI()
}

// languageOf returns the language that the address asks for, or the one that was
// chosen before, or Chinese. A choice in the address is kept in a cookie.
func languageOf(c echo.Context) locale.Language {
	if language, found := locale.ParseLanguage(c.QueryParam("lang")); found {
		c.SetCookie(&http.Cookie{
			Name: languageCookie, Value: string(language), Path: "/", MaxAge: 365 * 24 * 3600,
			HttpOnly: true, SameSite: http.SameSiteLaxMode,
		})
		return language
	}
	if cookie, err := c.Cookie(languageCookie); err == nil {
		if language, found := locale.ParseLanguage(cookie.Value); found {
			return language
		}
	}
	return locale.Chinese
}

// today returns the civil day in the zone of the pages.
func (s *Server) today() metrics.Date {
	return metrics.DateOf(s.dependencies.Now().In(s.dependencies.Zone))
}
