package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// killPoint says when the parent kills the import: a while after it announced a step.
type killPoint struct {
	step string
	wait time.Duration
}

// killPoints go through the whole import: the first record, blocks from the first to
// the last of twenty and while it is written, the publication, and the moment after it.
func killPoints() []killPoint {
	return []killPoint{
		{"record loading", 0}, {"record loading", 2 * time.Millisecond},
		{"block 1", 0}, {"block 2", 1 * time.Millisecond}, {"block 4", 3 * time.Millisecond}, {"block 7", 0},
		{"block 11", 2 * time.Millisecond}, {"block 14", 8 * time.Millisecond},
		{"block 17", 1 * time.Millisecond}, {"block 20", 0}, {"last block", 0}, {"last block", 6 * time.Millisecond},
		{"record published", 0}, {"record published", 2 * time.Millisecond}, {"record published", 6 * time.Millisecond},
		{"acknowledged published", 0},
	}
}

// TestKilledImportIsWholeOrAbsent kills an import of 20,000 rows with SIGKILL at many
// points. After each kill the folder opens and readers see all rows of one attempt and
// nothing else: of the one that was killed or of the one before, never of one older
// than what was acknowledged. Then the same file is imported again and is all there.
func TestKilledImportIsWholeOrAbsent(t *testing.T) {
	interrupted, published := 0, 0
	for points := range slices.Chunk(killPoints(), 4) {
		folder := t.TempDir()
		dsn := "embedded:" + filepath.Join(folder, "data")
		must(t, process(t, "companion", "prepare", dsn).Run())
		file := func(attempt int) string {
			path := filepath.Join(folder, fmt.Sprintf("attempt-%d.csv", attempt))
			must(t, os.WriteFile(path, killFile(attempt), 0o600))
			return path
		}
		if !importUntil(t, dsn, file(0), killPoint{step: "never"}) {
			t.Fatal("an import that nobody disturbs is not acknowledged")
		}
		for i, point := range points {
			attempt := i + 1
			path := file(attempt)
			acknowledged := importUntil(t, dsn, path, point)
			before, after := recoverAfterKill(t, dsn, path)
			switch {
			case before == whole(attempt):
				published++
			case before == whole(attempt-1) && !acknowledged:
				interrupted++
			default:
				t.Fatalf("killed %v after %q, acknowledged: %v; readers see %q, want %q or, unless acknowledged, %q",
					point.wait, point.step, acknowledged, before, whole(attempt), whole(attempt-1))
			}
			if after != whole(attempt) {
				t.Fatalf("imported again after the kill at %q, readers see %q, want %q", point.step, after, whole(attempt))
			}
		}
	}
	t.Logf("of %d kills %d left nothing of the run, %d all of it", interrupted+published, interrupted, published)
	// Twelve points lie before the publication; the last one lies after it.
	if interrupted < 9 || published < 1 {
		t.Errorf("the kills did not go through the import: %d before its publication, %d after it", interrupted, published)
	}
}

// whole is what tellAttempts says when readers see all rows of one attempt.
func whole(attempt int) string { return fmt.Sprintf("seen %d:%d", attempt, killRows) }

// importUntil imports a file in a child and kills it at the point. It tells whether the
// child acknowledged the import before it died.
func importUntil(t *testing.T, dsn, path string, point killPoint) (acknowledged bool) {
	t.Helper()
	command := process(t, "companion", "import", dsn, path)
	output, err := command.StdoutPipe()
	must(t, err)
	must(t, command.Start())
	killed := false
	for steps := bufio.NewScanner(output); steps.Scan(); {
		acknowledged = acknowledged || strings.HasPrefix(steps.Text(), "acknowledged ")
		if !killed && steps.Text() == point.step {
			killed = true
			time.Sleep(point.wait)
			must(t, command.Process.Kill())
		}
	}
	if err := command.Wait(); err != nil && !killed {
		t.Fatalf("nobody killed the import, yet it failed: %v", err)
	}
	return acknowledged
}

// recoverAfterKill opens the folder in a new process and returns what readers see, and
// what they see once the same file has been imported again.
func recoverAfterKill(t *testing.T, dsn, path string) (before, after string) {
	t.Helper()
	output, err := process(t, "companion", "recover", dsn, path).Output()
	if err != nil {
		t.Fatalf("after the kill: %v\n%s", err, output)
	}
	var seen []string
	acknowledged := false
	for line := range strings.Lines(string(output)) {
		line = strings.TrimSpace(line)
		acknowledged = acknowledged || strings.HasPrefix(line, "acknowledged ")
		if strings.HasPrefix(line, "seen") {
			seen = append(seen, line)
		}
	}
	if len(seen) != 2 || !acknowledged {
		t.Fatalf("after the kill the child said:\n%s", output)
	}
	return seen[0], seen[1]
}
