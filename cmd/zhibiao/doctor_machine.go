package main

import (
	"context"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"zhibiao/schedules"
	"zhibiao/schedules/notices"
)

const (
	leastSpace  = 1 << 30 // bytes below which imports are about to fail
	scarceSpace = 5 << 30
)

// lookAtMachine looks at time zones, folders, disk space, the calendar and the address
// in messages.
func lookAtMachine(line *commandLine) []finding {
	var findings []finding
	if _, err := time.LoadLocation("Asia/Shanghai"); err != nil {
		findings = append(findings, found(broken, "zone"))
	}
	findings = append(findings, lookAtFolder(line.files()))
	findings = append(findings, lookAtCalendar(line.Calendar, time.Now().Year()))
	switch address, err := url.Parse(line.PublicURL); {
	case line.PublicURL == "":
		findings = append(findings, found(remarkable, "public_url.none"))
	case err != nil || address.Scheme != "http" && address.Scheme != "https" || address.Host == "":
		findings = append(findings, found(broken, "public_url.form", "value", line.PublicURL))
	default:
		findings = append(findings, found(healthy, "public_url.ok", "value", line.PublicURL))
	}
	return findings
}

// lookAtFolder writes a file beside the watched folders and takes it away again, and
// looks at the free space. A folder that does not exist yet is made by the program.
func lookAtFolder(folder string) finding {
	at := folder
	for {
		if _, err := os.Stat(at); !errors.Is(err, os.ErrNotExist) || filepath.Dir(at) == at {
			break
		}
		at = filepath.Dir(at)
	}
	probe, err := os.CreateTemp(at, ".zhibiao-doctor-")
	if err != nil {
		return found(broken, "folder.closed", "folder", at)
	}
	if err := errors.Join(probe.Close(), os.Remove(probe.Name())); err != nil {
		return found(broken, "folder.closed", "folder", at)
	}
	var space syscall.Statfs_t
	if err := syscall.Statfs(at, &space); err != nil {
		return found(healthy, "folder.ok", "folder", folder, "free", "?")
	}
	free := int64(space.Bavail) * space.Bsize //nolint:gosec // the size of a disk fits
	shown := strconv.FormatFloat(float64(free)/(1<<30), 'f', 1, 64)
	switch {
	case free < leastSpace:
		return found(broken, "folder.full", "folder", folder, "free", shown)
	case free < scarceSpace:
		return found(remarkable, "folder.full", "folder", folder, "free", shown)
	default:
		return found(healthy, "folder.ok", "folder", folder, "free", shown)
	}
}

// lookAtCalendar tells whether working days are known for the year, and in its last
// quarter for the next one.
func lookAtCalendar(file string, year int) finding {
	calendar, err := readCalendar(file)
	if err != nil {
		return found(broken, "calendar.file", "file", file)
	}
	if time.Now().Month() >= time.October && calendar.Covers(year) {
		year++
	}
	if !calendar.Covers(year) {
		return found(remarkable, "calendar.year", "year", strconv.Itoa(year))
	}
	return found(healthy, "calendar.ok", "year", strconv.Itoa(year))
}

// lookAtMail signs in at the mail server without sending anything.
func lookAtMail(ctx context.Context, line *commandLine) []finding {
	if line.Mail == "" {
		return []finding{found(remarkable, "mail.none")}
	}
	server, err := notices.ParseMailServer(line.Mail)
	if reason := schedules.AsReason(err); reason != nil {
		return []finding{{broken, problemOf(reason)}}
	}
	if err != nil {
		return []finding{fault(err)}
	}
	if err := server.Try(ctx); err != nil {
		return []finding{found(broken, "mail.away", "server", server.Shown(), "detail", err.Error())}
	}
	return []finding{found(healthy, "mail.ok", "server", server.Shown())}
}
