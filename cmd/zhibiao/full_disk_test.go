//go:build linux

package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// smallDisk makes this test binary run TestFullDisk inside a mount namespace of its own.
const smallDisk = "ZHIBIAO_TEST_SMALL_DISK"

// TestFullDisk fills the disk under the data folder. An import then says in one
// sentence that the disk is full; once there is space again, the store opens, earlier
// values are there, and the import succeeds.
//
// The disk is a tmpfs of 96 MiB in a namespace of its own, so that nothing remains of
// it, whatever happens; where the kernel does not let this user have one, a person
// with the right to mount has to run the test.
func TestFullDisk(t *testing.T) {
	if folder := os.Getenv(smallDisk); folder != "" {
		fillDisk(t, folder)
		return
	}
	command := exec.Command(os.Args[0], "-test.run=^TestFullDisk$", "-test.v")
	command.Env = append(os.Environ(), smallDisk+"="+t.TempDir())
	command.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}}}
	output, err := command.CombinedOutput()
	if errors.Is(err, syscall.EPERM) || errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EINVAL) {
		command = exec.Command(os.Args[0], "-test.run=^TestFullDisk$", "-test.v")
		command.Env = append(os.Environ(), smallDisk+"="+t.TempDir())
		command.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS}
		output, err = command.CombinedOutput()
	}
	if errors.Is(err, syscall.EPERM) || bytes.Contains(output, []byte(mayNotMount)) {
		t.Skipf("no small disk can be mounted here, neither in a user namespace nor as root: %v", err)
	}
	if err != nil {
		t.Fatalf("%v\n%s", err, output)
	}
	t.Logf("%s", output)
}

const mayNotMount = "this user may not mount a disk"

func fillDisk(t *testing.T, folder string) {
	// Mounts of this namespace must not reach the one of the machine.
	must(t, syscall.Mount("", "/", "", syscall.MS_REC|syscall.MS_PRIVATE, ""))
	if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, "size=96m"); err != nil {
		t.Fatalf("%s: %v", mayNotMount, err)
	}
	dsn := "embedded:" + filepath.Join(folder, "data")
	small := filepath.Join(t.TempDir(), "small.csv")
	must(t, os.WriteFile(small, []byte("指标,时期,数值\n煤炭产量,2021,67432\n煤炭产量,2022,78434\n"), 0o600))
	large := filepath.Join(t.TempDir(), "large.csv")
	content, _ := manyRows(t)
	must(t, os.WriteFile(large, content, 0o600))

	run := func(arguments ...string) (output string, err error) {
		command := process(t, "zhibiao", append([]string{"--dsn", dsn}, arguments...)...)
		command.Stderr = nil
		all, err := command.CombinedOutput()
		t.Logf("%v: %v\n%s", arguments, err, all)
		return string(all), err
	}
	if output, err := run("import", small, "--feed", "published-actuals"); err != nil || !strings.Contains(output, "新增 2") {
		t.Fatalf("the first import: %v", err)
	}
	// Enough for the copy of the original and some blocks of the import, then for less,
	// then not even for the copy.
	another := filepath.Join(t.TempDir(), "another.csv")
	must(t, os.WriteFile(another, append(slices.Clone(content), '\n'), 0o600))
	filler := filepath.Join(folder, "filler")
	copied := len(content) >> 10
	for _, step := range []struct {
		space int
		file  string
	}{{copied + 8192, large}, {2048, large}, {0, large}, {0, another}} {
		space := step.space
		fill(t, folder, filler, space<<10)
		output, err := run("import", step.file, "--feed", "published-actuals")
		if err == nil {
			t.Fatalf("the large file fits into %d kB", space)
		}
		if !strings.Contains(output, "磁盘空间不足") {
			t.Errorf("with %d kB left the import does not say that the disk is full", space)
		}
	}
	must(t, os.Remove(filler))
	if output, err := run("import", small, "--feed", "published-actuals"); err != nil || !strings.Contains(output, "未变 2") {
		t.Errorf("after there is space again the earlier values are not there: %v", err)
	}
	if output, err := run("import", large, "--feed", "published-actuals"); err != nil || !strings.Contains(output, "未变 0，拒绝 0") {
		t.Errorf("after there is space again the large file is not imported: %v", err)
	}
}

// fill makes the file so large that only about so many bytes are left on the disk.
func fill(t *testing.T, disk, path string, left int) {
	t.Helper()
	file, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	must(t, err)
	defer func() { _ = file.Close() }()
	for {
		var state syscall.Statfs_t
		must(t, syscall.Statfs(disk, &state))
		free := int(state.Bavail) * int(state.Bsize)
		if free <= left {
			return
		}
		if _, err := file.Write(make([]byte, min(free-left, 1<<20))); errors.Is(err, syscall.ENOSPC) {
			return
		} else if err != nil {
			t.Fatal(err)
		}
	}
}
