package table

import (
	"bufio"
	"encoding/csv"
	"slices"
	"strings"
	"testing"
)

// Whatever a text holds, a line is split as encoding/csv splits it, or left alone.
func FuzzPlainLines(f *testing.F) {
	for _, text := range []string{"a,b\n1,2\n", "a,\r\n,\r\n\n\r\n x ,y\n", "指标;值\n\"a;b\";1\nc;2", "a,b\n" + strings.Repeat("长", 3000) + ",1\nz,2\n", "a\rb,c\r\r\n"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if strings.ContainsAny(text, "\"") || !strings.HasSuffix(text, "\n") {
			return
		}
		reader := csv.NewReader(strings.NewReader(text))
		reader.FieldsPerRecord = -1
		wanted, err := reader.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		lines := newPlainLines(bufio.NewReaderSize(strings.NewReader(text), 4096), ',')
		var got [][]string
		for {
			cells, plain := lines.next()
			if !plain {
				break
			}
			if len(cells) > 0 {
				got = append(got, slices.Clone(cells))
			}
		}
		long := slices.ContainsFunc(strings.Split(text, "\n"), func(line string) bool { return len(line) >= 4096 })
		if long {
			wanted = wanted[:min(len(got), len(wanted))]
		}
		if !slices.EqualFunc(got, wanted, slices.Equal) {
			t.Fatalf("%q: %q, want %q", text, got, wanted)
		}
	})
}
