package dashboard

import (
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"
)

// served returns the operations of the routes that this server has.
func served(routes []route) []operation {
	var list []operation
	for _, one := range operations() {
		if slices.ContainsFunc(routes, func(to route) bool { return to.method == one.method && to.path == one.path }) {
			list = append(list, one)
		}
	}
	return list
}

// answerOpenAPI answers with the description of the interface as an OpenAPI 3.1 document,
// its texts in the language of the request.
func (s *Server) answerOpenAPI(c echo.Context) error {
	return s.answerTagged(c, Filters{}, s.openAPI(s.wording(languageOf(c))))
}

// openAPI builds the document.
func (s *Server) openAPI(words wording) schema {
	named := &schemas{named: map[string]schema{}}
	paths := map[string]schema{}
	for _, one := range s.describedOperations {
		path := openAPIAddress(one.path)
		if paths[path] == nil {
			paths[path] = schema{}
		}
		paths[path][strings.ToLower(one.method)] = s.openAPIOperation(words, named, one)
	}
	failure := named.refer(reflect.TypeFor[errorAnswer]())
	var tags []schema
	for _, group := range operationGroups() {
		tags = append(tags, schema{"name": group, "description": words.text("api.group." + group)})
	}
	document := schema{
		"openapi": "3.1.0",
		"info":    schema{"title": words.text("api.document"), "version": "1", "description": words.text("api.document.text")},
		"servers": []schema{{"url": "/"}},
		"tags":    tags,
		"paths":   paths,
		"components": schema{"schemas": named.named,
			"responses": schema{"failure": schema{"description": words.text("api.failure"), "content": schema{"application/json": schema{"schema": failure}}}}},
	}
	if s.gate != nil {
		document["components"].(schema)["securitySchemes"] = schema{
			"token":   schema{"type": "http", "scheme": "bearer", "description": words.text("api.token.text")},
			"session": schema{"type": "apiKey", "in": "cookie", "name": sessionCookie, "description": words.text("api.session.text")},
		}
		document["security"] = []schema{{"token": []string{}}, {"session": []string{}}}
	}
	return document
}

func operationGroups() []string { return []string{"values", "plans", "work", "data", "about"} }

// openAPIAddress writes a path with its parts in braces.
func openAPIAddress(path string) string {
	parts := strings.Split(path, "/")
	for i, part := range parts {
		if name, isParameter := strings.CutPrefix(part, ":"); isParameter {
			parts[i] = "{" + name + "}"
		}
	}
	return strings.Join(parts, "/")
}

func (s *Server) openAPIOperation(words wording, named *schemas, one operation) schema {
	responses := schema{}
	for _, status := range append([]int{http.StatusBadRequest, http.StatusUnauthorized, http.StatusForbidden}, one.failing...) {
		responses[strconv.Itoa(status)] = schema{"$ref": "#/components/responses/failure"}
	}
	content := schema{}
	switch {
	case one.file != "":
		content[one.file] = schema{}
	default:
		content["application/json"] = schema{"schema": named.refer(reflect.TypeOf(one.answer))}
	}
	for _, other := range one.formats {
		content[mediaType(other)] = schema{"schema": schema{"type": "string"}}
	}
	success := schema{"description": words.text("api.success"), "content": content}
	if one.method == http.MethodGet && one.file == "" {
		success["headers"] = schema{"ETag": schema{"description": words.text("api.etag"), "schema": schema{"type": "string"}}}
		responses["304"] = schema{"description": words.text("api.unchanged")}
	}
	responses["200"] = success
	described := schema{"operationId": one.key, "tags": []string{one.group}, "summary": words.text("api." + one.key + ".title"),
		"description": words.text("api." + one.key + ".text"), "responses": responses, "x-right": string(s.pathRights[one.method+" "+one.path])}
	if parameters := openAPIParameters(words, one); len(parameters) > 0 {
		described["parameters"] = parameters
	}
	if len(one.bodies) > 0 {
		bodies := schema{}
		for kind, example := range one.bodies {
			bodies[kind] = schema{}
			if example != "" {
				bodies[kind] = schema{"example": example}
			}
		}
		described["requestBody"] = schema{"required": true, "content": bodies}
	}
	return described
}

func openAPIParameters(words wording, one operation) []schema {
	var list []schema
	for _, parameter := range one.parameters {
		kind := schema{"type": parameter.kind}
		switch {
		case parameter.kind == "date":
			kind = schema{"type": "string", "format": "date"}
		case len(parameter.choices) > 0:
			kind["enum"] = parameter.choices
		}
		if parameter.repeated {
			kind = schema{"type": "array", "items": kind}
		}
		described := schema{"name": parameter.name, "in": "query", "description": words.text("api.parameter." + parameter.key), "schema": kind}
		if parameter.inPath {
			described["in"], described["required"] = "path", true
		}
		if parameter.example != "" && !parameter.repeated {
			described["example"] = parameter.example
		}
		list = append(list, described)
	}
	return list
}

// mediaType is the media type of a format without its parameters.
func mediaType(of format) string {
	switch of {
	case asCSV:
		return "text/csv"
	case asSDMX:
		return "application/vnd.sdmx.data+csv"
	}
	return echo.MIMEApplicationJSON
}
