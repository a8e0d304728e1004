package demonstration_test

import (
	"strings"
	"testing"

	"zhibiao/fixtures"
	"zhibiao/ingest/catalogue"
	"zhibiao/ingest/demonstration"
	"zhibiao/metrics"
)

func TestX(t *testing.T) {
	read, err := catalogue.Read(fixtures.Files)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	n, err := demonstration.WriteCSV(&b, read, metrics.NewDate(2020, 1, 1), metrics.NewDate(2026, 11, 22), 1)
	t.Log(n, len(b.String()), err)
	for _, l := range strings.Split(b.String(), "\n") {
		if strings.Contains(l, ",150600,,A,") && (strings.HasPrefix(l, "COAL-OUTPUT,") || strings.HasPrefix(l, "HYDROGEN") || strings.HasPrefix(l, "ELDER") || strings.HasPrefix(l,"COAL-FATAL") || strings.HasPrefix(l,"OLEFIN")) {
			t.Log(l)
		}
		if strings.HasPrefix(l, "COAL-OUTPUT,") && strings.Contains(l, ",2025-0") { t.Log(l) }
	}
}
