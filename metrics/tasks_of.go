package metrics

import "slices"

// TaskShare is one task as it concerns an organisation.
type TaskShare struct {
	Task *Task
	// Lead tells whether the organisation leads the task; otherwise it helps.
	Lead bool
	// Group is the code of the group of organisations (各旗区人民政府) through which the task
	// concerns the organisation, empty when the plan names the organisation itself.
	Group string
}

// TasksOf lists the tasks that concern one or more organisations, in the order of the
// catalogue. A task stands in the list once: as led before helped with, and as named
// before reached through a group that one of the organisations belongs to.
func TasksOf(c *Catalogue, organisations ...string) []TaskShare {
	var shares []TaskShare
	for i := range c.Tasks {
		task := &c.Tasks[i]
		for _, part := range []struct {
			lead  bool
			codes []string
		}{{true, task.LeadOrganisations}, {false, task.CooperatingOrganisations}} {
			if group, concerned := concerns(c, part.codes, organisations); concerned {
				shares = append(shares, TaskShare{Task: task, Lead: part.lead, Group: group})
				break
			}
		}
	}
	return shares
}

// concerns tells whether a list of codes names one of the organisations, and through
// which group when none is named itself.
func concerns(c *Catalogue, codes, organisations []string) (group string, concerned bool) {
	for _, code := range codes {
		if slices.Contains(organisations, code) {
			return "", true
		}
	}
	for _, code := range codes {
		if known := c.Organisation(code); known != nil && slices.ContainsFunc(known.Members, func(member string) bool { return slices.Contains(organisations, member) }) {
			return code, true
		}
	}
	return "", false
}

// Concerns tells whether a task or project whose answering units are the given codes
// concerns an organisation, itself or through a group that it belongs to.
func (c *Catalogue) Concerns(codes []string, organisation string) bool {
	_, concerned := concerns(c, codes, []string{organisation})
	return concerned
}

// ConcernsArea tells whether one of the units, or a member of a group among them,
// belongs to an area.
func (c *Catalogue) ConcernsArea(codes []string, area string) bool {
	return slices.ContainsFunc(codes, func(code string) bool {
		known := c.Organisation(code)
		if known == nil {
			return false
		}
		return known.Area == area || slices.ContainsFunc(known.Members, func(member string) bool {
			organisation := c.Organisation(member)
			return organisation != nil && organisation.Area == area
		})
	})
}
