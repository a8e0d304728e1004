package guide

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

//go:embed content/*/*.md pictures/*.webp
var files embed.FS

// Load renders the guide in a language, such as zh. It fails when a chapter is missing
// or does not begin with its title and its summary.
func Load(language string) (Book, error) {
	var book Book
	for _, code := range codes() {
		source, err := fs.ReadFile(files, "content/"+language+"/"+code+".md")
		if err != nil {
			return Book{}, fmt.Errorf("load guide: %w", err)
		}
		chapter, err := readChapter(code, language, source)
		if err != nil {
			return Book{}, fmt.Errorf("load guide: chapter %s in %s: %w", code, language, err)
		}
		book.Chapters = append(book.Chapters, chapter)
	}
	return book, nil
}

// readChapter cuts a chapter at its headings of the second level.
func readChapter(code, language string, source []byte) (Chapter, error) {
	markdown := newMarkdown(language)
	document := markdown.Parser().Parse(text.NewReader(source))
	chapter := Chapter{Code: code, Sections: []Section{{}}}
	var content strings.Builder
	for node := document.FirstChild(); node != nil; node = node.NextSibling() {
		section := &chapter.Sections[len(chapter.Sections)-1]
		heading, isHeading := node.(*ast.Heading)
		switch {
		case isHeading && heading.Level == 1:
			chapter.Title = plain(node, source)
			continue
		case isHeading && heading.Level == 2:
			anchor, given := heading.AttributeString("id")
			name, isText := anchor.([]byte)
			if !given || !isText {
				return Chapter{}, fmt.Errorf("heading %q has no anchor", plain(node, source))
			}
			section.HTML = asHTML(&content)
			chapter.Sections = append(chapter.Sections, Section{Anchor: string(name), Title: plain(node, source)})
			continue
		case chapter.Summary == "" && node.Kind() == ast.KindParagraph:
			chapter.Summary = plain(node, source)
			continue
		}
		if err := markdown.Renderer().Render(&content, source, node); err != nil {
			return Chapter{}, fmt.Errorf("render: %w", err)
		}
		section.Text = strings.TrimSpace(section.Text + " " + plain(node, source))
	}
	chapter.Sections[len(chapter.Sections)-1].HTML = asHTML(&content)
	if chapter.Title == "" || chapter.Summary == "" {
		return Chapter{}, errors.New("no title or no summary")
	}
	return chapter, nil
}
