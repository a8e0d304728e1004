package source

import (
	"bytes"
	"mime"
	"net/http"
	"path"
	"slices"
	"strings"

	"zhibiao/metrics"
)

// mediaTypes lists, for each format, the types under which servers send it. Many call
// every file an octet stream, and text files an old workbook.
func mediaTypes(format string) []string {
	common := []string{"", "application/octet-stream", "binary/octet-stream", "application/force-download", "application/x-download", "application/download"}
	text := []string{"text/csv", "text/plain", "application/csv", "text/x-csv", "text/tab-separated-values", "application/vnd.ms-excel", "application/vnd.sdmx.data+csv", "text/comma-separated-values"}
	workbook := []string{"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/vnd.ms-excel.sheet.macroenabled.12", "application/vnd.ms-excel", "application/zip", "application/x-zip-compressed"}
	objects := []string{"application/json", "text/json", "text/plain", "application/x-json"}
	switch format {
	case "csv", "sdmx-csv":
		return append(common, text...)
	case "xlsx":
		return append(common, workbook...)
	case "json":
		return append(common, objects...)
	}
	return slices.Concat(common, text, workbook, objects)
}

// checkType refuses an answer that says to be something else than the format of the feed.
func checkType(format, host, header string) error {
	kind, _, err := mime.ParseMediaType(header)
	if err != nil {
		kind, _, _ = strings.Cut(strings.ToLower(header), ";")
		kind = strings.TrimSpace(kind)
	}
	switch {
	case kind == "text/html" || kind == "application/xhtml+xml":
		return metrics.NewProblem("fetch.html", "host", host)
	case slices.Contains(mediaTypes(format), kind):
		return nil
	}
	return metrics.NewProblem("fetch.media_type", "host", host, "type", shortened(kind), "wanted", wantedName(format))
}

func wantedName(format string) string {
	if format == "" {
		return "CSV / XLSX / JSON"
	}
	return strings.ToUpper(format)
}

// looksLikePage tells HTML by its first bytes, whatever the answer says of itself.
func looksLikePage(start []byte) bool {
	start = bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(start, []byte("\ufeff")), " \t\r\n"))
	for _, opening := range []string{"<!doctype html", "<html", "<head", "<script", "<!--"} {
		if bytes.HasPrefix(start, []byte(opening)) {
			return true
		}
	}
	return false
}

// acceptOf says which types are wanted.
func acceptOf(format string) string {
	switch format {
	case "csv":
		return "text/csv, text/plain;q=0.8, */*;q=0.1"
	case "sdmx-csv":
		return "application/vnd.sdmx.data+csv, text/csv;q=0.8, */*;q=0.1"
	case "xlsx":
		return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, */*;q=0.1"
	case "json":
		return "application/json, */*;q=0.1"
	}
	return "text/csv, application/json, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, */*;q=0.1"
}

// endingOf returns the ending of the file: that of the format, or of the address, or of
// what the answer says to be.
func endingOf(format string, response *http.Response) string {
	switch format {
	case "csv", "sdmx-csv":
		return ".csv"
	case "xlsx", "json":
		return "." + format
	}
	names := []string{response.Request.URL.Path}
	if _, parameters, err := mime.ParseMediaType(response.Header.Get("Content-Disposition")); err == nil {
		names = append([]string{parameters["filename"]}, names...)
	}
	for _, name := range names {
		if ending := strings.ToLower(path.Ext(name)); slices.Contains([]string{".csv", ".tsv", ".txt", ".json", ".xlsx", ".xlsm"}, ending) {
			return ending
		}
	}
	kind, _, _ := mime.ParseMediaType(response.Header.Get("Content-Type"))
	switch {
	case strings.HasSuffix(kind, "json"):
		return ".json"
	case strings.Contains(kind, "spreadsheetml"):
		return ".xlsx"
	case strings.HasSuffix(kind, "csv"):
		return ".csv"
	}
	return "" // told from the bytes
}

// shortened bounds a text that comes from outside.
func shortened(text string) string {
	if runes := []rune(text); len(runes) > 80 {
		return string(runes[:80]) + "…"
	}
	return text
}
