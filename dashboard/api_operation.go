package dashboard

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// operation describes one address of the interface for programs: what it takes and what
// it answers. Requests are held against it, and the OpenAPI document and the readable page
// are made from it. Its texts are api.<key>.title and api.<key>.text.
type operation struct {
	method, path string
	key          string
	group        string // api.group.<group>
	parameters   []parameter
	answer       any // a value of the type that it answers with; nil: a file
	// rows names the list of the answer that CSV consists of; empty: JSON alone.
	rows    string
	formats []format          // beside JSON
	file    string            // media type of the answer when it is no JSON
	bodies  map[string]string // media types that are taken, with an example
	failing []int             // further statuses
	example string            // parameters of the example
}

// parameter is one parameter of an address. Its text is api.parameter.<key>.
type parameter struct {
	name     string
	key      string
	kind     string // string, integer or date
	choices  []string
	repeated bool
	example  string
	inPath   bool
}

func query(name string, choices ...string) parameter {
	return parameter{name: name, key: name, kind: "string", choices: choices}
}

// inPath is a part of the address with an example that exists in the catalogue.
func inPath(name, example string) parameter {
	return parameter{name: name, key: "path_" + name, kind: "string", inPath: true, example: example}
}

// as gives a parameter the text of another name, where one name means different things.
func (p parameter) as(key string) parameter {
	p.key = key
	return p
}

func (p parameter) like(example string) parameter {
	p.example = example
	return p
}

func (p parameter) many() parameter {
	p.repeated = true
	return p
}

// textsOf returns codes as plain texts.
func textsOf[T ~string](codes []T) []string {
	texts := make([]string, len(codes))
	for i, code := range codes {
		texts[i] = string(code)
	}
	return texts
}

// vintageParameters say of which day and which knowledge an answer is, and in which language.
func vintageParameters() []parameter {
	day := query("as_of").like("2023-12-31")
	day.kind = "date"
	return []parameter{day, query("known_at").like("2024-01-31"), query("demo", "0", "1"), query("lang", "zh", "en")}
}

// filterParameters are the filters that the pages have too.
func filterParameters() []parameter {
	return append([]parameter{query("plan").like("P2022-169"), query("theme"), query("area").like("150600"), query("organisation"),
		query("role", roleLead, roleResponsible), query("attribute", string(metrics.Binding), string(metrics.Expected)),
		query("status", append(textsOf(metrics.AssessmentStatuses()), statusAttention)...), query("q")}, vintageParameters()...)
}

// pageParameters ask for a part of a list.
func pageParameters(most int) []parameter {
	limit := query("limit").like("100")
	limit.kind = "integer"
	if most == mostAssessments {
		limit.key = "limit_small"
	}
	return []parameter{limit, query("cursor")}
}

// chosen picks parameters by name.
func chosen(from []parameter, names ...string) []parameter {
	var list []parameter
	for _, one := range from {
		if slices.Contains(names, one.name) {
			list = append(list, one)
		}
	}
	return list
}

func formatParameter(formats ...format) parameter {
	choices := []string{string(asJSON)}
	for _, one := range formats {
		choices = append(choices, string(one))
	}
	return query("format", choices...)
}

// takes tells whether a route has a parameter of this name in its address.
func (o operation) takes(name string) bool {
	return slices.ContainsFunc(o.parameters, func(one parameter) bool { return !one.inPath && one.name == name })
}

// checkParameters refuses a parameter that means nothing: one that is misspelt would
// otherwise give an answer to another question.
func (s *Server) checkParameters(to route) echo.HandlerFunc {
	described, known := s.operations[to.method+" "+to.path]
	if !known {
		return to.handler
	}
	return func(c echo.Context) error {
		for name := range c.QueryParams() {
			if !described.takes(name) {
				return &statusProblem{http.StatusBadRequest, metrics.NewProblem("filter.unknown", "name", plainFileName(name), "path", programsPath)}
			}
		}
		return to.handler(c)
	}
}
