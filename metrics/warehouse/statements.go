package warehouse

import (
	"embed"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2"

	"zhibiao/metrics"
)

//go:embed queries/*.sql parts/*.sql
var statementFiles embed.FS

var partName = regexp.MustCompile(`\{\{([a-z_]+)\}\}`)

// statement returns the text of a named query. A name in double braces stands for the
// file of that name in parts/, which may name further parts.
func statement(name string) (string, error) {
	text, err := statementFiles.ReadFile("queries/" + name + ".sql")
	if err != nil {
		return "", fmt.Errorf("query %q: %w", name, err)
	}
	query := string(text)
	for part := partName.FindStringSubmatch(query); part != nil; part = partName.FindStringSubmatch(query) {
		content, err := statementFiles.ReadFile("parts/" + part[1] + ".sql")
		if err != nil {
			return "", fmt.Errorf("part %q of query %q: %w", part[1], name, err)
		}
		query = strings.ReplaceAll(query, part[0], strings.TrimSpace(string(content)))
	}
	return query, nil
}

// Bounds that stand for “no bound” in parameters.
const (
	firstDay    = "1900-01-01"
	lastDay     = "2299-12-31"
	lastMoment  = "2199-12-31 23:59:59.999999"
	momentForm  = "2006-01-02 15:04:05.000000"
	firstMoment = "1970-01-01 00:00:00.000000"
)

// The functions below write parameters as the text that ClickHouse reads; a
// time.Time would travel as seconds and lose its fraction.

func text(name, value string) any { return clickhouse.Named(name, value) }

func list[T ~string](name string, values []T) any {
	texts := make([]string, len(values))
	for i, value := range values {
		texts[i] = string(value)
	}
	return clickhouse.Named(name, texts)
}

func number(name string, value int) any { return clickhouse.Named(name, strconv.Itoa(value)) }

func day(name string, value metrics.Date, otherwise string) any {
	if value.IsZero() {
		return clickhouse.Named(name, otherwise)
	}
	return clickhouse.Named(name, value.String())
}

func moment(name string, value time.Time, otherwise string) any {
	if value.IsZero() {
		return clickhouse.Named(name, otherwise)
	}
	return clickhouse.Named(name, value.UTC().Format(momentForm))
}
