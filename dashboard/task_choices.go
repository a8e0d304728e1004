package dashboard

import (
	"slices"

	"zhibiao/metrics"
)

// TaskChoices are what the filters of tasks and projects offer.
type TaskChoices struct {
	Plans         []*metrics.Plan
	Organisations []*metrics.Organisation
	Areas         []*metrics.Area
	Leaders       []string
	States        []string
}

// choices lists the plans, units, banners and leaders that tasks have.
func (v taskView) choices() TaskChoices {
	plans, organisations, leaders := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for i := range v.catalogue.Tasks {
		task := &v.catalogue.Tasks[i]
		plans[task.Plan] = true
		for _, code := range slices.Concat(task.LeadOrganisations, task.CooperatingOrganisations) {
			organisations[code] = true
		}
		if task.Leader != "" {
			leaders[task.Leader] = true
		}
	}
	offered := choicesOf(v.catalogue, plans, organisations, nil)
	offered.Leaders, offered.States = sortedKeys(leaders), taskStateChoices()
	return offered
}

// choicesOf resolves codes in the order of the catalogue; banners are offered always.
func choicesOf(catalogue *metrics.Catalogue, plans, organisations, areas map[string]bool) TaskChoices {
	var offered TaskChoices
	for i := range catalogue.Plans {
		if plan := &catalogue.Plans[i]; plans[plan.Code] {
			offered.Plans = append(offered.Plans, plan)
		}
	}
	for i := range catalogue.Organisations {
		if organisation := &catalogue.Organisations[i]; organisations[organisation.Code] {
			offered.Organisations = append(offered.Organisations, organisation)
		}
	}
	for i := range catalogue.Areas {
		if area := &catalogue.Areas[i]; area.Level == "banner" || areas[area.Code] {
			offered.Areas = append(offered.Areas, area)
		}
	}
	return offered
}

// chips lists the given filters of the list.
func (v taskView) chips(own TaskFilters) []Chip {
	list := sharedChips(v.catalogue, v.filters, tasksPath)
	add := func(key string, value any, names ...string) {
		var changes []string
		for _, name := range names {
			changes = append(changes, name, "")
		}
		list = append(list, Chip{Key: key, Value: value, Link: v.filters.Link(tasksPath, changes...)})
	}
	if own.State != "" {
		add("task.state."+own.State, nil, "state")
	}
	if own.Leader != "" {
		add("task.leader", own.Leader, "leader")
	}
	if !own.DueFrom.IsZero() {
		add("task.due_from", own.DueFrom.String(), "due_from")
	}
	if !own.DueTo.IsZero() {
		add("task.due_to", own.DueTo.String(), "due_to")
	}
	return list
}

// sharedChips lists those of the shared filters that narrow tasks and projects.
func sharedChips(catalogue *metrics.Catalogue, filters Filters, path string) []Chip {
	return slices.DeleteFunc(chips(catalogue, filters, path), func(chip Chip) bool {
		return !slices.Contains([]string{"filter.name.plan", "filter.name.area", "filter.name.organisation", "filter.name.q",
			"filter.role." + roleLead, "filter.role." + roleResponsible}, chip.Key)
	})
}

// clearLink is the list without any filter of its own or narrowing one.
func clearLink(filters Filters, path string) string {
	var changes []string
	for _, name := range filters.Own() {
		changes = append(changes, name, "")
	}
	return filters.Bare(path, changes...)
}
