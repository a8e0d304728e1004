package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"zhibiao/metrics/warehouse/embedded"
)

// TestMain makes this test binary also the program itself and a companion that
// prepares and examines what the program works on: both are started as processes of
// their own, because one process opens one data folder and can be killed.
func TestMain(m *testing.M) {
	if err := findEngine(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	testscript.Main(m, map[string]func(){
		"zhibiao":   main,
		"companion": func() { os.Exit(companion(os.Args[1:])) },
	})
}

// findEngine tells the processes of the tests where the engine lies: they work in
// folders of their own, above which there is no node_modules.
func findEngine() error {
	if os.Getenv(embedded.LibraryVariable) != "" {
		return nil
	}
	folder, err := os.Getwd()
	if err != nil {
		return err
	}
	for {
		found, err := filepath.Glob(filepath.Join(folder, "node_modules", "@chdb", "*", "libchdb.so"))
		if err != nil {
			return err
		}
		if len(found) > 0 {
			return os.Setenv(embedded.LibraryVariable, found[0])
		}
		parent := filepath.Dir(folder)
		if parent == folder {
			return fmt.Errorf("no node_modules/@chdb above %s: run make deps", folder)
		}
		folder = parent
	}
}

// process is a command of TestMain, ready to start. It must not inherit settings of
// the person who runs the tests.
func process(t *testing.T, name string, arguments ...string) *exec.Cmd {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command(path, arguments...)
	command.Dir = t.TempDir()
	command.Env = []string{embedded.LibraryVariable + "=" + os.Getenv(embedded.LibraryVariable),
		"PATH=" + os.Getenv("PATH"), "HOME=" + command.Dir, "TMPDIR=" + os.TempDir()}
	command.Stderr = t.Output()
	return command
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
