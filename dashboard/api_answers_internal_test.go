package dashboard

import (
	"encoding/csv"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"zhibiao/dashboard/dashboardtest"
	"zhibiao/metrics"
)

// strict forbids what a schema of an object does not name, so that an answer with an
// undescribed member fails; programs that read the published document may meet more.
func strict(node any) {
	switch node := node.(type) {
	case map[string]any:
		if _, isObject := node["properties"]; isObject && node["type"] == "object" {
			node["additionalProperties"] = false
		}
		for _, inner := range node {
			strict(inner)
		}
	case []any:
		for _, inner := range node {
			strict(inner)
		}
	}
}

func (s *Server) send(request *http.Request) *httptest.ResponseRecorder {
	answer := httptest.NewRecorder()
	s.Handler().ServeHTTP(answer, request)
	return answer
}

func (s *Server) read(t *testing.T, path string) *httptest.ResponseRecorder {
	t.Helper()
	answer := s.send(httptest.NewRequest(http.MethodGet, path, nil))
	if answer.Code != http.StatusOK {
		t.Fatalf("GET %s: %d %.300s", path, answer.Code, answer.Body)
	}
	return answer
}

// compiler holds the published document, made strict.
func (s *Server) compiler(t *testing.T) (*jsonschema.Compiler, map[string]any) {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(s.read(t, openAPIPath).Body)
	if err != nil {
		t.Fatal(err)
	}
	strict(document)
	compiler := jsonschema.NewCompiler()
	compiler.DefaultDraft(jsonschema.Draft2020)
	if err := compiler.AddResource("https://zhibiao.example/openapi.json", document); err != nil {
		t.Fatal(err)
	}
	return compiler, document.(map[string]any)
}

// examplePaths are the addresses of things that the data of the tests have.
//
//nolint:gochecknoglobals // a table of the tests
var examplePaths = strings.NewReplacer("/plans/:code", "/plans/PB2022-194", "/indicators/:code", "/indicators/CHILDCARE-PLACES-PER-1000",
	":id", dashboardtest.RunID, ":number", "ZB-2023-0001", ":code", "x")

// Every answer is of the form that the document says, in JSON and, where there is a list,
// in CSV with as many rows.
func TestAnswersAreAsDescribed(t *testing.T) {
	server := programServer(t)
	number, err := server.dependencies.Reports.ClaimReportNumber(t.Context(), 2023, "test")
	if err != nil || number != "ZB-2023-0001" {
		t.Fatal(number, err)
	}
	if _, err := server.dependencies.Reports.KeepReport(t.Context(), metrics.Report{Number: number, Title: "=1+1", Runs: []string{dashboardtest.RunID},
		Void: metrics.NewProblem("filter.text")}); err != nil {
		t.Fatal(err)
	}
	compiler, document := server.compiler(t)
	for _, one := range operations() {
		responses := document["paths"].(map[string]any)[openAPIAddress(one.path)].(map[string]any)[strings.ToLower(one.method)].(map[string]any)["responses"].(map[string]any)
		if one.method != http.MethodGet || one.file != "" {
			continue
		}
		if responses["200"] == nil {
			t.Errorf("%s has no answer", one.path)
		}
		pointer := "https://zhibiao.example/openapi.json#/paths/" + strings.ReplaceAll(openAPIAddress(one.path), "/", "~1") + "/get/responses/200/content/application~1json/schema"
		form, err := compiler.Compile(pointer)
		if err != nil {
			t.Errorf("%s: %v", one.path, err)
			continue
		}
		for _, language := range []string{"zh", "en"} {
			answer := server.read(t, examplePaths.Replace(one.path)+"?lang="+language)
			content, err := jsonschema.UnmarshalJSON(answer.Body)
			if err != nil {
				t.Fatal(err)
			}
			if err := form.Validate(content); err != nil {
				t.Errorf("%s: %v", one.path, err)
			}
			if answer.Header().Get("ETag") == "" {
				t.Errorf("%s has no ETag", one.path)
			}
			if one.rows == "" || language == "en" {
				continue
			}
			rows, isList := content.(map[string]any)[one.rows].([]any)
			table := server.read(t, examplePaths.Replace(one.path)+"?format=csv")
			read, err := csv.NewReader(table.Body).ReadAll()
			if err != nil || !isList || len(read) != len(rows)+1 || !strings.HasPrefix(table.Header().Get("Content-Type"), "text/csv") {
				t.Errorf("%s as CSV: %d rows for %d, %v", one.path, len(read)-1, len(rows), err)
			}
		}
	}
}

// A misspelt parameter is an error that names it, on every address.
func TestUnknownParametersAreRefused(t *testing.T) {
	server := programServer(t)
	for _, one := range operations() {
		request := httptest.NewRequest(one.method, examplePaths.Replace(one.path)+"?indicater=x", nil)
		answer := server.send(request)
		var told errorAnswer
		if err := json.Unmarshal(answer.Body.Bytes(), &told); err != nil || answer.Code != http.StatusBadRequest || told.Key != "filter.unknown" || told.Field != "indicater" {
			t.Errorf("%s %s: %d %s", one.method, one.path, answer.Code, answer.Body)
		}
	}
}
