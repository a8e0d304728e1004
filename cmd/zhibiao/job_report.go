package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"zhibiao/dashboard"
	"zhibiao/metrics"
	"zhibiao/schedules"
	"zhibiao/schedules/notices"
)

// reportToFolder is what to= says when a report goes to the folder only.
const reportToFolder = "folder"

// reportArgument is what a schedule says to the job report:
//
//	plan=CODE          the table of a plan; without it the list of indicators
//	theme=CODE area=CODE organisation=CODE   what the table is narrowed to
//	lang=zh|en         language of the workbook; default zh
//	sheets=theme|organisation   one sheet for each instead of one table
//	template=CODE      a planner's own template instead of the built-in table
//	to=folder|RECIPIENT   a recipient of notices who gets it too; default folder
type reportArgument struct {
	plan     string
	filters  url.Values
	language string
	to       string
}

// readReportArgument reads the argument and finds in the catalogue what it names.
func (r *rooms) readReportArgument(ctx context.Context, text string) (reportArgument, error) {
	parts, err := parseJobArgument(text, "plan", "theme", "area", "organisation", "lang", "to", "sheets", "template")
	if err != nil {
		return reportArgument{}, err
	}
	read := reportArgument{plan: parts["plan"], filters: url.Values{}, language: "zh", to: reportToFolder}
	known, err := r.store.Catalogue(ctx)
	if err != nil {
		return read, err
	}
	for _, named := range []struct {
		name  string
		found bool
	}{
		{"plan", known.Plan(parts["plan"]) != nil}, {"theme", known.Theme(parts["theme"]) != nil},
		{"area", known.Area(parts["area"]) != nil}, {"organisation", known.Organisation(parts["organisation"]) != nil},
	} {
		value := parts[named.name]
		if value == "" {
			continue
		}
		if !named.found {
			return read, schedules.NewReason("job.argument.nothing", "name", named.name, "value", value)
		}
		if named.name != "plan" {
			read.filters.Set(named.name, value)
		}
	}
	if err := r.readReportLook(ctx, parts, read.filters); err != nil {
		return read, err
	}
	switch language := parts["lang"]; language {
	case "":
	case "zh", "en":
		read.language = language
	default:
		return read, schedules.NewReason("recipient.language", "value", language)
	}
	if to := parts["to"]; to != "" && to != reportToFolder {
		recipient, err := r.notices.Recipient(ctx, to)
		if err != nil {
			return read, err
		}
		if recipient == nil || recipient.Removed {
			return read, schedules.NewReason("job.report.recipient", "recipient", to)
		}
		read.to = to
	}
	return read, nil
}

// readReportLook reads what the workbook shall look like into the filters.
func (r *rooms) readReportLook(ctx context.Context, parts map[string]string, filters url.Values) error {
	switch sheets := parts["sheets"]; sheets {
	case "":
	case "theme", "organisation":
		filters.Set("sheets", sheets)
	default:
		return metrics.NewProblem("filter.sheets", "value", sheets)
	}
	code := parts["template"]
	if code == "" {
		return nil
	}
	templates, err := r.store.ReportTemplates(ctx)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(templates, func(template metrics.ReportTemplate) bool { return template.Code == code }) {
		return schedules.NewReason("job.argument.nothing", "name", "template", "value", code)
	}
	filters.Set("template", code)
	return nil
}

// address is the page's address of the report as of a day. For today it names the
// moment too, so that it gives the same report later.
func (a reportArgument) address(day metrics.Date, now time.Time) string {
	query := url.Values{"lang": {a.language}, "demo": {"0"}, "as_of": {day.String()}}
	for name, values := range a.filters {
		query[name] = values
	}
	if day == today(now) {
		query.Set("known_at", now.UTC().Format(time.RFC3339Nano))
	}
	path := "/indicators.xlsx"
	if a.plan != "" {
		path = "/plans/" + url.PathEscape(a.plan) + ".xlsx"
	}
	return path + "?" + query.Encode()
}

// makeReport writes the monitoring table as of the due day into the folder
// reports/SCHEDULE of the files, and tells the recipient.
func (r *rooms) makeReport(ctx context.Context, occasion schedules.Occasion) (schedules.Result, error) {
	argument, err := r.readReportArgument(ctx, occasion.Argument)
	if err != nil {
		return schedules.Result{}, asReason(err)
	}
	day := today(occasion.DueAt)
	address := argument.address(day, time.Now())
	made, err := r.workbookAt(dashboard.ActingFor(ctx, "schedule "+occasion.Schedule), address, false)
	if err != nil {
		return schedules.Result{}, asReason(err)
	}
	folder := filepath.Join("reports", occasion.Schedule)
	name, wrote, err := writeBeside(filepath.Join(r.files, folder), filepath.Base(made.name), made.content)
	if err != nil {
		return schedules.Result{}, asReason(err)
	}
	result := schedules.Result{Changed: wrote, Words: schedules.NewReason("job.done.report", "file", name, "day", day.String())}
	if argument.to == reportToFolder {
		return result, nil
	}
	err = r.notices.Tell(ctx, notices.Notice{
		ID:   "report:" + occasion.Schedule + ":" + argument.to + ":" + occasion.DueAt.UTC().Format(time.RFC3339Nano),
		Kind: notices.Report, Subject: occasion.Schedule, To: argument.to, OccurredAt: time.Now(),
		Words: *schedules.NewReason("notice.report", "file", name, "day", day.String()), Path: address,
		Attachments: []notices.Attachment{{Name: name, Path: filepath.ToSlash(filepath.Join(folder, name))}},
	})
	if err != nil {
		return result, asReason(err)
	}
	result.Words = schedules.NewReason("job.done.report_sent", "file", name, "day", day.String(), "recipient", argument.to)
	return result, nil
}

// writeBeside writes a file under a name, or under the name with a number when that is
// taken by other content: nothing is overwritten. It says which name the content has,
// and whether it is new.
func writeBeside(folder, name string, content []byte) (written string, isNew bool, err error) {
	extension := filepath.Ext(name)
	stem := strings.TrimSuffix(name, extension)
	for number := 2; ; number++ {
		path := filepath.Join(folder, name)
		present, err := os.ReadFile(path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return name, true, writeWhole(path, bytes.NewReader(content))
		case err != nil:
			return "", false, err
		case bytes.Equal(present, content):
			return name, false, nil
		}
		name = fmt.Sprintf("%s_%d%s", stem, number, extension)
	}
}
