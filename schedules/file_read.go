package schedules

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"

	"go.yaml.in/yaml/v3"
)

// maximumFile is how many bytes a file of schedules may have.
const maximumFile = 4 << 20

// yamlLine finds the line in a syntax error of the YAML library.
var yamlLine = regexp.MustCompile(`line (\d+)`)

// ParseFile reads a YAML file of schedules:
//
//	schedules:
//	  - name: published-actuals
//	    title_zh: 已公布实际值入库
//	    title_en: Import of published actual values
//	    job: import
//	    argument: published-actuals
//	    spec: "30 8 * * *"
//	    zone: Asia/Shanghai
//	    timeout: 30m
//	    catch_up: last
//
// Besides these a schedule may have days_off (run, skip, after, before), after (the name
// of another schedule), catch_up_limit, overlap (skip, queue), retries, retry_wait,
// source, jitter, "paused: true" and "retired: true". What is left out has the value of
// Schedule.WithDefaults. Unknown and repeated keys, repeated names and everything that
// Check finds are refused; without jobs, the registered job names, any job will do. The
// error is Problems with their lines, all of them at once, unless r cannot be read.
func ParseFile(r io.Reader, jobs ...string) ([]Schedule, error) {
	text, err := io.ReadAll(io.LimitReader(r, maximumFile+1))
	if err != nil {
		return nil, fmt.Errorf("read file of schedules: %w", err)
	}
	if len(text) > maximumFile {
		return nil, Problems{{Reason: *NewReason("schedule.file.too_large")}}
	}
	var document yaml.Node
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	if err := decoder.Decode(&document); errors.Is(err, io.EOF) {
		return nil, Problems{{Line: 1, Reason: *NewReason("schedule.file.empty")}}
	} else if err != nil {
		return nil, syntaxProblem(err)
	}
	var second yaml.Node
	if err := decoder.Decode(&second); err == nil {
		return nil, Problems{{Line: second.Line, Reason: *NewReason("schedule.file.documents")}}
	} else if !errors.Is(err, io.EOF) {
		return nil, syntaxProblem(err)
	}
	file := fileReader{jobs: jobs}
	if len(document.Content) == 0 {
		return nil, Problems{{Line: 1, Reason: *NewReason("schedule.file.empty")}}
	}
	file.readDocument(document.Content[0])
	if len(file.problems) > 0 {
		return nil, file.problems
	}
	return file.schedules, nil
}

func syntaxProblem(err error) Problems {
	problem := Problem{Reason: *NewReason("schedule.file.syntax", "detail", shown(err.Error()))}
	if found := yamlLine.FindStringSubmatch(err.Error()); found != nil {
		problem.Line, _ = strconv.Atoi(found[1])
	}
	return Problems{problem}
}
