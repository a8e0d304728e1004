package locale

import (
	"fmt"
	"sort"
	"strings"

	"zhibiao/metrics"
)

// Texts are the sentences of all languages by key. They do not change after Load
// and may be used by any number of requests at once.
type Texts struct {
	byLanguage map[Language]map[string]string
}

// Has tells whether the language has a text under the key.
func (t *Texts) Has(language Language, key string) bool {
	_, found := t.byLanguage[language][key]
	return found
}

// Text returns the sentence under a key with its placeholders filled from name/value
// pairs, and of {count?row|rows} the form that fits the argument. Without a text in the
// language it falls back to Chinese, and without any to the key itself, which a reader can
// at least report.
func (t *Texts) Text(language Language, key string, pairs ...any) string {
	text, found := t.byLanguage[language][key]
	if !found {
		if text, found = t.byLanguage[Chinese][key]; !found {
			return key
		}
	}
	if len(pairs) == 0 {
		return text
	}
	replacements, arguments := make([]string, 0, len(pairs)), make(map[string]string, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		name, value := fmt.Sprint(pairs[i]), fmt.Sprint(pairs[i+1])
		replacements, arguments[name] = append(replacements, "{"+name+"}", value), value
	}
	if strings.Contains(text, "|") {
		text = pluralised(text, arguments)
	}
	return strings.NewReplacer(replacements...).Replace(text)
}

// Problem returns the sentence of a Problem, or an empty text for none.
func (t *Texts) Problem(language Language, problem *metrics.Problem) string {
	if problem == nil {
		return ""
	}
	return t.withArguments(language, problem.Key, problem.Arguments)
}

// Hint returns what a person can do about a Problem, or an empty text when nothing
// is known beyond its sentence.
func (t *Texts) Hint(language Language, problem *metrics.Problem) string {
	if problem == nil || !t.Has(Chinese, problem.Key+".hint") {
		return ""
	}
	return t.withArguments(language, problem.Key+".hint", problem.Arguments)
}

// withArguments fills in the arguments. An argument that is worded differently in a
// language comes a second time with the language in its name, as latest_period_zh. One
// whose name ends in _status or _method is the code of a status or a method and is put
// into words.
func (t *Texts) withArguments(language Language, key string, arguments map[string]string) string {
	pairs := make([]any, 0, 2*len(arguments))
	for name, value := range arguments {
		if worded, found := arguments[name+"_"+string(language)]; found {
			value = worded
		}
		if strings.HasSuffix(name, "_status") && t.Has(Chinese, "status."+value) {
			value = t.Text(language, "status."+value)
		}
		if strings.HasSuffix(name, "_method") && t.Has(Chinese, "methods.name."+value) {
			value = t.Text(language, "methods.name."+value)
		}
		pairs = append(pairs, name, value)
	}
	return t.Text(language, key, pairs...)
}

// Keys lists the keys of a language in order.
func (t *Texts) Keys(language Language) []string {
	keys := make([]string, 0, len(t.byLanguage[language]))
	for key := range t.byLanguage[language] {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}
