package ingest_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"zhibiao/ingest"
	"zhibiao/ingest/ledgertest"
	"zhibiao/metrics"
)

// askedLedger notes for which indicators values were asked.
type askedLedger struct {
	*ledgertest.Ledger
	asked [][]string
}

func (l *askedLedger) Observations(ctx context.Context, query metrics.ObservationQuery) ([]metrics.Observation, error) {
	l.asked = append(l.asked, query.Indicators)
	return l.Ledger.Observations(ctx, query)
}

// A file of five blocks: an indicator with published values is compared in every one of
// them, and one that nobody has published is asked for in the first block only. A run that
// waits for its review publishes nothing, one that was taken back no longer does.
func TestWhatWasNeverPublishedIsAskedForOnce(t *testing.T) {
	b := newBench(t, ingest.Options{BatchRows: 2})
	ledger := &askedLedger{Ledger: b.ledger}
	b.importer = ingest.New(ledger, ingest.Options{BatchRows: 2, Logger: quiet(), Now: func() time.Time { return time.Date(2024, 6, 1, 4, 0, 0, 0, time.UTC) }})
	b.load("actuals", "指标,时期,数值\n煤炭产量,2019,1\n煤炭产量,2020,2\n煤炭产量,2021,3\n煤炭产量,2022,4\n煤炭产量,2023,5\n")
	b.load("upload", "指标,时期,数值\n护理型床位占比,2019,7\n")
	taken := b.load("second", "指标,单位,时期,数值\n新能源,万千瓦,2019,7\n")
	if err := b.importer.Withdraw(context.Background(), taken.Run.ID, "tester", ""); err != nil {
		t.Fatal(err)
	}
	ledger.asked = nil
	report := b.load("actuals", "指标,单位,时期,数值\n煤炭产量,,2019,1\n护理型床位占比,,2019,10\n煤炭产量,,2020,20\n护理型床位占比,,2020,11\n"+
		"煤炭产量,,2021,3\n新能源,万千瓦,2021,12\n煤炭产量,,2022,40\n护理型床位占比,,2022,13\n护理型床位占比,,2023,14\n新能源,万千瓦,2023,15\n")
	if counts := report.Run.Counts; counts.New != 6 || counts.Changed != 2 || counts.Unchanged != 2 {
		t.Errorf("%+v, want 6 new, 2 changed (2020: 2 → 20, 2022: 4 → 40), 2 unchanged", counts)
	}
	if len(ledger.asked) < 3 {
		t.Fatalf("asked %v; the test needs more questions than those of the first block", ledger.asked)
	}
	for _, indicators := range ledger.asked[2:] {
		if !slices.Equal(indicators, []string{"COAL-OUTPUT"}) {
			t.Errorf("after the first block values of %v were asked for, want COAL-OUTPUT alone", indicators)
		}
	}
}
