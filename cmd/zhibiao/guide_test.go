package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestGuideCommandsExist holds every command of the guide's code blocks against the
// program's own command line.
func TestGuideCommandsExist(t *testing.T) {
	names, err := filepath.Glob("../../dashboard/guide/content/*/*.md")
	must(t, err)
	seen := 0
	for _, name := range names {
		content, err := os.ReadFile(name)
		must(t, err)
		for _, command := range readmeCommands(string(content)) {
			words := strings.Fields(command.text)
			if words[0] != "zhibiao" {
				t.Errorf("%s:%d: %s: only commands of the program belong here", name, command.line, command.text)
				continue
			}
			if seen++; parses(t, words[1:]) != nil {
				t.Errorf("%s:%d: %s: %v", name, command.line, command.text, parses(t, words[1:]))
			}
		}
	}
	if seen < 40 {
		t.Errorf("only %d commands were found in the guide", seen)
	}
}
