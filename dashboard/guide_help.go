package dashboard

import "strings"

// helpTopic says which part of the guide explains the pages below a path.
type helpTopic struct {
	path    string
	chapter string
	anchor  string // of the section, or empty for the beginning of the chapter
}

// helpTopics lists them; the longest path that fits a page is its own.
func helpTopics() []helpTopic {
	return []helpTopic{
		{"/", "reading", ""},
		{"/indicators", "reading", "indicator"},
		{"/plans", "reading", "plans"},
		{rollUpPath, "reading", "roll-up"},
		{conflictsPath, "reading", "conflicts"},
		{searchPath, "reading", "finding"},
		{wallPath, "reading", "wall"},
		{"/about", "lights", ""},
		{policyPath, "lights", "rules"},
		{areasPath, "places", "areas"},
		{organisationsPath, "places", "organisations"},
		{tasksPath, "places", "tasks"},
		{projectsPath, "places", "projects"},
		{pipelinePath, "places", "pipeline"},
		{reportsPath, "workbooks", "numbers"},
		{templatesPath, "workbooks", "templates"},
		{"/imports", "imports", "upload"},
		{"/checks", "imports", "checks"},
		{feedsPath, "imports", "feeds"},
		{namesPath, "imports", "names"},
		{"/schedules", "imports", "schedules"},
		{"/notices", "imports", "notices"},
		{runsPath, "review", "states"},
		{locksPath, "review", "locks"},
		{differencesPath, "review", "differences"},
		{valuesPath, "review", "lineage"},
		{targetsPath, "review", "lineage"},
		{"/forms", "forms", ""},
		{"/coverage", "forms", "coverage"},
		{accountsPath, "accounts", "manage"},
		{ownPath, "accounts", "own"},
		{"/account/tokens", "programs", "tokens"},
		{"/accounts/tokens", "programs", "tokens"},
		{auditPath, "accounts", "audit"},
		{"/api", "programs", ""},
		{guidePath, "", ""},
	}
}

// helpFor returns the address of the help for the page of a path.
func helpFor(path string) string {
	best := helpTopic{}
	for _, topic := range helpTopics() {
		below := path == topic.path || strings.HasPrefix(path, strings.TrimSuffix(topic.path, "/")+"/")
		if below && len(topic.path) > len(best.path) && (topic.path != "/" || path == "/") {
			best = topic
		}
	}
	link := guidePath
	if best.chapter != "" {
		link += "/" + best.chapter
	}
	if best.anchor != "" {
		link += "#" + best.anchor
	}
	return link
}
