package warehouse_test

import (
	"bytes"
	"context"
	"io"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

// backup is a backup in memory.
type backup struct {
	contents warehouse.BackupContents
	tables   map[string]*bytes.Buffer
}

func backUp(t *testing.T, store *warehouse.Store) backup {
	t.Helper()
	made := backup{tables: map[string]*bytes.Buffer{}}
	var err error
	made.contents, err = store.BackUp(t.Context(), func(table string) (io.Writer, error) {
		made.tables[table] = &bytes.Buffer{}
		return made.tables[table], nil
	})
	must(t, err)
	return made
}

func (b backup) open(table string) (io.ReadCloser, error) {
	return io.NopCloser(bytes.NewReader(b.tables[table].Bytes())), nil
}

func (b backup) restoration(replace bool) warehouse.Restoration {
	return warehouse.Restoration{Contents: b.contents, Open: b.open, Replace: replace}
}

// byName puts the tables of a backup into an order that does not depend on the reading.
func byName(contents warehouse.BackupContents) map[string]warehouse.BackupTable {
	tables := map[string]warehouse.BackupTable{}
	for _, table := range contents.Tables {
		tables[table.Name] = table
	}
	return tables
}

// fillEveryTable gives every kind of column something that is easily lost: NULL, days
// far away, all digits, microseconds, lists, quotes, and more rows than one block.
func fillEveryTable(t *testing.T, store *warehouse.Store, clock *clock) {
	t.Helper()
	far := valueOf(coal, metrics.Period{Frequency: metrics.Day, First: metrics.NewDate(1960, 1, 1), Last: metrics.NewDate(2150, 12, 31)}, 1,
		"-1234567890123456789012345678.0123456789")
	far.Note = "it's \\ \t\n 注"
	load(t, store, clock, metrics.RunPublished, far, valueOf(coal, metrics.Year(2020), 1, "5"), valueOf(coal, metrics.Year(2021), 1, ""))
	must(t, store.SaveNotice(t.Context(), "a", "run_failed", "x", clock.now.Add(123456*time.Microsecond), `{"words":"句子"}`))
	must(t, store.SaveSchedule(t.Context(), "daily", "x", clock.now, "{}"))
	must(t, store.RecordOccurrence(t.Context(), warehouse.Occurrence{Schedule: "daily", DueAt: clock.now, Manual: true, Outcome: "done", Body: "{}"}))
	must(t, store.FinishFounding(t.Context()))
	for _, statement := range []string{
		"INSERT INTO catalogue_entry (run, kind, position, code, body) SELECT generateUUIDv4(), 'target', number, toString(number), concat('{\"area\":\"', toString(number % 7), '\"}') FROM numbers(10000)",
		"INSERT INTO assessment_batch (batch, area, scenario, as_of, ledger_event, method, computed_at, assessments, layers) SELECT generateUUIDv4(), '150600', 'AC', toDate32('2024-06-30'), generateUUIDv4(), 'm', now64(6, 'UTC'), 1, [generateUUIDv4(), generateUUIDv4()]",
		"INSERT INTO assessment (batch, target, target_rate, pace, latest) VALUES (generateUUIDv4(), 'T', 0.1, NULL, 1.5), (generateUUIDv4(), 'U', inf, nan, NULL)",
		"INSERT INTO run_series SELECT 'AC', '150600', toUUID('00000000-0000-0000-0000-000000000001'), 'X', '' FROM numbers(3)", // rows may repeat
	} {
		must(t, store.Exec(t.Context(), statement))
	}
}

func TestABackupRestoresEveryTable(t *testing.T) {
	eachPlace(t, func(t *testing.T, place string) {
		clock := &clock{now: time.Date(2024, 1, 1, 8, 0, 0, 0, time.UTC)}
		store := openStore(t, newDatabase(place), clock)
		fillEveryTable(t, store, clock)
		made := backUp(t, store)
		if table := byName(made.contents)["catalogue_entry"]; table.Rows != 10000 {
			t.Errorf("%d entries of the catalogue in the backup, want 10000", table.Rows)
		}
		if names := tableNames(made.contents); names[0] != "assessment_batch" || names[len(names)-1] != "schedule_lease" ||
			slices.Index(names, "run_ledger") > slices.Index(names, "observation") || slices.Contains(names, "schema_migration") {
			t.Errorf("tables were read in the order %v", names)
		}
		target := newDatabase(place)
		must(t, warehouse.Restore(t.Context(), target, warehouse.Options{Now: clock.Now}, made.restoration(false)))
		restored := openStore(t, target, clock)
		if diff := cmp.Diff(byName(made.contents), byName(backUp(t, restored).contents)); diff != "" {
			t.Errorf("tables (-backup +restored):\n%s", diff)
		}
		if diff := cmp.Diff(current(t, store, metrics.Vintage{}), current(t, restored, metrics.Vintage{})); diff != "" {
			t.Errorf("values (-backup +restored):\n%s", diff)
		}
		// A view keeps the name of its database, so it must have been made anew.
		must(t, restored.Exec(t.Context(), "SELECT count() FROM current_observation"))
		must(t, restored.Exec(t.Context(), "SELECT throwIf(count() != 1429) FROM catalogue_entry WHERE area = '0'")) // 0, 7, … 9996
		if taken, err := restored.Migrate(t.Context()); err != nil || len(taken) != 0 {
			t.Errorf("the restored store still has steps to go: %v, %v", taken, err)
		}
	})
}

// A backup of the engine inside the process restores over the wire, and back again.
func TestABackupMovesFromOneEngineToAnother(t *testing.T) {
	clock := &clock{now: time.Date(2024, 1, 1, 8, 0, 0, 0, time.UTC)}
	inside, overTheWire := "embedded:"+folder+"?database=%s", "clickhouse://"+nativeProcess+"/%s"
	store := openStore(t, newDatabase(inside), clock)
	fillEveryTable(t, store, clock)
	made := backUp(t, store)
	for _, place := range []string{overTheWire, inside} {
		target := newDatabase(place)
		must(t, warehouse.Restore(t.Context(), target, warehouse.Options{Now: clock.Now}, made.restoration(false)))
		moved := backUp(t, openStore(t, target, clock))
		if diff := cmp.Diff(byName(made.contents), byName(moved.contents)); diff != "" {
			t.Errorf("tables (-before +after):\n%s", diff)
		}
		made = moved
	}
}

// Assessments that are deleted while a backup is made must not leave computations in it
// that have lost theirs.
func TestABackupDuringADeletionIsRefused(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		fillEveryTable(t, store, clock)
		_, err := store.BackUp(t.Context(), func(table string) (io.Writer, error) {
			if table == "assessment" { // the computations have been read
				return io.Discard, store.ForgetAssessments(t.Context(), time.Now().AddDate(50, 0, 0))
			}
			return io.Discard, nil
		})
		if problem := metrics.AsProblem(err); problem == nil || problem.Key != "backup.changed" {
			t.Errorf("%v, want backup.changed", err)
		}
		backUp(t, store)
	})
}

