package locale

import "strings"

// pluralised chooses between the two forms of a word, written {count?row|rows}: the first
// for an argument that is exactly 1, the second for every other. Arguments themselves are
// not read.
func pluralised(text string, arguments map[string]string) string {
	var chosen strings.Builder
	for {
		start := strings.IndexByte(text, '{')
		if start < 0 {
			break
		}
		length := strings.IndexByte(text[start:], '}')
		if length < 0 {
			break
		}
		name, forms, asks := strings.Cut(text[start+1:start+length], "?")
		one, other, both := strings.Cut(forms, "|")
		if !asks || !both {
			chosen.WriteString(text[:start+1])
			text = text[start+1:]
			continue
		}
		chosen.WriteString(text[:start])
		if arguments[name] == "1" {
			chosen.WriteString(one)
		} else {
			chosen.WriteString(other)
		}
		text = text[start+length+1:]
	}
	chosen.WriteString(text)
	return chosen.String()
}
