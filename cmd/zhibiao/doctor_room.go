package main

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"strconv"
	"syscall"
	"time"
)

const (
	// recently is the time whose growth foretells how long the room lasts.
	recently = 30 * 24 * time.Hour
	// shortRoom is how long the room must last at the least before somebody should look.
	shortRoom = 90 // days
)

// keptFiles are the files of one kind that are kept for ever.
type keptFiles struct {
	count        int
	bytes, newer int64 // newer: of those that came recently
}

// lookAtRoom says how much room the originals of imports and the files of reports take, and
// how long the disk has room for more. They are never deleted: values lead back to the
// ones, numbers of reports to the others.
func lookAtRoom(ctx context.Context, folder string, now time.Time) []finding {
	originals, err := sizeKept(ctx, filepath.Join(folder, "originals"), now)
	if err != nil {
		return []finding{fault(err)}
	}
	reports, err := sizeKept(ctx, filepath.Join(folder, "report-files"), now)
	if err != nil {
		return []finding{fault(err)}
	}
	var space syscall.Statfs_t
	if originals.count+reports.count == 0 || syscall.Statfs(folder, &space) != nil {
		return nil // nothing is kept yet
	}
	free := int64(space.Bavail) * space.Bsize //nolint:gosec // the size of a disk fits
	return []finding{roomLeft(originals, reports, free)}
}

// roomLeft foretells from what came recently for how many days the free room is enough.
func roomLeft(originals, reports keptFiles, free int64) finding {
	words := []string{"originals", strconv.Itoa(originals.count), "originals_size", sizeShown(originals.bytes),
		"reports", strconv.Itoa(reports.count), "reports_size", sizeShown(reports.bytes), "free", sizeShown(free)}
	growth := originals.newer + reports.newer
	if growth == 0 {
		return found(healthy, "room.still", words...)
	}
	days := int(float64(free) / float64(growth) * recently.Hours() / 24)
	words = append(words, "growth", sizeShown(growth), "days", strconv.Itoa(days))
	if days < shortRoom {
		return found(remarkable, "room.short", words...)
	}
	return found(healthy, "room.grows", words...)
}

// sizeKept adds up the files below a folder, which need not be there.
func sizeKept(ctx context.Context, folder string, now time.Time) (keptFiles, error) {
	var kept keptFiles
	err := filepath.WalkDir(folder, func(_ string, entry fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case ctx.Err() != nil:
			return ctx.Err()
		case !entry.Type().IsRegular():
			return nil
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		kept.count++
		kept.bytes += info.Size()
		if now.Sub(info.ModTime()) < recently {
			kept.newer += info.Size()
		}
		return nil
	})
	return kept, err
}

// sizeShown writes a size as people do: in MiB, from 1 GiB on in GiB.
func sizeShown(bytes int64) string {
	const mega, giga = 1 << 20, 1 << 30
	if bytes >= giga {
		return strconv.FormatFloat(float64(bytes)/giga, 'f', 1, 64) + " GiB"
	}
	return strconv.FormatFloat(float64(bytes)/mega, 'f', 1, 64) + " MiB"
}
