package guide

import (
	"fmt"
	"html/template"
	"path"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// newMarkdown returns the converter of the chapters in a language. HTML inside Markdown is left out:
// a page of the guide holds nothing but what Markdown can say.
func newMarkdown(language string) goldmark.Markdown {
	return goldmark.New(
		goldmark.WithExtensions(extension.Table),
		goldmark.WithParserOptions(parser.WithHeadingAttribute()),
		goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(pictures{language}, 100))),
	)
}

// pictures writes pictures with their size, so that nothing moves when they arrive, and
// lets the browser fetch them only when they come into sight. A click shows one alone, in
// its full size.
type pictures struct{ language string }

// RegisterFuncs is called by goldmark.
func (p pictures) RegisterFuncs(register renderer.NodeRendererFuncRegisterer) {
	register.Register(ast.KindImage, func(writer util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		image, isImage := node.(*ast.Image)
		if !isImage {
			return ast.WalkContinue, nil
		}
		address := template.HTMLEscapeString(PicturePath + path.Base(string(image.Destination)) + "-" + p.language + ".webp")
		_, err := fmt.Fprintf(writer, `<a class="guide-picture-link" href="%s"><img class="guide-picture" src="%s" alt="%s" width="%d" height="%d" loading="lazy" decoding="async"></a>`,
			address, address, template.HTMLEscapeString(plain(node, source)), PictureWidth, PictureHeight)
		return ast.WalkSkipChildren, err
	})
}

// asHTML takes what was rendered out of the builder.
func asHTML(content *strings.Builder) template.HTML {
	rendered := template.HTML(content.String()) //nolint:gosec // rendered from our own files without HTML of theirs
	content.Reset()
	return rendered
}

// plain returns the words of a node, with a space between blocks.
func plain(node ast.Node, source []byte) string {
	var words strings.Builder
	_ = ast.Walk(node, func(inner ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			if inner.Type() == ast.TypeBlock {
				words.WriteByte(' ')
			}
			return ast.WalkContinue, nil
		}
		switch inner := inner.(type) {
		case *ast.Text:
			words.Write(inner.Value(source))
			if inner.SoftLineBreak() || inner.HardLineBreak() {
				words.WriteByte(' ')
			}
		case *ast.String:
			words.Write(inner.Value)
		case *ast.FencedCodeBlock, *ast.CodeBlock:
			words.Write(inner.Lines().Value(source))
		}
		return ast.WalkContinue, nil
	})
	return strings.Join(strings.Fields(words.String()), " ")
}
