package metrics

import (
	"slices"
	"time"
)

// FeedLook is what the program found when it last looked for files of a feed: at its
// source, or in its watched folder.
type FeedLook struct {
	At       time.Time `json:"at"`
	Actor    string    `json:"actor"` // person or schedule
	Schedule string    `json:"schedule,omitempty"`
	// Unchanged: the source had nothing but the file that was taken in before.
	Unchanged bool `json:"unchanged,omitempty"`
	// Problem says why nothing could be had at all; nil otherwise.
	Problem *Problem `json:"problem,omitempty"`
	// Files are those that the last look with any has found, at FoundAt.
	Files   []FoundFile `json:"files,omitempty"`
	FoundAt time.Time   `json:"found_at,omitzero"`
	// Unfinished names files of a watched folder that are still being written.
	Unfinished []string `json:"unfinished,omitempty"`
}

// FoundFile is one file that a look has found, and what became of it.
type FoundFile struct {
	Name   string    `json:"name"`
	Bytes  int64     `json:"bytes"`
	Hash   string    `json:"hash,omitempty"` // SHA-256 of the bytes that were read
	Run    string    `json:"run,omitempty"`  // empty: the ledger knows none
	State  RunState  `json:"state,omitempty"`
	Counts RunCounts `json:"counts"`
	// Problem says why the file was refused, or could not be taken in this time.
	Problem *Problem `json:"problem,omitempty"`
	// Place is where a file of a watched folder lies now, below the folder of files; empty
	// for a fetched one, which lies among the originals only.
	Place string `json:"place,omitempty"`
	// Waits: it lies where it was and is tried again at the next look.
	Waits bool `json:"waits,omitempty"`
}

// After returns the look with the files of the one before, where it found none itself: but
// for those that waited and are gone.
func (l FeedLook) After(before FeedLook) FeedLook {
	if len(l.Files) > 0 {
		l.FoundAt = l.At
		return l
	}
	l.FoundAt = before.FoundAt
	for _, file := range before.Files {
		if !file.Waits {
			l.Files = append(l.Files, file)
		}
	}
	return l
}

// Tells tells whether a look says anything that the one before did not say, but for its
// moment and who looked. Both are as After returns them.
func (l FeedLook) Tells(before FeedLook) bool {
	key := func(problem *Problem) string {
		if problem == nil {
			return ""
		}
		return problem.Key
	}
	return before.At.IsZero() || l.FoundAt.Equal(l.At) || len(l.Files) != len(before.Files) || l.Unchanged != before.Unchanged ||
		key(l.Problem) != key(before.Problem) || !slices.Equal(l.Unfinished, before.Unfinished)
}
