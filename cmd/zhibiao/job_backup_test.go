package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"zhibiao/schedules"
)

func folderOf(t *testing.T, names ...string) string {
	t.Helper()
	folder := t.TempDir()
	for _, name := range names {
		must(t, os.WriteFile(filepath.Join(folder, name), []byte(name), 0o600))
	}
	return folder
}

func namesIn(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	must(t, err)
	var names []string
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names
}

// Of four archives the two oldest go; what has another name stays, and so does an
// archive that is being written, until it is two days old.
func TestOldBackupsAreDeleted(t *testing.T) {
	folder := folderOf(t, "zhibiao-2026-01-03T000000Z.zip", "zhibiao-2026-01-01T000000Z.zip", "zhibiao-2026-01-04T000000Z.zip",
		"zhibiao-2026-01-02T000000Z.zip", "zhibiao-2025-01-01T000000Z.zip.copy", "other.zip", ".zhibiao-1.part", ".zhibiao-2.part")
	now := time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)
	must(t, os.Chtimes(filepath.Join(folder, ".zhibiao-1.part"), now, now.Add(-49*time.Hour)))
	must(t, os.Chtimes(filepath.Join(folder, ".zhibiao-2.part"), now, now.Add(-47*time.Hour)))
	deleted, err := keepBackups(folder, 2, now)
	must(t, err)
	want := []string{".zhibiao-2.part", "other.zip", "zhibiao-2025-01-01T000000Z.zip.copy", "zhibiao-2026-01-03T000000Z.zip", "zhibiao-2026-01-04T000000Z.zip"}
	if got := namesIn(t, folder); deleted != 2 || !slices.Equal(got, want) {
		t.Errorf("deleted %d, left %v, want %v", deleted, got, want)
	}
}

func TestBackupArguments(t *testing.T) {
	r := &rooms{}
	folder := t.TempDir()
	if read, err := r.readBackupArgument(`folder="` + folder + `" keep=3`); err != nil || read != (backupArgument{folder, 3}) {
		t.Errorf("%+v, %v", read, err)
	}
	if read, err := r.readBackupArgument(""); err != nil || read != (backupArgument{"backups", 14}) {
		t.Errorf("%+v, %v", read, err)
	}
	for text, key := range map[string]string{
		"keep=0": "job.backup.keep", "keep=all": "job.backup.keep", "folder=" + filepath.Join(folder, "not-mounted"): "job.backup.folder",
	} {
		_, err := r.readBackupArgument(text)
		if reason := schedules.AsReason(err); reason == nil || reason.Key != key {
			t.Errorf("%q: %v, want %s", text, err, key)
		}
	}
}

// A report never takes the place of another one of the same name.
func TestReportsStandBesideEachOther(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "reports")
	for _, step := range []struct {
		content, name string
		isNew         bool
	}{{"one", "监测表_2024.xlsx", true}, {"one", "监测表_2024.xlsx", false}, {"two", "监测表_2024_2.xlsx", true},
		{"three", "监测表_2024_3.xlsx", true}, {"two", "监测表_2024_2.xlsx", false}} {
		name, isNew, err := writeBeside(folder, "监测表_2024.xlsx", []byte(step.content))
		if err != nil || name != step.name || isNew != step.isNew {
			t.Errorf("%s: %s, new %v, %v", step.content, name, isNew, err)
		}
		if content, err := os.ReadFile(filepath.Join(folder, name)); err != nil || !bytes.Equal(content, []byte(step.content)) {
			t.Errorf("%s holds %q, %v", name, content, err)
		}
	}
	if names := namesIn(t, folder); len(names) != 3 {
		t.Errorf("the folder holds %v", names)
	}
}
