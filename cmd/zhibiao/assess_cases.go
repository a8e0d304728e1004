package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"os"
	"strconv"
	"strings"
	"unicode/utf8"

	"zhibiao/dashboard/locale"
	"zhibiao/metrics"
)

// byteOrderMark is what spreadsheets put before UTF-8.
const byteOrderMark = "\uFEFF"

// assessCases judges the cases of a CSV file, each by the method it names, without a
// database. A case that cannot be judged says why; the others are judged.
func (c assessCommand) assessCases(i *invocation) error {
	if c.AsOf != "" || c.Area != "" || c.Demo || c.List {
		return metrics.NewProblem("methods.options")
	}
	content, err := os.ReadFile(c.Cases)
	if err != nil {
		return err
	}
	text, marked := strings.CutPrefix(string(content), byteOrderMark)
	records, err := readCases(text)
	if err != nil {
		return err
	}
	table, err := newCaseTable(records[0])
	if err != nil {
		return err
	}
	records[0] = table.header
	unavailable := 0
	for n := range records[1:] {
		result, explanation := judgeRecord(i.terminal, records[n+1], table)
		if result.Status == metrics.NotAvailable {
			unavailable++
		}
		records[n+1] = table.completed(records[n+1], result, explanation)
	}
	var written bytes.Buffer
	if marked {
		_, _ = written.WriteString(byteOrderMark)
	}
	if err := csv.NewWriter(&written).WriteAll(records); err != nil {
		return err
	}
	if c.Output == "" {
		_, err = i.terminal.out.Write(written.Bytes())
		return err
	}
	if err := os.WriteFile(c.Output, written.Bytes(), 0o644); err != nil {
		return err
	}
	count := len(records) - 1
	i.terminal.say("methods.done", "count", count, "judged", count-unavailable, "not_available", unavailable, "file", c.Output)
	return nil
}

// readCases splits the file into records. The first one is the header.
func readCases(text string) ([][]string, error) {
	if !utf8.ValidString(text) {
		return nil, metrics.NewProblem("methods.file.encoding")
	}
	reader := csv.NewReader(strings.NewReader(text))
	reader.FieldsPerRecord = -1 // a row of another length is that row's problem
	var records [][]string
	for {
		record, err := reader.Read()
		var malformed *csv.ParseError
		switch {
		case errors.Is(err, io.EOF) && len(records) < 2:
			return nil, metrics.NewProblem("methods.file.empty")
		case errors.Is(err, io.EOF):
			return records, nil
		case errors.As(err, &malformed):
			return nil, metrics.NewProblem("methods.file.malformed", "line", strconv.Itoa(malformed.Line)).Because(err)
		case err != nil:
			return nil, err
		}
		records = append(records, record)
	}
}

// judgeRecord judges one record and words the result.
func judgeRecord(t *terminal, record []string, table *caseTable) (metrics.MethodResult, string) {
	method, judged, problem := caseOf(record, table)
	if problem != nil {
		return metrics.MethodResult{Status: metrics.NotAvailable}, t.texts.Problem(t.language, problem)
	}
	result := method.Assess(judged)
	sentences := []string{t.texts.Problem(t.language, result.Reason)}
	if result.Status != metrics.NotAvailable {
		status := "methods.status." + result.Status
		if !t.texts.Has(t.language, status) {
			status = "status." + result.Status // the linear pace gives the words of the lights
		}
		sentences[0] = t.text("methods.explanation", "formula", sentences[0],
			"method", t.text("methods.name."+method.Name), "status", t.text(status))
	}
	for _, remark := range result.Remarks {
		sentences = append(sentences, t.texts.Problem(t.language, remark))
	}
	between := ""
	if t.language == locale.English {
		between = " "
	}
	return result, strings.Join(sentences, between)
}
