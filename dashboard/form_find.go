package dashboard

import (
	"slices"

	"zhibiao/metrics"
)

// mostFormFound bounds how many indicators a search for a form lists.
const mostFormFound = 40

// FormFinding lists the indicators that were ticked and those that a search has found.
type FormFinding struct {
	Query  string
	Ticked []*metrics.Indicator
	Found  []*metrics.Indicator // the best first, without the ticked ones
	More   int                  // found, but not listed
}

// formAreas are the areas of which values can be asked for: a group that stands for each
// of its areas has none of its own.
func formAreas(catalogue *metrics.Catalogue, choices Choices) []*metrics.Area {
	return slices.DeleteFunc(slices.Clone(choices.Areas), func(area *metrics.Area) bool { return len(catalogue.EachOf(area.Code)) > 0 })
}

// findForForm looks for indicators by Chinese, pinyin, English or code.
func (s *Server) findForForm(catalogue *metrics.Catalogue, query string, ticked []string) FormFinding {
	finding := FormFinding{Query: query}
	for _, code := range ticked {
		if indicator := catalogue.Indicator(code); indicator != nil {
			finding.Ticked = append(finding.Ticked, indicator)
		}
	}
	if query == "" {
		return finding
	}
	for _, hit := range s.searchIn(catalogue).Find(query) {
		indicator := catalogue.Indicator(hit.Entry.Code)
		if hit.Entry.Kind != foundIndicator || indicator == nil || slices.Contains(ticked, hit.Entry.Code) {
			continue
		}
		if len(finding.Found) == mostFormFound {
			finding.More++
			continue
		}
		finding.Found = append(finding.Found, indicator)
	}
	return finding
}
