package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

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
	text, marked, err := decodeCases(content)
	if err != nil {
		return err
	}
	records, err := readCases(text)
	if err != nil {
		return err
	}
	table, err := newCaseTable(records[0])
	if err != nil {
		return err
	}
	records = slices.DeleteFunc(records, func(record []string) bool { return isGroupRow(record, table) })
	records[0] = table.header
	unavailable, count := 0, len(records)-1
	var groups caseGroups
	for n, record := range records[1:] {
		result, explanation := judgeRecord(i.terminal, record, table)
		if result.Status == metrics.NotAvailable {
			unavailable++
		}
		groups.add(record, table, result)
		records[n+1] = table.completed(record, result, explanation)
	}
	records = append(records, groups.rows(i.terminal, table)...)
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
	i.terminal.say("methods.done", "count", count, "judged", count-unavailable, "not_available", unavailable, "file", c.Output)
	return nil
}

// decodeCases returns the text of a file in UTF-8 or, as Chinese spreadsheets save CSV, in
// GB18030. Marked tells whether the result needs a byte order mark, by which a spreadsheet
// knows UTF-8.
func decodeCases(content []byte) (text string, marked bool, err error) {
	if text, marked = strings.CutPrefix(string(content), byteOrderMark); utf8.ValidString(text) {
		return text, marked, nil
	}
	text, err = simplifiedchinese.GB18030.NewDecoder().String(string(content))
	if err != nil || strings.ContainsRune(text, utf8.RuneError) {
		return "", false, metrics.NewProblem("methods.file.encoding")
	}
	return text, true, nil
}

// readCases splits the file into records. The first one is the header.
func readCases(text string) ([][]string, error) {
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
	return result, explained(t, method.Name, result)
}

// explained words why a method gives its result.
func explained(t *terminal, method string, result metrics.MethodResult) string {
	sentences := []string{t.texts.Problem(t.language, result.Reason)}
	if result.Status != metrics.NotAvailable {
		status := "methods.status." + result.Status
		if !t.texts.Has(t.language, status) {
			status = "status." + result.Status // the linear pace gives the words of the lights
		}
		sentences[0] = t.text("methods.explanation", "formula", sentences[0],
			"method", t.text("methods.name."+method), "status", t.text(status))
	}
	for _, remark := range result.Remarks {
		sentences = append(sentences, t.texts.Problem(t.language, remark))
	}
	between := ""
	if t.language == locale.English {
		between = " "
	}
	return strings.Join(sentences, between)
}
