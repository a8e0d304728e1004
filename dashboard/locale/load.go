package locale

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
)

//go:embed *.json
var files embed.FS

// Load reads the texts that are built into the program.
func Load() (*Texts, error) { return LoadFrom(files) }

// LoadFrom merges all files named <room>.<language>.json of a file system. A key
// that two files of one language give is an error, because one of them would be
// lost without a word.
func LoadFrom(source fs.FS) (*Texts, error) {
	texts := &Texts{byLanguage: map[Language]map[string]string{}}
	for _, language := range Languages() {
		merged := map[string]string{}
		names, err := fs.Glob(source, "*."+string(language)+".json")
		if err != nil {
			return nil, fmt.Errorf("list texts: %w", err)
		}
		for _, name := range names {
			if err := merge(source, name, merged); err != nil {
				return nil, err
			}
		}
		texts.byLanguage[language] = merged
	}
	return texts, nil
}

func merge(source fs.FS, name string, into map[string]string) error {
	content, err := fs.ReadFile(source, name)
	if err != nil {
		return fmt.Errorf("read texts %s: %w", name, err)
	}
	var flat map[string]string
	if err := json.Unmarshal(content, &flat); err != nil {
		return fmt.Errorf("texts %s are not a flat object of strings: %w", name, err)
	}
	for key, text := range flat {
		if _, twice := into[key]; twice {
			return fmt.Errorf("text %q of %s is also given by another file", key, name)
		}
		into[key] = text
	}
	return nil
}
