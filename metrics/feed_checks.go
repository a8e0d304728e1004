package metrics

import "slices"

// ForFeed returns the set as it holds for a feed: the rules that the feed names are active,
// and look at it whatever feeds their scope names. The set itself stays as it is.
func (s CheckSet) ForFeed(feed Feed) CheckSet {
	if len(feed.Checks) == 0 {
		return s
	}
	s.Rules = slices.Clone(s.Rules)
	for i := range s.Rules {
		rule := &s.Rules[i]
		if !slices.Contains(feed.Checks, rule.Code) {
			continue
		}
		rule.Active = true
		if len(rule.Scope.Feeds) > 0 {
			rule.Scope.Feeds = append(slices.Clone(rule.Scope.Feeds), feed.Code)
		}
	}
	return s
}
