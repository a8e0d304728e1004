package dashboard

import (
	"net/url"
	"strings"

	"zhibiao/metrics"
)

// fieldOf names the parameter that a problem is about, or is empty. The key of such a
// problem is filter.<parameter>, with few exceptions.
func fieldOf(problem *metrics.Problem, given url.Values) string {
	name, isFilter := strings.CutPrefix(problem.Key, "filter.")
	if !isFilter {
		return ""
	}
	name, _, _ = strings.Cut(name, ".")
	switch name {
	case "unknown":
		return problem.Arguments["name"]
	case "text":
		return ""
	case "search":
		return "q"
	case "date":
		for _, day := range []string{"due_from", "due_to"} {
			if text := problem.Arguments["value"]; text != "" && given.Get(day) == text && given.Get("as_of") != text {
				return day
			}
		}
		return "as_of"
	case "moment":
		return "known_at"
	case "task_state", "run_state":
		return "state"
	case "from_after_to":
		return "from"
	case "due_order":
		return "due_from"
	}
	return name
}
