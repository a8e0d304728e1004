package collect

import (
	"context"

	"zhibiao/ingest"
	"zhibiao/ingest/underway"
	"zhibiao/metrics"
)

// CollectFolder takes in what lies in the watched folder of a feed, for a schedule, or for
// a person when schedule is empty. work is as for Collect. The error joins what went wrong
// with any file.
func (c *Collector) CollectFolder(ctx context.Context, feed metrics.Feed, actor, schedule string, work *underway.Work) (ingest.FolderLook, error) {
	if feed.Retired {
		return ingest.FolderLook{}, metrics.NewProblem("feed.retired", "feed", feed.Code, "name", feed.NameZh, "name_en", feed.NameEn)
	}
	work, working, release := c.begin(ctx, underway.About{Feed: feed.Code, Actor: actor, Schedule: schedule}, work)
	defer release()
	found, err := c.importer.ImportFolder(working, feed, c.options.Root, work)
	err = underway.Cause(working, err)
	look := metrics.FeedLook{Actor: actor, Schedule: schedule, Unfinished: found.Unfinished}
	for _, file := range found.Files {
		run := file.Report.Run
		look.Files = append(look.Files, metrics.FoundFile{Name: file.Name, Bytes: file.Bytes, Hash: run.FileHash, Run: run.ID, State: run.State,
			Counts: run.Counts, Problem: problemOf(file.Err, run), Place: file.Place, Waits: file.Waits})
	}
	if err != nil && len(found.Files) == 0 {
		look.Problem = problemOf(err, metrics.Run{})
	}
	c.keepLook(ctx, feed.Code, look)
	return found, err
}
