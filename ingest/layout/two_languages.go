package layout

import (
	"regexp"
	"strings"
	"unicode"
)

var twoLanguages = regexp.MustCompile(`^(.*\p{Han}[^A-Za-z]*?)[\s/]*[A-Za-z][A-Za-z\s,.'’()&/-]*$`)

// chinesePart returns the Chinese of a name that stands in two languages: 地区生产总值
// Gross Regional Product; every other text as it is.
func chinesePart(text string) string {
	if found := twoLanguages.FindStringSubmatch(text); found != nil {
		return strings.TrimSpace(found[1])
	}
	return text
}

func isLatin(text string) bool {
	letters := false
	for _, r := range text {
		if unicode.Is(unicode.Han, r) || unicode.IsDigit(r) {
			return false
		}
		letters = letters || unicode.IsLetter(r)
	}
	return letters
}
