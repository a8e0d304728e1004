package auth

import (
	"strings"
	"unicode/utf8"

	"zhibiao/metrics"
)

// The bounds of a password, in characters. What a person may choose between them is
// free: NIST SP 800-63B asks for length and against the obvious, not for kinds of
// characters.
const (
	ShortestPassword = 10
	LongestPassword  = 128
)

// obvious lists beginnings and wholes that are guessed first.
func obvious() []string {
	return []string{"password", "12345678", "87654321", "qwertyui", "1qaz2wsx", "admin123", "abcd1234", "11111111", "00000000",
		"88888888", "66666666", "iloveyou", "zhibiao", "zhongguo", "woaini", "5201314"}
}

// CheckPassword returns what speaks against a new password of an account, as a Problem
// password.…, or nil.
func CheckPassword(password, account string) *metrics.Problem {
	characters := utf8.RuneCountInString(password)
	lower := strings.ToLower(password)
	switch {
	case !utf8.ValidString(password) || characters > LongestPassword:
		return metrics.NewProblem("password.long")
	case characters < ShortestPassword:
		return metrics.NewProblem("password.short")
	case distinct(password) < 5:
		return metrics.NewProblem("password.obvious")
	case len(account) > 2 && strings.Contains(lower, strings.ToLower(account)):
		return metrics.NewProblem("password.account")
	}
	for _, guess := range obvious() {
		if rest := strings.ReplaceAll(lower, guess, ""); utf8.RuneCountInString(rest) < 5 {
			return metrics.NewProblem("password.obvious")
		}
	}
	return nil
}

func distinct(text string) int {
	seen := map[rune]bool{}
	for _, character := range text {
		seen[character] = true
	}
	return len(seen)
}
