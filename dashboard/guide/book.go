package guide

import (
	"html"
	"html/template"
	"regexp"
	"slices"
	"strings"
)

// Book is the guide in one language.
type Book struct {
	Chapters []Chapter
}

// Chapter answers the questions of one task.
type Chapter struct {
	Code     string // in the address, such as lights; the same in every language
	Title    string
	Summary  string // one sentence, without marks
	Sections []Section
}

// Section is a part of a chapter under one heading. The first of a chapter has no
// heading: it is what stands before the others.
type Section struct {
	Anchor string // the same in every language; empty before the first heading
	Title  string
	HTML   template.HTML
	Text   string // what HTML says, without marks, for the search
}

// codes lists the chapters in their order.
func codes() []string {
	return []string{"reading", "lights", "places", "workbooks", "imports", "review", "forms", "accounts", "programs", "deployment", "words"}
}

// Chapter returns the chapter of a code with those before and after it; found is false
// when there is none.
func (b Book) Chapter(code string) (chapter Chapter, before, after *Chapter, found bool) {
	at := slices.IndexFunc(b.Chapters, func(chapter Chapter) bool { return chapter.Code == code })
	if at < 0 {
		return Chapter{}, nil, nil, false
	}
	if at > 0 {
		before = &b.Chapters[at-1]
	}
	if at+1 < len(b.Chapters) {
		after = &b.Chapters[at+1]
	}
	return b.Chapters[at], before, after, true
}

// Section returns the section of an anchor; found is false when there is none.
func (c Chapter) Section(anchor string) (section Section, found bool) {
	at := slices.IndexFunc(c.Sections, func(section Section) bool { return section.Anchor == anchor })
	if at < 0 {
		return Section{}, false
	}
	return c.Sections[at], true
}

// pageLink is a link to a page of the program as goldmark writes it.
var pageLink = regexp.MustCompile(`<a href="(/[^"]*)">(.*?)</a>`)

// For returns the book as one reader sees it: names in braces, such as {ahead}, are
// replaced by their values, and links to pages that the reader may not open are only
// their words.
func (b Book) For(values map[string]string, mayOpen func(path string) bool) Book {
	var escaped, plain []string
	for name, value := range values {
		escaped = append(escaped, "{"+name+"}", html.EscapeString(value))
		plain = append(plain, "{"+name+"}", value)
	}
	inHTML, inText := strings.NewReplacer(escaped...), strings.NewReplacer(plain...)
	read := Book{Chapters: slices.Clone(b.Chapters)}
	for i, chapter := range read.Chapters {
		chapter.Sections = slices.Clone(chapter.Sections)
		for k, section := range chapter.Sections {
			section.Text = inText.Replace(section.Text)
			section.HTML = template.HTML(closeLinks(inHTML.Replace(string(section.HTML)), mayOpen)) //nolint:gosec // our own chapters, values escaped
			chapter.Sections[k] = section
		}
		read.Chapters[i] = chapter
	}
	return read
}

// closeLinks takes away the links to pages that the reader may not open.
func closeLinks(content string, mayOpen func(path string) bool) string {
	return pageLink.ReplaceAllStringFunc(content, func(link string) string {
		parts := pageLink.FindStringSubmatch(link)
		path, _, _ := strings.Cut(html.UnescapeString(parts[1]), "#")
		path, _, _ = strings.Cut(path, "?")
		if mayOpen(path) {
			return link
		}
		return `<span class="guide-closed">` + parts[2] + `</span>`
	})
}
