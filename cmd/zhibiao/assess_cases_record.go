package main

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"zhibiao/metrics"
)

var (
	yearForm    = regexp.MustCompile(`^\d{4}$`)
	numberForm  = regexp.MustCompile(`^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$`)
	groupedForm = regexp.MustCompile(`^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$`)
)

// caseRecord reads the fields of one record and keeps the first problem it meets.
type caseRecord struct {
	fields  []string
	table   *caseTable
	problem *metrics.Problem
}

// caseOf reads the method and the case of a record, or says what is wrong with it. An
// empty method is the linear pace; an empty target is a case without target. Which
// fields may be empty is the method's to say.
func caseOf(fields []string, table *caseTable) (metrics.Method, metrics.MethodCase, *metrics.Problem) {
	r := &caseRecord{fields: fields, table: table}
	if len(fields) > table.width {
		r.problem = metrics.NewProblem("methods.row.fields", "fields", strconv.Itoa(len(fields)), "columns", strconv.Itoa(table.width))
	}
	name := r.text("method")
	if name == "" {
		name = "linear"
	}
	method, err := metrics.MethodNamed(name)
	if err != nil {
		r.report(metrics.AsProblem(err))
	}
	judged := metrics.MethodCase{
		BaseYear: r.year("base_year", method.NeedsBaseYear), Base: r.number("base_value", method.NeedsBase),
		CurrentYear: r.year("current_year", method.NeedsCurrentYear), Current: r.number("current_value", true),
		Target: r.optionalNumber("target_value"), Limit: r.optionalNumber("limit"), Tolerance: r.optionalNumber("tolerance"),
	}
	r.optionalNumber("weight") // of its group; text that is no number is this row's problem
	if judged.Target != nil {
		judged.TargetYear = r.year("target_year", false)
	}
	if err := judged.AddSeries(r.text("series")); err != nil {
		r.report(metrics.AsProblem(err))
	}
	return method, r.directed(judged), r.problem
}

// directed gives the case its direction. A band and a parity are turned into distances,
// of which less is better.
func (r *caseRecord) directed(judged metrics.MethodCase) metrics.MethodCase {
	var err error
	switch written := strings.ToLower(r.text("direction")); written {
	case "increase", "higher", "positive", "越高越好":
		judged.Direction = metrics.HigherIsBetter
	case "decrease", "lower", "negative", "越低越好":
		judged.Direction = metrics.LowerIsBetter
	case "band", "区间":
		low, high := judged.Target, r.optionalNumber("target_high")
		if high == nil {
			high = low
		}
		if low == nil {
			r.report(metrics.NewProblem("methods.reason.band_target"))
			return judged
		}
		judged, err = judged.TowardsBand(*low, *high)
	case "parity", "均等":
		judged, err = judged.TowardsParity()
		if judged.TargetYear == 0 {
			judged.TargetYear = r.year("target_year", false)
		}
	case "":
		err = metrics.NewProblem("methods.reason.direction_needed")
	default:
		err = metrics.NewProblem("methods.row.direction", "value", written)
	}
	if err != nil {
		r.report(metrics.AsProblem(err))
	}
	return judged
}

func (r *caseRecord) report(problem *metrics.Problem) {
	if r.problem == nil {
		r.problem = problem
	}
}

func (r *caseRecord) text(column string) string {
	position, found := r.table.position[column]
	if !found || position >= len(r.fields) {
		return ""
	}
	return strings.TrimSpace(r.fields[position])
}

func (r *caseRecord) year(column string, needed bool) int {
	written := r.text(column)
	if written == "" {
		if needed {
			r.report(metrics.NewProblem("methods.row.missing", "column", column))
		}
		return 0
	}
	year, err := strconv.Atoi(written)
	if err != nil || !yearForm.MatchString(written) {
		r.report(metrics.NewProblem("methods.row.year", "column", column, "value", written))
	}
	return year
}

func (r *caseRecord) number(column string, needed bool) float64 {
	value := r.optionalNumber(column)
	if value == nil {
		if needed {
			r.report(metrics.NewProblem("methods.row.missing", "column", column))
		}
		return 0
	}
	return *value
}

// optionalNumber returns nil for an empty field. Text that is no number is reported.
func (r *caseRecord) optionalNumber(column string) *float64 {
	written := r.text(column)
	if written == "" {
		return nil
	}
	plain := strings.Replace(written, "−", "-", 1)
	if groupedForm.MatchString(plain) {
		plain = strings.ReplaceAll(plain, ",", "")
	}
	value, err := strconv.ParseFloat(plain, 64)
	if err != nil || !numberForm.MatchString(plain) || math.IsInf(value, 0) {
		r.report(metrics.NewProblem("methods.row.number", "column", column, "value", written))
		value = 0
	}
	return &value
}
