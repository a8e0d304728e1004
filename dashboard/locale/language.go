package locale

// Language is a language of the pages, as an IETF tag.
type Language string

// The languages. Chinese comes first and is the one that is shown by default.
const (
	Chinese Language = "zh"
	English Language = "en"
)

// Languages lists the languages in the order in which they are offered.
func Languages() []Language { return []Language{Chinese, English} }

// ParseLanguage returns the language with this tag and whether there is one.
func ParseLanguage(tag string) (Language, bool) {
	for _, language := range Languages() {
		if string(language) == tag {
			return language, true
		}
	}
	return Chinese, false
}
