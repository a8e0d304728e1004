package dashboard

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"os"
	"path/filepath"
	"time"

	"zhibiao/metrics"
)

const (
	largestSample = "64M"
	sampleAge     = 24 * time.Hour // how long a file is kept for looking at
)

// feedSample is a file that the form of a feed looks at.
type feedSample struct {
	Token string `json:"token"` // empty: there is none
	Name  string `json:"name"`
	path  string
}

// sampleShelf keeps samples for a day, each under a name that nobody can guess.
type sampleShelf struct {
	folder string
	now    func() time.Time
}

func (s *Server) samples() sampleShelf {
	return sampleShelf{filepath.Join(s.dependencies.UploadFolder, ".samples"), s.dependencies.Now}
}

// find returns a sample; the problem is feeds.sample_gone.
func (h sampleShelf) find(token string) (feedSample, error) {
	if raw, err := hex.DecodeString(token); err != nil || len(raw) != 16 {
		return feedSample{}, metrics.NewProblem("feeds.sample_gone")
	}
	text, err := os.ReadFile(filepath.Join(h.folder, token+".json"))
	if err != nil {
		return feedSample{}, metrics.NewProblem("feeds.sample_gone").Because(err)
	}
	var sample feedSample
	if err := json.Unmarshal(text, &sample); err != nil {
		return feedSample{}, metrics.NewProblem("feeds.sample_gone").Because(err)
	}
	sample.Token, sample.path = token, filepath.Join(h.folder, token)
	return sample, nil
}

// keepUpload keeps an uploaded file as a sample.
func (h sampleShelf) keepUpload(header *multipart.FileHeader) (feedSample, error) {
	content, err := header.Open()
	if err != nil {
		return feedSample{}, fmt.Errorf("read the sample: %w", err)
	}
	defer func() { _ = content.Close() }()
	return h.keep(plainFileName(header.Filename), content)
}

// keepFile keeps a copy of a file as a sample.
func (h sampleShelf) keepFile(name, path string) (feedSample, error) {
	content, err := os.Open(path)
	if err != nil {
		return feedSample{}, fmt.Errorf("read the sample: %w", err)
	}
	defer func() { _ = content.Close() }()
	return h.keep(name, content)
}

func (h sampleShelf) keep(name string, content io.Reader) (sample feedSample, err error) {
	if err := os.MkdirAll(h.folder, 0o750); err != nil {
		return sample, fmt.Errorf("keep the sample: %w", err)
	}
	h.clear()
	var token [16]byte
	if _, err := rand.Read(token[:]); err != nil {
		return sample, fmt.Errorf("keep the sample: %w", err)
	}
	sample = feedSample{Token: hex.EncodeToString(token[:]), Name: name}
	sample.path = filepath.Join(h.folder, sample.Token)
	file, err := os.OpenFile(sample.path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o640)
	if err != nil {
		return sample, fmt.Errorf("keep the sample: %w", err)
	}
	_, err = io.Copy(file, content)
	if err = errors.Join(err, file.Close()); err != nil {
		return sample, fmt.Errorf("keep the sample: %w", err)
	}
	text, err := json.Marshal(sample)
	if err != nil {
		return sample, fmt.Errorf("keep the sample: %w", err)
	}
	return sample, os.WriteFile(sample.path+".json", text, 0o640)
}

// clear deletes samples that are older than a day; one that stays does no harm.
func (h sampleShelf) clear() {
	entries, err := os.ReadDir(h.folder)
	if err != nil {
		return
	}
	for _, entry := range entries {
		if info, err := entry.Info(); err == nil && h.now().Sub(info.ModTime()) > sampleAge {
			_ = os.Remove(filepath.Join(h.folder, entry.Name()))
		}
	}
}
