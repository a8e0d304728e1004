package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A restore that is killed leaves no database or the whole one: afterwards the same
// restore either succeeds, or is refused because everything is there.
func TestAKilledRestoreLeavesNothingOrAll(t *testing.T) {
	folder := t.TempDir()
	zhibiao := func(place string, arguments ...string) *exec.Cmd {
		command := process(t, "zhibiao", arguments...)
		command.Env = append(command.Env, "ZHIBIAO_DSN=embedded:"+filepath.Join(folder, place))
		return command
	}
	values := filepath.Join(folder, "actuals.csv")
	must(t, os.WriteFile(values, []byte("指标,时期,数值\n煤炭产量,2022,78434\n"), 0o600))
	must(t, zhibiao("source", "import", values, "--feed", "published-actuals").Run())
	must(t, zhibiao("source", "backup", filepath.Join(folder, "backups")).Run())
	archives, err := filepath.Glob(filepath.Join(folder, "backups", "zhibiao-*.zip"))
	if err != nil || len(archives) != 1 {
		t.Fatalf("archives %v, %v", archives, err)
	}
	started := time.Now()
	must(t, zhibiao("whole", "restore", archives[0]).Run())
	whole := time.Since(started)
	killed := 0
	const kills = 5
	for i := range kills {
		place := "killed-" + string(rune('a'+i))
		restore := zhibiao(place, "restore", archives[0])
		must(t, restore.Start())
		time.Sleep(whole * time.Duration(i+1) / kills)
		_ = restore.Process.Kill()
		if restore.Wait() != nil {
			killed++
		}
		again := zhibiao(place, "restore", archives[0])
		var told bytes.Buffer
		again.Stderr = &told
		var refused *exec.ExitError
		if err := again.Run(); errors.As(err, &refused) && !strings.Contains(told.String(), "里已有数据") {
			t.Errorf("after a kill at %d of %d: %s", i+1, kills, told.String())
		}
		look := process(t, "companion", "look")
		look.Env = append(look.Env, "ZHIBIAO_DSN=embedded:"+filepath.Join(folder, place))
		seen, err := look.Output()
		if err != nil || !strings.Contains(string(seen), "value COAL-OUTPUT 150600 2022 78434\n") {
			t.Errorf("after a kill at %d of %d the store shows %q, %v", i+1, kills, seen, err)
		}
	}
	if killed == 0 {
		t.Error("no restore was killed before its end")
	}
}
