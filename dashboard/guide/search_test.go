package guide

import (
	"strings"
	"testing"
)

// small is a guide of two chapters to search in.
func small() Book {
	return Book{Chapters: []Chapter{
		{Code: "review", Title: "审核 Review", Summary: "谁在什么时候。", Sections: []Section{
			{Text: "开头。"}, {Anchor: "withdraw", Title: "撤回", Text: "撤回一批，什么都不会删除。The API stays."}, {Anchor: "locks", Title: "锁定", Text: "先撤回再锁定。"}}},
		{Code: "programs", Title: "API", Summary: "程序取数。", Sections: []Section{{}, {Anchor: "capital", Title: "Capital", Text: "No such thing: rapid capital."}}},
	}}
}

func TestSearch(t *testing.T) {
	for query, want := range map[string]string{
		"":           "",
		"   ":        "",
		"撤回":         "review#withdraw review#locks", // the heading counts more
		"撤回 锁定":      "review#locks",                 // all words
		"API":        "programs# review#withdraw",    // in the title; not inside “rapid” or “capital”
		"api":        "programs# review#withdraw",
		"cap":        "programs#capital",
		"审核 锁定":      "review#locks", // a word of the chapter's title helps
		"review":     "review#",
		"什么时候":       "review#", // the summary
		"没有这个词":      "",
		"<script>":   "",
		"the review": "review#withdraw",
	} {
		var found []string
		for _, hit := range small().Search(query) {
			found = append(found, hit.Chapter.Code+"#"+hit.Section.Anchor)
		}
		if got := strings.Join(found, " "); got != want {
			t.Errorf("%q finds %q, want %q", query, got, want)
		}
	}
}

func TestExcerpt(t *testing.T) {
	long := strings.Repeat("前", 100) + "撤回ABC" + strings.Repeat("后", 300)
	pieces := excerpt(long, []string{"撤回", "abc"})
	// 30 runes before the hit, the hit of 2 + 3 runes, and what fills up to 140.
	want := []Piece{{Text: "…"}, {Text: strings.Repeat("前", 30)}, {Text: "撤回ABC", Found: true}, {Text: strings.Repeat("后", 105)}, {Text: "…"}}
	if len(pieces) != len(want) {
		t.Fatalf("%d pieces: %v", len(pieces), pieces)
	}
	for i := range want {
		if pieces[i] != want[i] {
			t.Errorf("piece %d is %v, want %v", i, pieces[i], want[i])
		}
	}
}

// What is searched for is found in the real chapters, in both languages.
func TestSearchInTheGuide(t *testing.T) {
	for language, queries := range map[string]map[string]string{
		"zh": {"撤回": "review", "nginx": "deployment", "占位符": "workbooks", "时序进度": "lights", "令牌": "programs", "口令": "accounts", "试运行": "imports"},
		"en": {"withdraw": "review", "nginx": "deployment", "placeholder": "workbooks", "pace": "lights", "token": "programs", "password": "accounts", "dry run": "imports"},
	} {
		book := load(t, language)
		for query, code := range queries {
			hits := book.Search(query)
			found := false
			for _, hit := range hits[:min(3, len(hits))] {
				found = found || hit.Chapter.Code == code
			}
			if !found {
				t.Errorf("%s: %q does not find the chapter %s among the first three", language, query, code)
			}
		}
	}
}
