package metrics

// maxGroupDepth bounds how deep groups may stand within each other.
const maxGroupDepth = 8

// groupMembership is a target, or a group, as a member of a group.
type groupMembership struct {
	target int // place in Targets, or −1
	group  *TargetGroup
}

func (c *Catalogue) indexGroups() {
	c.groups = index(c.TargetGroups, func(g *TargetGroup) string { return g.Code })
	c.membersOfGroup = map[string][]groupMembership{}
	for i := range c.Targets {
		if group := c.Targets[i].AlternativeGroup; group != "" {
			c.membersOfGroup[group] = append(c.membersOfGroup[group], groupMembership{target: i})
		}
	}
	for i := range c.TargetGroups {
		group := &c.TargetGroups[i]
		if group.Parent != "" {
			c.membersOfGroup[group.Parent] = append(c.membersOfGroup[group.Parent], groupMembership{target: -1, group: group})
		}
	}
}

// TargetGroup returns the group with this code, or nil.
func (c *Catalogue) TargetGroup(code string) *TargetGroup { return c.groups[code] }

// MembersOf returns the members of a group, targets before groups, each in the order
// of the catalogue.
func (c *Catalogue) MembersOf(group string) (targets []*Target, groups []*TargetGroup) {
	for _, member := range c.membersOfGroup[group] {
		if member.group != nil {
			groups = append(groups, member.group)
		} else {
			targets = append(targets, &c.Targets[member.target])
		}
	}
	return targets, groups
}

// outermostGroup returns the group that a target counts in and that is a member of no
// other, or nil for a target that stands by itself.
func (c *Catalogue) outermostGroup(target *Target) *TargetGroup {
	group := c.TargetGroup(target.AlternativeGroup)
	for range maxGroupDepth {
		if group == nil || c.TargetGroup(group.Parent) == nil {
			return group
		}
		group = c.TargetGroup(group.Parent)
	}
	return nil // groups that contain each other; the catalogue is checked against it when it is read
}

// targetsWithin lists the places in Targets of all targets of a group and of the
// groups within it.
func (c *Catalogue) targetsWithin(group string) []int { return c.targetsWithinDepth(group, 0) }

func (c *Catalogue) targetsWithinDepth(group string, depth int) []int {
	if depth > maxGroupDepth {
		return nil
	}
	var positions []int
	for _, member := range c.membersOfGroup[group] {
		if member.group != nil {
			positions = append(positions, c.targetsWithinDepth(member.group.Code, depth+1)...)
		} else {
			positions = append(positions, member.target)
		}
	}
	return positions
}