func tableNames(contents warehouse.BackupContents) []string {
	var names []string
	for _, table := range contents.Tables {
		names = append(names, table.Name)
	}
	return names
}

func TestADatabaseWithTablesIsReplacedOnlyWhenTold(t *testing.T) {
	eachPlace(t, func(t *testing.T, place string) {
		clock := &clock{now: time.Date(2024, 1, 1, 8, 0, 0, 0, time.UTC)}
		earlier := openStore(t, newDatabase(place), clock)
		load(t, earlier, clock, metrics.RunPublished, valueOf(coal, metrics.Year(2020), 1, "5"))
		made := backUp(t, earlier)
		target := newDatabase(place)
		present := openStore(t, target, clock)
		load(t, present, clock, metrics.RunPublished, valueOf(coal, metrics.Year(2020), 1, "6"))
		restore := func(replace bool) error {
			return warehouse.Restore(t.Context(), target, warehouse.Options{Now: clock.Now}, made.restoration(replace))
		}
		if problem := metrics.AsProblem(restore(false)); problem == nil || problem.Key != "restore.not_empty" {
			t.Errorf("a database with tables: %v", problem)
		}
		if got := current(t, present, metrics.Vintage{})["2020"]; got != "6" {
			t.Errorf("after a refusal the value is %s, want 6", got)
		}
		must(t, restore(true))
		_, err := present.Migrate(t.Context())
		must(t, err)
		if got := current(t, present, metrics.Vintage{})["2020"]; got != "5" {
			t.Errorf("after the replacement the value is %s, want 5", got)
		}
	})
}

