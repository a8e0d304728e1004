package dashboard

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"zhibiao/dashboard/locale"
	"zhibiao/metrics"
)

var textCall = regexp.MustCompile(`\bt "([a-z][a-z0-9_.%]*)"`)

// Every key that a template names has a text. Keys built from codes are checked with
// the codes.
func TestTemplatesNameKnownTexts(t *testing.T) {
	texts, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	names, err := fs.Glob(templateFiles, "templates/*.html")
	if err != nil || len(names) == 0 {
		t.Fatalf("no templates: %v", err)
	}
	for _, name := range names {
		content, err := fs.ReadFile(templateFiles, name)
		if err != nil {
			t.Fatal(err)
		}
		for _, call := range textCall.FindAllStringSubmatch(string(content), -1) {
			if key := call[1]; !texts.Has(locale.Chinese, key) {
				t.Errorf("%s names the text %q, which is not there", name, key)
			}
		}
	}
}

func TestCodesHaveTexts(t *testing.T) {
	texts, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, status := range metrics.AssessmentStatuses() {
		keys = append(keys, "status."+string(status), "about.status."+string(status))
	}
	for _, name := range (Filters{given: map[string][]string{"plan": {"x"}, "theme": {"x"}, "attribute": {"x"}, "status": {"x"},
		"area": {"x"}, "organisation": {"x"}, "q": {"x"}}}).Narrowing() {
		keys = append(keys, "filter.name."+name)
	}
	for _, order := range sortOrders() {
		keys = append(keys, "sort."+order)
	}
	for _, item := range navigation() {
		keys = append(keys, item.Key)
	}
	for _, language := range locale.Languages() {
		keys = append(keys, "language."+string(language))
	}
	for _, cutOff := range cutOffs(metrics.DefaultSettings()) {
		keys = append(keys, "assess.cut_off."+cutOff.Name)
	}
	keys = append(keys, "status.attention", "attribute.binding", "attribute.expected", "chart.yearly", "chart.monthly",
		"kind.stock", "kind.flow", "kind.cumulative", "kind.ratio", "kind.rank", "kind.event", "kind.limit",
		"direction.higher", "direction.lower", "direction.band", "direction.none",
		"scenario.AC", "scenario.BM", "scenario.FC", "scenario.DEMO")
	for _, key := range keys {
		if !texts.Has(locale.Chinese, key) {
			t.Errorf("there is no text %q", key)
		}
	}
}

// Templates name no other host and hold no inline style or script.
func TestTemplatesStandAlone(t *testing.T) {
	names, err := fs.Glob(templateFiles, "templates/*.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		content, err := fs.ReadFile(templateFiles, name)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.ReplaceAll(string(content), "http://www.w3.org/2000/svg", "") // a name, not an address
		for _, forbidden := range []string{"http://", "https://", "src=\"//", "style=", "onclick="} {
			if strings.Contains(text, forbidden) {
				t.Errorf("%s holds %q", name, forbidden)
			}
		}
	}
}

// A published number is written by the partial “traced”, which leads it back to where it
// was read. The pages that it leads to, and the one where a method is chosen, write it
// themselves.
func TestTemplatesTracePublishedNumbers(t *testing.T) {
	names, err := fs.Glob(templateFiles, "templates/*.html")
	if err != nil {
		t.Fatal(err)
	}
	untraced := regexp.MustCompile(`\{\{(value|targetValue) [^}]*\}\}`)
	for _, name := range names {
		switch name {
		case "templates/value.html", "templates/target.html", "templates/policy_target.html":
			continue
		}
		content, err := fs.ReadFile(templateFiles, name)
		if err != nil {
			t.Fatal(err)
		}
		if found := untraced.FindString(string(content)); found != "" {
			t.Errorf("%s writes the number %s without its way back", name, found)
		}
	}
}
