package search_test

import (
	"strings"
	"testing"

	"zhibiao/dashboard/search"
)

// The readings are those of the Xinhua dictionary: 市 shì, 能 néng, 源 yuán, 局 jú, 城
// chéng; 乐 is read lè or yuè. Rare readings may stand beside them.
func TestInitialsHoldTheReadingsOfTheDictionary(t *testing.T) {
	for text, typed := range map[string]string{"市能源局": "snyj", "乐城": "lc", "乐-城": "yc", "１2热线": "12rx"} {
		initials := search.Initials(text)
		if len(initials) != len(typed) {
			t.Errorf("%s has initials for %d characters, want %d: %q", text, len(initials), len(typed), initials)
			continue
		}
		for i, letters := range initials {
			if !strings.Contains(letters, typed[i:i+1]) {
				t.Errorf("character %d of %s can be typed with %q, want %q among them", i+1, text, letters, typed[i:i+1])
			}
		}
	}
}

func TestATextWithoutChineseHasNoInitials(t *testing.T) {
	for _, text := range []string{"", "Energy bureau", "O-ENERGY"} {
		if initials := search.Initials(text); initials != nil {
			t.Errorf("%q has initials %q, want none", text, initials)
		}
	}
}
