package table

import "testing"

// What a person takes for the delimiter of each text.
func TestDelimiterOfText(t *testing.T) {
	for text, want := range map[string]rune{
		"":                              ',',
		"a":                             ',',
		"a;b;c":                         ';',
		"a\tb\n":                        '\t',
		"a,b\n1,2\n":                    ',',
		"表3 产量\nx\ty\tz\n煤\t6,543\t1\n": '\t',
		"表3 产量\nx\ty\tz\n煤\t6,543\t1,2\n电\t1,003\t2,3\n": '\t',
		"表3，产量\nx;y;z\n煤;6,5;1,2\n":                      ';',
		"title; with, marks\nx,y,z\n1,2,3\n":             ',',
		"x,y\n\"a;b;c\",2\n\"a;b;c\",3\n":                ',',
		"x;y\n\"1,5\";2\n":                               ';',
	} {
		if got := detectDelimiter(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
