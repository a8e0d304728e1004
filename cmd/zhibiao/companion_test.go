package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

// companion does one task for the tests in a process of its own and returns its exit
// status.
func companion(arguments []string) int {
	tasks := map[string]func(arguments []string) error{
		"make":      makeFile,        // KIND FILE
		"cells":     printCells,      // WORKBOOK [SHEET]
		"look":      look,            // prints runs and values of ZHIBIAO_DSN
		"hold":      holdFolder,      // holds ZHIBIAO_DSN while the file “held” is there
		"listen":    listen,          // FILE
		"prepare":   prepareSmall,    // DSN
		"import":    importInBatches, // DSN FILE
		"recover":   recoverFrom,     // DSN FILE
		"engine":    serveEngine,     // FOLDER
		"instance":  runInstance,     // DSN FOLDER EPOCH
		"messenger": runMessenger,    // DSN FOLDER
		"provider":  runProvider,
		"protocols": comparePages, // FOLDER FILES
		"servers":   runServers,   // FOLDER
	}
	if len(arguments) == 0 || tasks[arguments[0]] == nil {
		fmt.Fprintln(os.Stderr, "companion: no such task")
		return 2
	}
	if err := tasks[arguments[0]](arguments[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "companion:", err)
		return 1
	}
	return 0
}

// look prints every run of values with its state, and every value that a reader of
// real values sees, one a line.
func look([]string) (err error) {
	ctx := context.Background()
	store, err := warehouse.Open(ctx, os.Getenv("ZHIBIAO_DSN"), warehouse.Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	runs, err := store.Runs(ctx, metrics.RunQuery{})
	if err != nil {
		return err
	}
	for _, run := range runs {
		if run.Feed != metrics.CatalogueFeed {
			fmt.Println("run", run.File, run.State)
		}
	}
	values, err := store.Observations(ctx, metrics.ObservationQuery{Scenario: metrics.Actual})
	if err != nil {
		return err
	}
	for _, value := range values {
		text := "missing"
		if value.Value.Valid {
			text = value.Value.Decimal.String()
		}
		fmt.Println("value", strings.Join([]string{value.Indicator, value.Area, value.Period.String(), text}, " "))
	}
	return nil
}
