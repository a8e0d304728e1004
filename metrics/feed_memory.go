package metrics

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"
)

// FeedMemory is what is remembered of the last file that was fetched for a feed, so that
// a file that has not changed is not loaded again.
type FeedMemory struct {
	// Terms is the feed's Terms when the file was fetched: a feed that has been edited
	// since asks for the whole file again.
	Terms        string    `json:"terms"`
	ETag         string    `json:"etag,omitempty"`
	LastModified string    `json:"last_modified,omitempty"`
	FileHash     string    `json:"file_hash"` // SHA-256 of the file
	FetchedAt    time.Time `json:"fetched_at"`
	Run          string    `json:"run,omitempty"` // that took the file in
}

// Terms returns a short text that changes whenever the feed asks for another file or
// reads and checks it in another way.
func (f Feed) Terms() string {
	text, err := json.Marshal([]any{f.Source, f.Reading, f.Checks, f.MinRows, f.Scenario})
	if err != nil {
		return "" // plain texts and numbers always have a JSON form
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8])
}
