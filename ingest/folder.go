package ingest

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"time"

	"zhibiao/metrics"
)

// The folders below a watched folder that take the files that were handled.
const (
	doneFolder    = "done"
	refusedFolder = "refused"
)

// ImportFolder takes in every whole file of the feed's folder below root, the oldest
// first, and moves it to done, or to refused when the file itself was at fault. The
// names there begin with the time, and no file is ever overwritten. A file that could
// not be taken in for another reason (the store, a cancelled request) stays where it
// is, for the next time.
//
// Files still being written (their size changes within Options.SettleTime), hidden
// files and those named *.tmp, *.part, *.crdownload or ~$* are left alone. The folder
// is created when it is missing. The reports are those of the files that were taken
// in or refused; the error joins what went wrong with any file.
func (i *Importer) ImportFolder(ctx context.Context, feed metrics.Feed, root, schedule string) ([]Report, error) {
	folder := filepath.Join(root, filepath.FromSlash(feed.Folder))
	for _, name := range []string{doneFolder, refusedFolder} {
		if err := os.MkdirAll(filepath.Join(folder, name), 0o755); err != nil {
			return nil, fmt.Errorf("create the folder of feed %s: %w", feed.Code, err)
		}
	}
	names, err := i.wholeFiles(ctx, folder, feed.FilePattern)
	if err != nil {
		return nil, fmt.Errorf("look for files of feed %s: %w", feed.Code, err)
	}
	var reports []Report
	var failures error
	for _, name := range names {
		report, err := i.Import(ctx, Submission{
			Feed: feed.Code, FileName: name, Path: filepath.Join(folder, name), Actor: schedule, Schedule: schedule,
		})
		if err != nil {
			failures = errors.Join(failures, fmt.Errorf("file %s: %w", name, err))
		}
		if MayBeRetried(err) || report.Run.ID == "" {
			if ctx.Err() != nil {
				break
			}
			continue
		}
		reports = append(reports, report)
		if err := i.moveAway(folder, name, err != nil); err != nil {
			failures = errors.Join(failures, err)
		}
	}
	return reports, failures
}

// wholeFiles lists the files that match the pattern and are not being written, the
// oldest first.
func (i *Importer) wholeFiles(ctx context.Context, folder, pattern string) ([]string, error) {
	before, err := matchingFiles(folder, pattern)
	if err != nil || len(before) == 0 {
		return nil, err
	}
	select {
	case <-time.After(i.options.SettleTime):
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	after, err := matchingFiles(folder, pattern)
	if err != nil {
		return nil, err
	}
	var whole []string
	for name, info := range after {
		if earlier, known := before[name]; known && earlier.Size() == info.Size() && earlier.ModTime().Equal(info.ModTime()) {
			whole = append(whole, name)
		}
	}
	sort.Slice(whole, func(a, b int) bool {
		first, second := after[whole[a]].ModTime(), after[whole[b]].ModTime()
		if !first.Equal(second) {
			return first.Before(second)
		}
		return whole[a] < whole[b]
	})
	return whole, nil
}

func matchingFiles(folder, pattern string) (map[string]fs.FileInfo, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	found := map[string]fs.FileInfo{}
	for _, entry := range entries {
		matches, err := matchesAny(pattern, entry.Name())
		if err != nil {
			return nil, err
		}
		if !matches || !entry.Type().IsRegular() || isUnfinished(entry.Name()) {
			continue
		}
		info, err := entry.Info()
		if errors.Is(err, fs.ErrNotExist) {
			continue // gone since it was listed
		}
		if err != nil {
			return nil, err
		}
		found[entry.Name()] = info
	}
	return found, nil
}

// matchesAny reads patterns such as *.csv;*.xlsx; case does not count. An empty
// pattern and *.* match every file.
func matchesAny(patterns, name string) (bool, error) {
	for pattern := range strings.SplitSeq(patterns, ";") {
		pattern = strings.ToLower(strings.TrimSpace(pattern))
		if pattern == "" || pattern == "*.*" {
			return true, nil
		}
		if matches, err := filepath.Match(pattern, strings.ToLower(name)); err != nil || matches {
			return matches, err
		}
	}
	return false, nil
}

func isUnfinished(name string) bool {
	lower := strings.ToLower(name)
	for _, ending := range []string{".tmp", ".part", ".crdownload"} {
		if strings.HasSuffix(lower, ending) {
			return true
		}
	}
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$")
}

// moveAway moves a handled file below its folder under a name that is free.
func (i *Importer) moveAway(folder, name string, refused bool) error {
	target := doneFolder
	if refused {
		target = refusedFolder
	}
	stamp := i.options.Now().In(i.options.Zone).Format("20060102-150405")
	for attempt := 1; ; attempt++ {
		free := stamp + "-" + name
		if attempt > 1 {
			free = fmt.Sprintf("%s-%d-%s", stamp, attempt, name)
		}
		path := filepath.Join(folder, target, free)
		// The name is taken first, so that two files never get the same one.
		placeholder, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL, 0o644)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return fmt.Errorf("move %s to %s: %w", name, target, err)
		}
		if err := errors.Join(placeholder.Close(), os.Rename(filepath.Join(folder, name), path)); err != nil {
			return fmt.Errorf("move %s to %s: %w", name, target, err)
		}
		return nil
	}
}
