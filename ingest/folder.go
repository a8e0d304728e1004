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

	"zhibiao/ingest/underway"
	"zhibiao/metrics"
)

// The folders below a watched folder that take the files that were handled.
const (
	doneFolder    = "done"
	refusedFolder = "refused"
)

// FolderLook is what a look into a watched folder has found.
type FolderLook struct {
	Files      []FolderFile // in the order in which they were taken in
	Unfinished []string     // left alone, because they are still being written
}

// Reports are those of the files that were taken in or refused.
func (l FolderLook) Reports() []Report {
	var reports []Report
	for i := range l.Files {
		if !l.Files[i].Waits {
			reports = append(reports, l.Files[i].Report)
		}
	}
	return reports
}

// FolderFile is one file of a watched folder, and what became of it.
type FolderFile struct {
	Name   string
	Bytes  int64
	Report Report
	Err    error  // why it was refused, or could not be taken in
	Place  string // where it lies now, below the folder of files, with slashes
	Waits  bool   // it lies where it was, for the next look
}

// ImportFolder takes in every whole file of the feed's folder below root, the oldest
// first, and moves it to done, or to refused when the file itself was at fault. The
// names there begin with the time, and no file is ever overwritten. A file that could
// not be taken in for another reason (the store, a cancelled request) stays where it
// is, for the next time. Taken in is a copy, so that a file that is replaced in the
// meantime is never read half old and half new: then the new one stays for the next time.
//
// Files still being written (their size changes within Options.SettleTime), hidden
// files and those named *.tmp, *.part, *.crdownload or ~$* are left alone, and so are
// descriptions of layouts. work says who looks, and is told how far each file is; it may be
// nil. The folder is created when it is missing. The error joins what
// went wrong with any file.
func (i *Importer) ImportFolder(ctx context.Context, feed metrics.Feed, root string, work *underway.Work) (FolderLook, error) {
	work.Look()
	folder := filepath.Join(root, filepath.FromSlash(feed.Folder))
	for _, name := range []string{doneFolder, refusedFolder} {
		if err := os.MkdirAll(filepath.Join(folder, name), 0o755); err != nil {
			return FolderLook{}, fmt.Errorf("create the folder of feed %s: %w", feed.Code, err)
		}
	}
	names, unfinished, err := i.wholeFiles(ctx, folder, feed.FilePattern)
	look := FolderLook{Unfinished: unfinished}
	if err != nil {
		return look, fmt.Errorf("look for files of feed %s: %w", feed.Code, err)
	}
	var failures error
	for _, name := range names {
		file, whole := i.importFolderFile(ctx, feed, root, folder, name, work)
		if !whole {
			look.Unfinished = append(look.Unfinished, name)
			continue
		}
		look.Files = append(look.Files, file)
		if file.Err != nil {
			failures = errors.Join(failures, fmt.Errorf("file %s: %w", name, file.Err))
		}
		if ctx.Err() != nil || errors.Is(file.Err, context.Canceled) {
			break // whoever stops one file wants no other to follow
		}
	}
	return look, failures
}

// importFolderFile takes one file in and moves it away. It is not whole when it changes
// while it is copied.
func (i *Importer) importFolderFile(ctx context.Context, feed metrics.Feed, root, folder, name string, work *underway.Work) (file FolderFile, whole bool) {
	path := filepath.Join(folder, name)
	file = FolderFile{Name: name, Place: below(root, path), Waits: true}
	copied, err := copyWhole(path, filepath.Join(root, OnTheirWay))
	if err != nil {
		file.Err = err
		return file, true
	}
	defer copied.remove()
	if !copied.still(path) {
		return file, false
	}
	file.Bytes = copied.info.Size()
	file.Report, file.Err = i.Import(ctx, Submission{Feed: feed.Code, FileName: name, Path: copied.path, Actor: work.About().Actor, Schedule: work.About().Schedule,
		Work: work, beside: path})
	if MayBeRetried(file.Err) || file.Report.Run.ID == "" || !copied.still(path) {
		return file, true
	}
	place, err := i.moveAway(folder, name, file.Err != nil)
	if err != nil {
		file.Err = errors.Join(file.Err, err)
		return file, true
	}
	file.Place, file.Waits = below(root, place), false
	return file, true
}

// below names a path by its way from the root.
func below(root, path string) string {
	if way, err := filepath.Rel(root, path); err == nil {
		return filepath.ToSlash(way)
	}
	return filepath.Base(path)
}

// wholeFiles lists the files that match the pattern and are not being written, the
// oldest first, and those that are.
func (i *Importer) wholeFiles(ctx context.Context, folder, pattern string) (whole, unfinished []string, err error) {
	before, err := matchingFiles(folder, pattern)
	if err != nil || len(before) == 0 {
		return nil, nil, err
	}
	select {
	case <-time.After(i.options.SettleTime):
	case <-ctx.Done():
		return nil, nil, ctx.Err()
	}
	after, err := matchingFiles(folder, pattern)
	if err != nil {
		return nil, nil, err
	}
	for name, info := range after {
		if earlier, known := before[name]; known && sameFile(earlier, info) {
			whole = append(whole, name)
		} else {
			unfinished = append(unfinished, name)
		}
	}
	sort.Strings(unfinished)
	sort.Slice(whole, func(a, b int) bool {
		first, second := after[whole[a]].ModTime(), after[whole[b]].ModTime()
		if !first.Equal(second) {
			return first.Before(second)
		}
		return whole[a] < whole[b]
	})
	return whole, unfinished, nil
}

// sameFile tells whether nobody has written to a file, or put another in its place.
func sameFile(before, after fs.FileInfo) bool {
	return os.SameFile(before, after) && before.Size() == after.Size() && before.ModTime().Equal(after.ModTime())
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

// isUnfinished tells names that are no files of values, or not yet.
func isUnfinished(name string) bool {
	lower := strings.ToLower(name)
	for _, ending := range []string{".tmp", ".part", ".crdownload"} {
		if strings.HasSuffix(lower, ending) {
			return true
		}
	}
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") || lower == FolderLayout || strings.HasSuffix(lower, LayoutEnding)
}

// moveAway moves a handled file below its folder under a name that is free, and returns
// where it lies then.
func (i *Importer) moveAway(folder, name string, refused bool) (string, error) {
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
			return "", fmt.Errorf("move %s to %s: %w", name, target, err)
		}
		if err = placeholder.Close(); err == nil {
			err = os.Rename(filepath.Join(folder, name), path)
		}
		if err != nil { // every further look would leave one more empty file
			return "", fmt.Errorf("move %s to %s: %w", name, target, errors.Join(err, os.Remove(path)))
		}
		return path, nil
	}
}
