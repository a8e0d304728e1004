package main

import (
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// readmeCommand is a command that the README tells people to type.
type readmeCommand struct {
	line int
	text string
}

// TestReadmeCommandsExist holds every command of the README's code blocks against the
// Makefile and against the program's own command line.
func TestReadmeCommandsExist(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	must(t, err)
	makefile, err := os.ReadFile("../../Makefile")
	must(t, err)
	targets := map[string]bool{}
	for _, found := range regexp.MustCompile(`(?m)^([a-z][a-z-]*):`).FindAllStringSubmatch(string(makefile), -1) {
		targets[found[1]] = true
	}
	seen := map[string]int{}
	for _, command := range readmeCommands(string(readme)) {
		words := strings.Fields(command.text)
		seen[words[0]]++
		switch words[0] {
		case "make":
			for _, target := range words[1:] {
				if !strings.Contains(target, "=") && !strings.HasPrefix(target, "-") && !targets[target] {
					t.Errorf("README.md:%d: make %s: the Makefile has no such target", command.line, target)
				}
			}
		case "zhibiao":
			if err := parses(t, words[1:]); err != nil {
				t.Errorf("README.md:%d: %s: %v", command.line, command.text, err)
			}
		}
	}
	for _, program := range []string{"make", "zhibiao"} {
		if seen[program] == 0 {
			t.Errorf("no code block of README.md has a line that begins with %q", program)
		}
	}
}

// parses tells whether the program accepts the words. Whether the files exist that
// they name is not the question.
func parses(t *testing.T, words []string) error {
	t.Helper()
	anyPath := kong.MapperFunc(func(ctx *kong.DecodeContext, target reflect.Value) error {
		var path string
		if err := ctx.Scan.PopValueInto("path", &path); err != nil {
			return err
		}
		target.SetString(path)
		return nil
	})
	parser, err := kong.New(&commandLine{}, kong.Name("zhibiao"), kong.Exit(func(int) {}),
		kong.NamedMapper("existingfile", anyPath), kong.NamedMapper("path", anyPath))
	must(t, err)
	parser.Stdout, parser.Stderr = t.Output(), t.Output()
	_, err = parser.Parse(words)
	return err
}

var (
	codeFence   = regexp.MustCompile("^ *```")
	settings    = regexp.MustCompile(`^(?:[A-Z_]+=(?:"[^"]*"|'[^']*'|\S)*\s+)+`)
	programPath = regexp.MustCompile(`^(?:\./)?(?:bin/)?(zhibiao|make)(\s|$)`)
	endOfWords  = regexp.MustCompile(`\s+(?:#|&&|\|\||\||;|>|2>|&).*$`)
)

// readmeCommands lists the commands of code blocks that start with make or zhibiao,
// also behind a prompt, settings of the environment, or the path of the program.
func readmeCommands(text string) []readmeCommand {
	var commands []readmeCommand
	inside, joined := false, ""
	for i, line := range strings.Split(text, "\n") {
		if codeFence.MatchString(line) {
			inside = !inside
			continue
		}
		if !inside {
			continue
		}
		line = joined + strings.TrimSpace(line)
		if joined = ""; strings.HasSuffix(line, `\`) {
			joined = strings.TrimSuffix(line, `\`)
			continue
		}
		line = settings.ReplaceAllString(strings.TrimPrefix(line, "$ "), "")
		if !programPath.MatchString(line) {
			continue
		}
		line = endOfWords.ReplaceAllString(programPath.ReplaceAllString(line, "$1$2"), "")
		commands = append(commands, readmeCommand{line: i + 1, text: strings.Join(strings.Fields(line), " ")})
	}
	return commands
}

func TestReadmeCommandsAreFound(t *testing.T) {
	text := "make in prose\n```sh\nmake run   # starts\n$ ZHIBIAO_DSN=embedded:./x bin/zhibiao import a.csv && ls\n" +
		"./bin/zhibiao export \\\n  -o b.xlsx > log\nmakefile\ngit clone x\n```\n    make indented\n"
	want := []readmeCommand{{3, "make run"}, {4, "zhibiao import a.csv"}, {6, "zhibiao export -o b.xlsx"}}
	if got := readmeCommands(text); !reflect.DeepEqual(got, want) {
		t.Errorf("found %v, want %v", got, want)
	}
	for words, good := range map[string]bool{
		"import a.csv": true, "import": false, "export -o b.xlsx": true, "export": false, "serve --demo": true,
		"serve --port 1": false, "bake": false, "schedule": false, "schedule check x.yaml": true, "version": true,
	} {
		if err := parses(t, strings.Fields(words)); (err == nil) != good {
			t.Errorf("zhibiao %s: %v, want accepted: %v", words, err, good)
		}
	}
}
