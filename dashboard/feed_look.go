package dashboard

import "zhibiao/metrics"

// FoundLine is a file that a look has found.
type FoundLine struct {
	File metrics.FoundFile
	Size string // with its unit
}

// Look says how the file stands: as its run, or as one that was refused without any.
func (l FoundLine) Look() stateLook {
	switch {
	case l.File.State == "":
		return lookOfRun(metrics.RunFailed)
	case l.File.Waits && l.File.Problem != nil:
		return stateLook{Key: "runs.state." + string(l.File.State), Tone: "poor", Icon: "attention"}
	}
	return lookOfRun(l.File.State)
}

// IsLookedFor tells whether the program looks for files of this feed by itself.
func (p FeedPage) IsLookedFor() bool { return p.Line.Feed.Source.Kind.Fetched() || p.Watched() }

// Watched tells whether the files of this feed are put into a folder.
func (p FeedPage) Watched() bool { return p.Line.Feed.Source.Kind == metrics.SourceFolder }

// CanFetch tells whether the reader may have the program look for files now.
func (p FeedPage) CanFetch() bool {
	return p.May("submit") && p.IsLookedFor() && !p.Line.Feed.Retired && len(p.person.account.Areas) == 0
}

// CanUpload tells whether the reader may hand in a file of this feed on the page of imports.
func (p FeedPage) CanUpload() bool {
	return p.May("submit") && p.Line.Feed.Source.Kind == metrics.SourceUpload && !p.Line.Feed.Retired
}

// Found lists the files of the last look; empty when it found none.
func (p FeedPage) Found() []FoundLine {
	if !p.LastLook.FoundAt.Equal(p.LastLook.At) {
		return nil
	}
	return p.Files()
}

// Files lists the files that were found last.
func (p FeedPage) Files() []FoundLine {
	var lines []FoundLine
	for _, file := range p.LastLook.Files {
		lines = append(lines, FoundLine{file, sizeOf(file.Bytes)})
	}
	return lines
}

// Refused counts the files of the last look that were not taken in.
func (p FeedPage) Refused() int {
	refused := 0
	for _, line := range p.Found() {
		if line.File.Problem != nil {
			refused++
		}
	}
	return refused
}