// A backup that lost a row, holds one twice, or breaks off, leaves no database.
func TestADamagedBackupRestoresNothing(t *testing.T) {
	eachPlace(t, func(t *testing.T, place string) {
		clock := &clock{now: time.Date(2024, 1, 1, 8, 0, 0, 0, time.UTC)}
		store := openStore(t, newDatabase(place), clock)
		fillEveryTable(t, store, clock)
		for name, damage := range map[string]func(made *backup){
			"breaks off":      func(made *backup) { made.tables["observation"].Truncate(made.tables["observation"].Len() / 2) },
			"is empty":        func(made *backup) { made.tables["run_ledger"].Reset() },
			"is there twice":  func(made *backup) { made.tables["notice"].Write(bytes.Clone(made.tables["notice"].Bytes())) },
			"has other bytes": func(made *backup) { made.tables["notice"].Bytes()[made.tables["notice"].Len()-1]++ },
		} {
			made := backUp(t, store)
			damage(&made)
			target := newDatabase(place)
			if err := warehouse.Restore(t.Context(), target, warehouse.Options{}, made.restoration(false)); err == nil {
				t.Errorf("a table that %s was restored", name)
			}
			undamaged := backUp(t, store)
			must(t, warehouse.Restore(t.Context(), target, warehouse.Options{}, undamaged.restoration(false)))
			must(t, openStore(t, target, clock).Ping(t.Context()))
		}
	})
}

func TestABackupOfANewerProgramIsRefused(t *testing.T) {
	migrations, err := warehouse.Migrations()
	must(t, err)
	changed := slices.Clone(migrations)
	changed[2].Checksum = "other"
	for _, steps := range [][]warehouse.Migration{append(slices.Clone(migrations), warehouse.Migration{Version: len(migrations) + 1, Name: "later"}), changed} {
		err := warehouse.Restore(context.Background(), "embedded:"+folder, warehouse.Options{}, warehouse.Restoration{Contents: warehouse.BackupContents{Migrations: steps}})
		if problem := metrics.AsProblem(err); problem == nil || problem.Key != "restore.newer_program" {
			t.Errorf("%v, want restore.newer_program", err)
		}
	}
}

// A backup of an earlier schema is loaded into that schema; the steps since then follow.
func TestABackupOfAnEarlierSchemaIsBroughtUpToDate(t *testing.T) {
	eachPlace(t, func(t *testing.T, place string) {
		clock := &clock{now: time.Date(2024, 1, 1, 8, 0, 0, 0, time.UTC)}
		migrations, err := warehouse.Migrations()
		must(t, err)
		old, err := warehouse.Open(t.Context(), newDatabase(place), warehouse.Options{Now: clock.Now})
		must(t, err)
		defer func() { must(t, old.DropDatabase(context.Background())); must(t, old.Close()) }()
		_, err = old.MigrateTo(t.Context(), migrations[:11]) // before run_series, which step 13 fills
		must(t, err)
		must(t, old.Exec(t.Context(), "INSERT INTO observation (indicator, area, scenario, run) VALUES ('X', '150600', 'AC', generateUUIDv4())"))
		made := backUp(t, old)
		target := newDatabase(place)
		must(t, warehouse.Restore(t.Context(), target, warehouse.Options{Now: clock.Now}, made.restoration(false)))
		restored := openStore(t, target, clock)
		if rows := byName(backUp(t, restored).contents)["run_series"].Rows; rows != 1 {
			t.Errorf("%d rows in run_series, want the one that step 13 makes", rows)
		}
	})
}
