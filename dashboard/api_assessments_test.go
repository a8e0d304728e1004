package dashboard_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"
)

type assessmentsAnswer struct {
	Total       int
	Next        string
	Assessments []struct {
		Target      string
		Status      string
		Unit        string
		Sentence    string
		Explanation struct {
			Steps []struct{ Name, Formula string }
		}
	}
}

func assessments(site *site, path string) assessmentsAnswer {
	site.t.Helper()
	var answer assessmentsAnswer
	if err := json.Unmarshal([]byte(site.get(path, http.StatusOK).body), &answer); err != nil {
		site.t.Fatal(err)
	}
	return answer
}

// Eight of the nine targets are in force; three at a time they take three answers.
func TestAssessmentsComeInParts(t *testing.T) {
	site := newExplainedSite(t)
	all := assessments(site, "/api/v1/assessments")
	if all.Total != 8 || len(all.Assessments) != 8 || all.Next != "" {
		t.Fatalf("%d of %d, next %q, want all 8", len(all.Assessments), all.Total, all.Next)
	}
	var codes []string
	for path, parts := "/api/v1/assessments?limit=3", 0; path != ""; parts++ {
		part := assessments(site, path)
		for _, row := range part.Assessments {
			codes = append(codes, row.Target)
		}
		if path = ""; part.Next != "" {
			path = "/api/v1/assessments?limit=3&cursor=" + part.Next
		}
		if parts > 3 {
			t.Fatal("the parts do not end")
		}
	}
	if len(codes) != 8 {
		t.Fatalf("the parts hold %d assessments, want 8", len(codes))
	}
	for i, row := range all.Assessments {
		if codes[i] != row.Target {
			t.Errorf("part %d: %s, want %s", i, codes[i], row.Target)
		}
	}
}

func TestAssessmentsAreExplainedAndFiltered(t *testing.T) {
	site := newExplainedSite(t)
	one := assessments(site, "/api/v1/assessments?plan=PB2022-194&attribute=binding")
	if len(one.Assessments) != 1 || one.Assessments[0].Target != "PB2022-194-T001" || one.Assessments[0].Status != "behind" || one.Assessments[0].Unit != "个" {
		t.Fatalf("%+v", one)
	}
	want := "时序进度40%，增量完成率28.5%，滞后11.5个百分点，要如期完成，今后每年需增加0.64个。"
	if got := one.Assessments[0].Sentence; got != want {
		t.Errorf("sentence %q, want %q", got, want)
	}
	if len(one.Assessments[0].Explanation.Steps) == 0 {
		t.Error("the explanation has no steps")
	}
	if none := assessments(site, "/api/v1/assessments?status=missed"); none.Total != 0 || none.Assessments == nil {
		t.Errorf("%+v, want an empty list", none)
	}
}

func TestAssessmentsTellWhatIsUnchanged(t *testing.T) {
	site := newExplainedSite(t)
	tag := site.get("/api/v1/assessments", http.StatusOK).header.Get("ETag")
	if tag == "" {
		t.Fatal("no ETag")
	}
	ask := func(path, tag string) int {
		request := httptest.NewRequest(http.MethodGet, path, nil)
		request.Header.Set("If-None-Match", tag)
		got := site.send(request)
		if got.status == http.StatusNotModified && got.body != "" {
			t.Error("304 with a body")
		}
		return got.status
	}
	cases := []struct {
		path, tag string
		want      int
	}{
		{"/api/v1/assessments", tag, http.StatusNotModified},
		{"/api/v1/assessments", `"other", ` + tag, http.StatusNotModified},
		{"/api/v1/assessments", `"other"`, http.StatusOK},
		{"/api/v1/assessments?lang=en", tag, http.StatusOK}, // other sentences
	}
	for _, c := range cases {
		if got := ask(c.path, c.tag); got != c.want {
			t.Errorf("%s with %s: %d, want %d", c.path, c.tag, got, c.want)
		}
	}
}

func TestAssessmentsRefuseNonsense(t *testing.T) {
	site := newExplainedSite(t)
	for _, query := range []string{"limit=0", "limit=1001", "limit=x", "cursor=%21%21", "plan=NIX"} {
		site.get("/api/v1/assessments?"+query, http.StatusBadRequest)
	}
	site.has(site.get("/api/v1/assessments?limit=0", http.StatusBadRequest), "1 至 1000")
}

func TestIndicatorAnswerExplains(t *testing.T) {
	site := newExplainedSite(t)
	var answer struct {
		Landing *struct {
			Scenario string
			Value    float64
			Path     []struct{ Period string }
		}
		History []struct {
			Day, To, Cause, Sentence string
		}
		Group      *struct{ Code string }
		Derivation *struct{ Expression string }
	}
	if err := json.Unmarshal([]byte(site.get("/api/v1"+childcare, http.StatusOK).body), &answer); err != nil {
		t.Fatal(err)
	}
	if answer.Landing == nil || answer.Landing.Scenario != "FC" || answer.Landing.Value != 3.75 || len(answer.Landing.Path) != 3 {
		t.Errorf("landing %+v", answer.Landing)
	}
	if len(answer.History) != 3 || answer.History[2].To != "behind" || answer.History[2].Cause != "revision" || answer.History[2].Sentence == "" {
		t.Errorf("history %+v", answer.History)
	}
	if answer.Group != nil || answer.Derivation == nil || answer.Derivation.Expression != "places * 1000 / population" {
		t.Errorf("group %+v, derivation %+v", answer.Group, answer.Derivation)
	}
	site.has(site.get("/api/v1/indicators/NEW-ENERGY-CAPACITY", http.StatusOK), `"code":"G-ENERGY"`, `"rule":"any_of"`)
}
