package dashboard

import (
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"strings"
	"text/template/parse"
	"time"

	"zhibiao/dashboard/assets"
	"zhibiao/dashboard/locale"
)

//go:embed templates/*.html
var templateFiles embed.FS

// layoutName is the template that every page begins with.
const layoutName = "layout"

// templates are the parsed pages by language and name. Each language has its own,
// because their functions know the language: nothing is shared between requests.
type templates map[locale.Language]map[string]*template.Template

// trees are parsed templates by name.
type trees map[string]*parse.Tree

// loadTemplates parses every page, and gives it of the layout and the partials (the files
// whose name begins with part_) those that it uses: with all of them in each of more than a
// hundred pages the program would hold 80 MB of copies.
func loadTemplates(texts *locale.Texts, bundle *assets.Assets, zone *time.Location) (templates, error) {
	functions := map[locale.Language]template.FuncMap{}
	for _, language := range locale.Languages() {
		words := wording{texts: texts, language: language, zone: zone}
		functions[language] = words.functions()
		functions[language]["asset"] = bundle.Path
	}
	known := functions[locale.Languages()[0]] // parsing needs the names of functions only
	shared, err := parseTrees(known, "templates/"+layoutName+".html", "templates/part_*.html")
	if err != nil {
		return nil, fmt.Errorf("parse layout: %w", err)
	}
	names, err := fs.Glob(templateFiles, "templates/*.html")
	if err != nil {
		return nil, fmt.Errorf("list templates: %w", err)
	}
	loaded := templates{}
	for _, language := range locale.Languages() {
		loaded[language] = map[string]*template.Template{}
	}
	for _, name := range names {
		page := strings.TrimSuffix(path.Base(name), ".html")
		if page == layoutName || strings.HasPrefix(page, "part_") {
			continue
		}
		own, err := parseTrees(known, name)
		if err != nil {
			return nil, fmt.Errorf("parse page %s: %w", page, err)
		}
		used := usedTrees(own, shared)
		for language := range loaded {
			if loaded[language][page], err = assemble(used, functions[language]); err != nil {
				return nil, fmt.Errorf("assemble page %s: %w", page, err)
			}
		}
	}
	return loaded, nil
}

// parseTrees parses files and returns every template that they define.
func parseTrees(functions template.FuncMap, patterns ...string) (trees, error) {
	parsed, err := template.New("").Funcs(functions).ParseFS(templateFiles, patterns...)
	if err != nil {
		return nil, err
	}
	found := trees{}
	for _, one := range parsed.Templates() {
		if one.Tree != nil {
			found[one.Name()] = one.Tree
		}
	}
	return found, nil
}

// assemble makes a template of copies of some trees: escaping changes them.
func assemble(used trees, functions template.FuncMap) (*template.Template, error) {
	page := template.New("").Option("missingkey=error").Funcs(functions)
	for name, tree := range used {
		if _, err := page.AddParseTree(name, tree.Copy()); err != nil {
			return nil, err
		}
	}
	return page, nil
}

// usedTrees returns the layout, and whatever it and the templates below it call, of a page
// where the page defines it, shared otherwise.
func usedTrees(page, shared trees) trees {
	used := trees{}
	waiting := []string{layoutName}
	for len(waiting) > 0 {
		name := waiting[0]
		waiting = waiting[1:]
		tree := page[name]
		if tree == nil {
			tree = shared[name]
		}
		if tree == nil || used[name] != nil {
			continue // escaping refuses a call of what is defined nowhere
		}
		used[name] = tree
		waiting = append(waiting, callsOf(tree.Root)...)
	}
	return used
}

// callsOf lists the templates that a node calls, in whatever branch.
func callsOf(node parse.Node) []string {
	var inside []*parse.ListNode
	switch node := node.(type) {
	case *parse.TemplateNode:
		return []string{node.Name}
	case *parse.ListNode:
		inside = []*parse.ListNode{node}
	case *parse.IfNode:
		inside = []*parse.ListNode{node.List, node.ElseList}
	case *parse.RangeNode:
		inside = []*parse.ListNode{node.List, node.ElseList}
	case *parse.WithNode:
		inside = []*parse.ListNode{node.List, node.ElseList}
	}
	var called []string
	for _, list := range inside {
		if list == nil {
			continue
		}
		for _, child := range list.Nodes {
			called = append(called, callsOf(child)...)
		}
	}
	return called
}
