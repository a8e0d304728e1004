package checks

import (
	"slices"
	"strings"

	"zhibiao/metrics"
)

// Set is the rules that are active for one feed, by indicator. It does not change: rows
// can be judged while others are examined.
type Set struct {
	rules       []metrics.CheckRule
	catalogue   *metrics.Catalogue
	feed        string
	byIndicator map[string]*indicatorRules
}

// indicatorRules are the rules that look at one indicator.
type indicatorRules struct {
	indicator *metrics.Indicator
	own       []*metrics.CheckRule // judge a row by itself
	others    []*metrics.CheckRule // hold it against other values
}

// For returns the active rules of a set that look at what comes with a feed.
func For(set metrics.CheckSet, catalogue *metrics.Catalogue, feed string) *Set {
	s := &Set{catalogue: catalogue, feed: feed, byIndicator: map[string]*indicatorRules{}}
	for _, rule := range set.Rules {
		if rule.Active && !rule.Kind.Fixed() {
			s.rules = append(s.rules, rule)
		}
	}
	for i := range catalogue.Indicators {
		indicator := &catalogue.Indicators[i]
		s.byIndicator[indicator.Code] = s.rulesOf(indicator)
	}
	return s
}

// of returns the rules that look at an indicator of the catalogue.
func (s *Set) of(indicator *metrics.Indicator) *indicatorRules { return s.byIndicator[indicator.Code] }

func (s *Set) rulesOf(indicator *metrics.Indicator) *indicatorRules {
	rules := &indicatorRules{indicator: indicator}
	for i := range s.rules {
		rule := &s.rules[i]
		switch {
		case !rule.Scope.Includes(indicator, s.feed) || !fits(rule.Kind, indicator):
		case needsOthers(rule.Kind):
			rules.others = append(rules.others, rule)
		default:
			rules.own = append(rules.own, rule)
		}
	}
	return rules
}

// has tells whether a rule of a kind looks at the indicator.
func (r *indicatorRules) has(kind metrics.CheckKind) bool {
	return slices.ContainsFunc(r.others, func(rule *metrics.CheckRule) bool { return rule.Kind == kind })
}

// fits leaves out the indicators that a kind has nothing to say about, whatever the
// scope of the rule.
func fits(kind metrics.CheckKind, indicator *metrics.Indicator) bool {
	switch kind {
	case metrics.CheckShare:
		return isShare(indicator)
	case metrics.CheckParts:
		return indicator.Aggregation == "sum" && indicator.Unit != "%"
	case metrics.CheckGrowth:
		// Growth of money is printed at comparable prices, and that of a rate in points:
		// neither is the quotient of the two printed values.
		return (indicator.Kind == metrics.KindFlow || indicator.Kind == metrics.KindStock || indicator.Kind == metrics.KindCumulative) &&
			!strings.Contains(indicator.Unit, "元")
	}
	return true
}

// isShare tells percentages that are a part of a whole from those that are a growth.
func isShare(indicator *metrics.Indicator) bool {
	if indicator.Kind != metrics.KindRatio || indicator.Unit != "%" {
		return false
	}
	for _, growth := range []string{"增长", "增速", "增幅", "降幅", "下降", "提高", "同比", "降低", "指数", "涨跌", "涨幅"} {
		if strings.Contains(indicator.NameZh, growth) {
			return false
		}
	}
	return true
}

// Finding is what a rule has to say to one row.
type Finding struct {
	Rule    metrics.CheckRule
	Problem *metrics.Problem
}

// told completes a Problem with the names that the reader knows a value by.
func told(rule *metrics.CheckRule, problem *metrics.Problem, indicator *metrics.Indicator, period metrics.Period) Finding {
	problem.Arguments["rule"] = rule.Code
	problem.Arguments["rule_name_zh"], problem.Arguments["rule_name_en"] = rule.NameZh, rule.NameEn
	problem.Arguments["indicator"], problem.Arguments["indicator_en"] = indicator.NameZh, indicator.NameEn
	if indicator.Kind != metrics.KindEvent && indicator.Kind != metrics.KindRank {
		problem.Arguments["unit"] = indicator.Unit // 是否 and 位次 say nothing behind a number
	} else {
		problem.Arguments["unit"] = ""
	}
	problem.Arguments["period"] = period.String()
	return Finding{Rule: *rule, Problem: problem}
}
