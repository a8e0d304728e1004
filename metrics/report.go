package metrics

import (
	"time"
)

// Report is a workbook that left the building under a number. Its bytes are kept for as
// long as the entry is, so that the number always leads to the same file.
type Report struct {
	Number   string `json:"number"` // such as ZB-2026-0012, see ReportNumber
	Title    string `json:"title"`
	FileName string `json:"file_name"`
	// Address makes the same report again: the path of the workbook with all filters,
	// the day, the moment, the scenario and the language.
	Address       string    `json:"address"`
	Plan          string    `json:"plan,omitempty"` // code, empty for a list of indicators
	AsOf          Date      `json:"as_of"`
	KnownAt       time.Time `json:"known_at"`
	Language      string    `json:"language"`
	Demonstration bool      `json:"demonstration,omitempty"` // true: the values are generated
	Runs          []string  `json:"runs,omitempty"`          // whose values stand in the report
	Template      string    `json:"template,omitempty"`      // SHA-256 of the planner's own template, empty for the built-in table
	TemplateName  string    `json:"template_name,omitempty"`
	Program       string    `json:"program"` // version of the program that wrote the bytes
	Hash          string    `json:"hash"`    // SHA-256 of the bytes
	Size          int64     `json:"size"`    // bytes
	// Scope are the codes of the organisations to which the account of the issuer was
	// bound, and with it the content; empty: everything may stand in the report.
	Scope    []string  `json:"scope,omitempty"`
	IssuedBy string    `json:"issued_by"`
	IssuedAt time.Time `json:"issued_at"`
	// Void says why no workbook stands behind the number: writing it failed. Nil for a
	// number that was issued.
	Void *Problem `json:"void,omitempty"`
}

// ReportTemplate is one version of a planner's own workbook with placeholders.
type ReportTemplate struct {
	Code    string    `json:"code"` // unique, stays from version to version
	Name    string    `json:"name"`
	File    string    `json:"file"` // name of the uploaded file
	Hash    string    `json:"hash"` // SHA-256 of the bytes
	Size    int64     `json:"size"` // bytes
	Note    string    `json:"note,omitempty"`
	SavedBy string    `json:"saved_by"`
	SavedAt time.Time `json:"saved_at"`
	Removed bool      `json:"removed,omitempty"`
}
