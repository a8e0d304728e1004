package metrics

import (
	"encoding/json"
	"os"
	"testing"
)

// landingTexts are the sentences about landings, by language.
func landingTexts(t testing.TB) []map[string]string {
	t.Helper()
	var languages []map[string]string
	for _, language := range []string{"zh", "en"} {
		texts := map[string]string{}
		for _, room := range []string{"assess", "landing"} {
			content, err := os.ReadFile("../dashboard/locale/" + room + "." + language + ".json")
			if err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal(content, &texts); err != nil {
				t.Fatal(err)
			}
		}
		languages = append(languages, texts)
	}
	return languages
}

// checkLanding fails when a landing contradicts itself, cannot be told, or would break
// a page.
func checkLanding(t *testing.T, languages []map[string]string, l *Landing) {
	t.Helper()
	problems := append([]Problem{}, l.Remarks...)
	if l.Reason != nil {
		problems = append(problems, *l.Reason)
		if l.Value != nil || l.Probability != nil || l.Method != "" || len(l.Path) > 0 || len(l.Backtests) > 0 {
			t.Errorf("no forecast, but numbers: %+v", l)
		}
	}
	for _, texts := range languages {
		for _, problem := range problems {
			text, known := texts[problem.Key]
			if !known {
				t.Errorf("no sentence for %s", problem.Error())
			}
			for _, placeholder := range placeholders.FindAllStringSubmatch(text, -1) {
				if _, given := problem.Arguments[placeholder[1]]; !given {
					t.Errorf("sentence of %s wants %s", problem.Error(), placeholder[0])
				}
			}
		}
		for _, backtest := range l.Backtests {
			if texts["landing.method."+backtest.Method] == "" {
				t.Errorf("no name for %s", backtest.Method)
			}
		}
	}
	if _, err := json.Marshal(l); err != nil {
		t.Errorf("cannot be written as JSON: %v", err)
	}
	if l.Reason != nil {
		return
	}
	for _, point := range append([]LandingPoint{{Value: *l.Value, Low80: *l.Low80, High80: *l.High80, Low95: *l.Low95, High95: *l.High95}}, l.Path...) {
		if point.Low95 > point.Low80 || point.Low80 > point.Value || point.Value > point.High80 || point.High80 > point.High95 {
			t.Errorf("intervals do not lie within each other: %+v", point)
		}
	}
	if *l.Probability < 0 || *l.Probability > 1 {
		t.Errorf("probability %v", *l.Probability)
	}
	if len(l.Path) == 0 || l.Path[len(l.Path)-1].Value != *l.Value {
		t.Errorf("the path does not end at the landing: %+v", l.Path)
	}
	if !l.Backtests[0].Chosen || l.Backtests[0].Method != l.Method {
		t.Errorf("chose %s of %+v", l.Method, l.Backtests)
	}
}
