package dashboard

import (
	"net/http"
	"sort"
	"strings"

	"github.com/labstack/echo/v4"
)

// ProgramsPage describes the interface for programs to people.
type ProgramsPage struct {
	Frame
	Groups       []OperationGroup
	Address      string // of this server, as the reader reached it
	OffersTokens bool
}

// OperationGroup is the operations about one thing.
type OperationGroup struct {
	Key        string
	Operations []OperationLine
}

// OperationLine is one operation as the page shows it.
type OperationLine struct {
	Key        string
	Method     string
	Path       string
	Right      string
	Parameters []ParameterLine
	Formats    []string // media types of the answer
	Bodies     []string // media types that are taken
	Command    string   // an example for a shell
}

// ParameterLine is one parameter of an operation.
type ParameterLine struct {
	Name, Key string
	InPath    bool
	Repeated  bool
	Choices   []string
}

// showPrograms shows the description that answerOpenAPI gives to programs.
func (s *Server) showPrograms(c echo.Context) error {
	page := ProgramsPage{Frame: s.plainFrame(c, programsPath), OffersTokens: s.hasTokens() && personOf(c).may(maySignOut)}
	page.Title = s.texts.Text(page.Language, "api.title")
	scheme := "http"
	if s.arrivedByTLS(c.Request()) {
		scheme = "https"
	}
	page.Address = scheme + "://" + c.Request().Host
	for _, key := range operationGroups() {
		group := OperationGroup{Key: key}
		for _, one := range s.describedOperations {
			if one.group == key {
				group.Operations = append(group.Operations, s.operationLine(page.Address, one))
			}
		}
		if len(group.Operations) > 0 {
			page.Groups = append(page.Groups, group)
		}
	}
	return s.render(c, http.StatusOK, "programs", page)
}

func (s *Server) operationLine(address string, one operation) OperationLine {
	line := OperationLine{Key: one.key, Method: one.method, Path: openAPIAddress(one.path), Right: string(s.pathRights[one.method+" "+one.path])}
	path := one.path
	for _, parameter := range one.parameters {
		line.Parameters = append(line.Parameters, ParameterLine{Name: parameter.name, Key: parameter.key, InPath: parameter.inPath,
			Repeated: parameter.repeated, Choices: parameter.choices})
		if parameter.inPath {
			path = strings.Replace(path, ":"+parameter.name, parameter.example, 1)
		}
	}
	line.Formats = []string{echo.MIMEApplicationJSON}
	if one.file != "" {
		line.Formats = []string{one.file}
	}
	for _, other := range one.formats {
		line.Formats = append(line.Formats, mediaType(other))
	}
	for kind := range one.bodies {
		line.Bodies = append(line.Bodies, kind)
	}
	sort.Strings(line.Bodies)
	line.Command = s.command(address+path, one)
	return line
}

// command is a line for a shell that calls an operation. The token comes from a variable,
// so that it stands in no history.
func (s *Server) command(address string, one operation) string {
	command := "curl"
	if s.gate != nil {
		command += ` -H "Authorization: Bearer $ZHIBIAO_TOKEN"`
	}
	if one.method == http.MethodPost {
		command += ` -H "Content-Type: text/csv" --data-binary @values.csv`
	}
	if one.file != "" {
		command += " -OJ"
	}
	if one.example != "" {
		address += "?" + one.example
	}
	return command + " '" + address + "'"
}
