package main

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// 300 MiB of 30 days fill 900 MiB in 90 days and 890 MiB in 89; one megabyte a month leaves
// room for 30,720 days in 1 GiB.
func TestRoomIsForetold(t *testing.T) {
	const mega = 1 << 20
	for name, c := range map[string]struct {
		originals, reports keptFiles
		free               int64
		want, days         string
	}{
		"nothing new":      {keptFiles{3, 9 * mega, 0}, keptFiles{}, mega, "✓ doctor.room.still", ""},
		"just enough":      {keptFiles{5, 500 * mega, 200 * mega}, keptFiles{1, 100 * mega, 100 * mega}, 900 * mega, "✓ doctor.room.grows", "90"},
		"soon full":        {keptFiles{5, 500 * mega, 200 * mega}, keptFiles{1, 100 * mega, 100 * mega}, 890 * mega, "! doctor.room.short", "89"},
		"grows by little":  {keptFiles{1, mega, mega}, keptFiles{}, 1024 * mega, "✓ doctor.room.grows", "30720"},
		"no room any more": {keptFiles{1, mega, mega}, keptFiles{}, 0, "! doctor.room.short", "0"},
	} {
		got := roomLeft(c.originals, c.reports, c.free)
		if said := string(got.health) + " " + got.sentence.Key; said != c.want || got.sentence.Arguments["days"] != c.days {
			t.Errorf("%s: %s, %s days; want %s, %s", name, said, got.sentence.Arguments["days"], c.want, c.days)
		}
	}
}

// Of two files of 3 and 5 bytes the one of 40 days ago is not new. A folder that is not
// there holds nothing.
func TestKeptFilesAreAddedUp(t *testing.T) {
	folder, now := t.TempDir(), time.Now()
	for name, c := range map[string]struct {
		content string
		age     time.Duration
	}{"aa/old": {"old", 40 * 24 * time.Hour}, "bb/newer": {"newer", time.Hour}} {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(c.content), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, now.Add(-c.age), now.Add(-c.age)); err != nil {
			t.Fatal(err)
		}
	}
	if kept, err := sizeKept(t.Context(), folder, now); err != nil || kept != (keptFiles{2, 8, 5}) {
		t.Errorf("%+v, %v", kept, err)
	}
	if kept, err := sizeKept(t.Context(), filepath.Join(folder, "none"), now); err != nil || kept != (keptFiles{}) {
		t.Errorf("%+v, %v", kept, err)
	}
}
