package dashboard

import (
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"zhibiao/metrics"
)

// tasksPath is the address of the list of tasks.
const tasksPath = "/tasks"

// What the filter on states accepts besides the states themselves.
const (
	taskLate      = "late"      // past the deadline and not reported as done
	taskDifficult = "difficult" // the unit reports difficulties
)

// longestLeader is how many characters the name of a leader may have in an address.
const longestLeader = 40

// TaskFilters narrow a list of tasks beyond the filters that all pages share.
type TaskFilters struct {
	State          string // a metrics.TaskState, taskLate, taskDifficult, or empty for all
	Leader         string // as printed
	DueFrom, DueTo metrics.Date
	Sort           string // sortByUrgency or sortByDocument
	Page           string
}

// The orders of tasks and projects.
const (
	sortByUrgency  = "urgency"
	sortByDocument = "document"
)

// taskStateChoices lists what the filter on states offers.
func taskStateChoices() []string {
	choices := []string{taskLate}
	for _, state := range metrics.TaskStates() {
		choices = append(choices, string(state))
	}
	return append(choices, taskDifficult)
}

// parseTaskFilters reads the parameters that only lists of tasks have and adds them to
// the filters, so that links to the list keep them.
func parseTaskFilters(values url.Values, filters Filters, path string) (Filters, TaskFilters, error) {
	own := TaskFilters{State: strings.TrimSpace(values.Get("state")), Leader: strings.TrimSpace(values.Get("leader")),
		Sort: strings.TrimSpace(values.Get("order")), Page: strings.TrimSpace(values.Get("page"))}
	if own.State != "" && !slices.Contains(taskStateChoices(), own.State) {
		return filters, own, badRequest(metrics.NewProblem("filter.task_state", "value", own.State))
	}
	if utf8.RuneCountInString(own.Leader) > longestLeader {
		return filters, own, badRequest(metrics.NewProblem("filter.leader", "most", "40"))
	}
	if own.Sort != "" && own.Sort != sortByUrgency && own.Sort != sortByDocument {
		return filters, own, badRequest(metrics.NewProblem("filter.sort", "value", own.Sort))
	}
	for name, day := range map[string]*metrics.Date{"due_from": &own.DueFrom, "due_to": &own.DueTo} {
		text := strings.TrimSpace(values.Get(name))
		date, err := metrics.ParseDate(text)
		if err != nil || !date.IsZero() && (date.Year() < metrics.FirstYear || date.Year() > metrics.LastYear) {
			return filters, own, badRequest(metrics.NewProblem("filter.date", "value", text).Because(err))
		}
		*day = date
	}
	if !own.DueFrom.IsZero() && !own.DueTo.IsZero() && own.DueFrom > own.DueTo {
		return filters, own, badRequest(metrics.NewProblem("filter.due_order", "from", own.DueFrom.String(), "to", own.DueTo.String()))
	}
	order := own.Sort
	if order == sortByUrgency {
		order = ""
	}
	for _, parameter := range [][2]string{{"state", own.State}, {"leader", own.Leader}, {"due_from", own.DueFrom.String()},
		{"due_to", own.DueTo.String()}, {"order", order}} {
		filters = filters.withOwn(path, parameter[0], parameter[1])
	}
	return filters, own, nil
}

// keepsExceptState tells whether a task passes all filters but the one on states.
func (v taskView) keepsExceptState(task *metrics.Task, own TaskFilters) bool {
	filters := v.filters
	switch {
	case !issued(v.catalogue, task.Plan, filters.AsOf),
		!filters.coversWork(v.catalogue, task.LeadOrganisations, task.CooperatingOrganisations),
		filters.Plan != "" && task.Plan != filters.Plan,
		own.Leader != "" && task.Leader != own.Leader,
		!own.DueFrom.IsZero() && (task.Deadline.IsZero() || task.Deadline < own.DueFrom),
		!own.DueTo.IsZero() && (task.Deadline.IsZero() || task.Deadline > own.DueTo),
		filters.Organisation != "" && !v.involves(task),
		filters.Area != "" && filters.Area != metrics.CityArea &&
			!v.catalogue.ConcernsArea(slices.Concat(task.LeadOrganisations, task.CooperatingOrganisations), filters.Area):
		return false
	}
	return v.matchesTask(task)
}

// involves tells whether the organisation of the filters answers for a task in the role
// of the filters.
func (v taskView) involves(task *metrics.Task) bool {
	organisation, role := v.filters.Organisation, v.filters.Role
	return role != roleResponsible && v.catalogue.Concerns(task.LeadOrganisations, organisation) ||
		role != roleLead && v.catalogue.Concerns(task.CooperatingOrganisations, organisation)
}

// keepsState tells whether a state passes the filter on states.
func (f TaskFilters) keepsState(progress metrics.TaskProgress) bool {
	switch f.State {
	case "":
		return true
	case taskLate:
		return progress.State.IsLate()
	case taskDifficult:
		return progress.Difficult()
	}
	return string(progress.State) == f.State
}

// matchesTask looks for every word of the search in the text, the number, the leader,
// the headings and the names of the units of a task.
func (v taskView) matchesTask(task *metrics.Task) bool {
	if v.filters.Search == "" {
		return true
	}
	parts := []string{task.Code, task.TaskZh, task.Number, task.Leader, task.Level1, task.Level2, task.Level3}
	if plan := v.catalogue.Plan(task.Plan); plan != nil {
		parts = append(parts, plan.Number, plan.TitleZh, plan.TitleEn)
	}
	for _, organisation := range named(v.catalogue, slices.Concat(task.LeadOrganisations, task.CooperatingOrganisations)) {
		parts = append(parts, organisation.NameZh, organisation.NameEn)
	}
	return hasWords(parts, v.filters.Search)
}

// hasWords tells whether every word of a search stands in one of the texts, whatever the
// case of letters.
func hasWords(parts []string, search string) bool {
	text := strings.ToLower(strings.Join(parts, "\n"))
	for _, word := range strings.Fields(strings.ToLower(search)) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}
