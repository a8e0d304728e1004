package guide

import (
	"encoding/binary"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"

	"zhibiao/dashboard/guide/guidetest"
)

func load(t *testing.T, language string) Book {
	t.Helper()
	book, err := Load(language)
	if err != nil {
		t.Fatal(err)
	}
	return book
}

// source is the Markdown of a chapter.
func source(t *testing.T, language, code string) string {
	t.Helper()
	content, err := fs.ReadFile(files, "content/"+language+"/"+code+".md")
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

var (
	heading   = regexp.MustCompile(`(?m)^#+ .*?(\{#[a-z-]+\})?$`)
	pictureOf = regexp.MustCompile(`!\[([^\]]*)\]\(([^)]*)\)`)
	linkTo    = regexp.MustCompile(`\]\((/[^)]*)\)`)
	codeBlock = regexp.MustCompile("(?s)```[a-z]+\n.*?```")
	brace     = regexp.MustCompile(`\{[a-z_]+\}`)
	tableRow  = regexp.MustCompile(`(?m)^\|`)
)

// Both languages have the same chapters with the same headings, links, pictures,
// commands, settings in force and rows of tables, in the same order.
func TestLanguagesHaveTheSame(t *testing.T) {
	zh, en := load(t, "zh"), load(t, "en")
	if len(zh.Chapters) != len(en.Chapters) || len(zh.Chapters) != 11 {
		t.Fatalf("%d and %d chapters", len(zh.Chapters), len(en.Chapters))
	}
	for _, code := range codes() {
		chinese, english := source(t, "zh", code), source(t, "en", code)
		parts := func(text string) map[string][]string {
			anchors := heading.FindAllString(codeBlock.ReplaceAllString(text, ""), -1)
			for i, line := range anchors {
				level, _, _ := strings.Cut(line, " ")
				_, anchor, _ := strings.Cut(line, "{#")
				anchors[i] = level + anchor
			}
			var targets, pictures, blocks []string
			for _, found := range linkTo.FindAllStringSubmatch(text, -1) {
				targets = append(targets, found[1])
			}
			for _, found := range pictureOf.FindAllStringSubmatch(text, -1) {
				if strings.TrimSpace(found[1]) == "" {
					t.Errorf("%s: the picture %s has no alternative text", code, found[2])
				}
				pictures = append(pictures, found[2])
			}
			for _, block := range codeBlock.FindAllString(text, -1) {
				blocks = append(blocks, comment.ReplaceAllString(block, ""))
			}
			return map[string][]string{"headings": anchors, "links": slices.Sorted(slices.Values(targets)), "pictures": pictures,
				"code": blocks, "settings": brace.FindAllString(text, -1), "rows": tableRow.FindAllString(text, -1)}
		}
		inChinese, inEnglish := parts(chinese), parts(english)
		for what, list := range inChinese {
			if !slices.Equal(list, inEnglish[what]) {
				t.Errorf("%s: the %s are %q in Chinese and %q in English", code, what, list, inEnglish[what])
			}
		}
	}
}

// comment is what stands behind a command or a setting, in the language of the chapter.
var comment = regexp.MustCompile(`(?m)[ ]*#.*$`)

// Links inside the guide lead to chapters and sections that are there.
func TestLinksInsideTheGuide(t *testing.T) {
	book := load(t, "zh")
	for _, code := range codes() {
		for _, found := range linkTo.FindAllStringSubmatch(source(t, "zh", code), -1) {
			inside, isInside := strings.CutPrefix(found[1], "/guide/")
			if !isInside {
				continue
			}
			name, anchor, hasAnchor := strings.Cut(inside, "#")
			chapter, _, _, known := book.Chapter(name)
			if _, there := chapter.Section(anchor); !known || hasAnchor && !there {
				t.Errorf("%s links to %s, which is not there", code, found[1])
			}
		}
	}
}

// Every picture that a chapter names is taken by the browser test and lies here in its
// language and size; none is left over, and all together are small.
func TestPictures(t *testing.T) {
	const most = 1_200_000
	named := map[string]bool{}
	for _, language := range []string{"zh", "en"} {
		for _, code := range codes() {
			for _, found := range pictureOf.FindAllStringSubmatch(source(t, language, code), -1) {
				named[found[2]+"-"+language+".webp"] = true
				if !slices.ContainsFunc(guidetest.Shots(), func(shot guidetest.Shot) bool { return shot.Name == found[2] }) {
					t.Errorf("%s names the picture %s, which nobody takes", code, found[2])
				}
			}
		}
	}
	for _, shot := range guidetest.Shots() {
		if !named[shot.Name+"-zh.webp"] {
			t.Errorf("the picture %s is taken and not shown", shot.Name)
		}
	}
	entries, err := fs.ReadDir(files, "pictures")
	if err != nil {
		t.Fatal(err)
	}
	total := 0
	for _, entry := range entries {
		content, err := Picture(entry.Name())
		if err != nil {
			t.Fatal(err)
		}
		total += len(content)
		if !named[entry.Name()] {
			t.Errorf("the picture %s is left over", entry.Name())
		}
		delete(named, entry.Name())
		if width, height := sizeOfWebP(content); width != PictureWidth || height != PictureHeight || len(content) < 8000 {
			t.Errorf("%s has %d × %d pixels in %d bytes", entry.Name(), width, height, len(content))
		}
	}
	for name := range named {
		t.Errorf("the picture %s is missing: make it with ZHIBIAO_GUIDE_PICTURES and the browser tests", name)
	}
	if total > most {
		t.Errorf("the pictures have %d bytes, want at most %d", total, most)
	}
}

// sizeOfWebP reads the size from the head of a picture: RFC 9649, sections 2.5 and 2.7,
// that is, 14 bits each behind the start code of a key frame, or 24 bits each, less one.
func sizeOfWebP(content []byte) (width, height int) {
	if len(content) < 30 || string(content[:4]) != "RIFF" || string(content[8:12]) != "WEBP" {
		return 0, 0
	}
	switch string(content[12:16]) {
	case "VP8 ":
		return int(binary.LittleEndian.Uint16(content[26:]) & 0x3fff), int(binary.LittleEndian.Uint16(content[28:]) & 0x3fff)
	case "VP8X":
		return 1 + int(content[24]) + int(content[25])<<8 + int(content[26])<<16, 1 + int(content[27]) + int(content[28])<<8 + int(content[29])<<16
	}
	return 0, 0
}

// Nothing but what Markdown can say becomes part of a page, and pictures wait until they
// are seen.
func TestRendering(t *testing.T) {
	chapter, err := readChapter("x", "zh", []byte("# Title\n\nSummary *here*.\n\nBefore <script>alert(1)</script> `a<b`\n\n<div onclick=x>\n\n</div>\n\n"+
		"## One {#one}\n\n[go](/imports) ![A \"picture\"](shot)\n\n[bad](javascript:alert(1))\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"))
	if err != nil {
		t.Fatal(err)
	}
	if chapter.Title != "Title" || chapter.Summary != "Summary here." || len(chapter.Sections) != 2 || chapter.Sections[1].Anchor != "one" {
		t.Fatalf("%+v", chapter)
	}
	all := string(chapter.Sections[0].HTML + chapter.Sections[1].HTML)
	for _, wanted := range []string{`<code>a&lt;b</code>`, `<a href="/imports">go</a>`, `<td>2</td>`,
		`<a class="guide-picture-link" href="/guide/pictures/shot-zh.webp"><img class="guide-picture" src="/guide/pictures/shot-zh.webp" alt="A &#34;picture&#34;" width="1200" height="720" loading="lazy" decoding="async">`} {
		if !strings.Contains(all, wanted) {
			t.Errorf("%s is missing from %s", wanted, all)
		}
	}
	for _, unwanted := range []string{"<script", "<div", "javascript:"} {
		if strings.Contains(all, unwanted) {
			t.Errorf("%s stands in %s", unwanted, all)
		}
	}
	for _, broken := range []string{"", "# Title\n", "# Title\n\nSummary.\n\n## No anchor\n"} {
		if _, err := readChapter("x", "zh", []byte(broken)); err == nil {
			t.Errorf("%q is read as a chapter", broken)
		}
	}
}

// A reader sees the settings in force, and no link to what they may not open.
func TestBookForAReader(t *testing.T) {
	book := Book{Chapters: []Chapter{{Code: "x", Sections: []Section{{
		HTML: `<p>{ahead} {unknown} <a href="/imports#upload">in</a> <a href="/accounts?x=1">acc</a></p>`, Text: "{ahead}"}}}}}
	read := book.For(map[string]string{"ahead": "<1"}, func(path string) bool { return path == "/imports" })
	section := read.Chapters[0].Sections[0]
	if want := `<p>&lt;1 {unknown} <a href="/imports#upload">in</a> <span class="guide-closed">acc</span></p>`; string(section.HTML) != want || section.Text != "<1" {
		t.Errorf("%s %s", section.HTML, section.Text)
	}
	if !strings.Contains(string(book.Chapters[0].Sections[0].HTML), "{ahead}") {
		t.Error("the book itself was changed")
	}
}
