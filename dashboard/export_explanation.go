package dashboard

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"

	"zhibiao/dashboard/reports"
	"zhibiao/metrics"
)

// explanation puts into words how the status of an item came to be, for the notes of a
// report. It is nil for an item that no assessment stands behind.
func (m *reportMaterial) explanation(item Item) func() reports.RowExplanation {
	if item.Assessment == nil || item.Target == nil {
		return nil
	}
	return func() reports.RowExplanation { return m.explain(item) }
}

func (m *reportMaterial) explain(item Item) reports.RowExplanation {
	words, assessment := m.words, item.Assessment
	explained := reports.RowExplanation{Method: m.methodNote(item), CutOffs: m.cutOffNote(assessment),
		Required: words.requiredNote(item), Landing: words.landingNote(item)}
	for _, step := range assessment.Explanation.Steps {
		explained.Steps = append(explained.Steps, words.stepNote(step))
	}
	for i := range assessment.Explanation.Remarks {
		explained.Remarks = append(explained.Remarks, words.told(&assessment.Explanation.Remarks[i]))
	}
	explained.Group, explained.Members = m.groupNotes(assessment.Group)
	return explained
}

// stepNote keeps the result a number: a share, percentage points, or a plain one.
func (w wording) stepNote(step metrics.ExplanationStep) reports.StepNote {
	note := reports.StepNote{Name: w.code("assess.step", step.Name), Formula: grouped(step.Formula), Result: step.Result}
	switch step.Name {
	case "target_rate", "increment_rate", "time_rate", "time_rate_as_of", "seasonal_share":
		note.Format = "0.0%"
	case "lag":
		note.Result, note.Format = step.Result*100, `0.0" `+w.text("unit.个百分点")+`"`
	}
	return note
}

// methodNote names the method, and for one that was chosen for the target why.
func (m *reportMaterial) methodNote(item Item) string {
	words, assessment := m.words, item.Assessment
	if assessment.Method == "" {
		return ""
	}
	name := words.methodName(assessment.Method)
	note := words.text("export.explained.method", "method", name, "code", assessment.Method)
	if choice := m.policy.Choice(item.Target.Code); choice != nil {
		note = words.text("export.explained.chosen", "method", name, "code", assessment.Method, "reason", choice.Reason)
	}
	if assessment.MethodStatus != "" {
		note = words.text("export.explained.method_status", "method", note, "word", words.code("methods.status", assessment.MethodStatus))
	}
	return note
}

// methodName names a method by its identifier, such as linear/1: one that follows from the
// target, or one that may be chosen for it.
func (w wording) methodName(identifier string) string {
	if name := w.code("assess.method", identifier); name != identifier {
		return name
	}
	name, _, _ := strings.Cut(identifier, "/")
	return w.code("methods.name", name)
}

// cutOffNote lists the cut-offs that the status follows and the version of the rules.
func (m *reportMaterial) cutOffNote(assessment *metrics.Assessment) string {
	values := assessment.Explanation.CutOffs
	if len(values) == 0 {
		return ""
	}
	texts := make([]string, 0, len(values))
	names := slices.SortedFunc(maps.Keys(values), func(a, b string) int { // from the best zone down
		return cmp.Or(-cmp.Compare(values[a], values[b]), cmp.Compare(a, b))
	})
	for _, name := range names {
		texts = append(texts, m.words.text("export.explained.cut_off", "name", m.words.code("assess.cut_off", name),
			"value", writeSetting(values[name])))
	}
	return m.words.text("export.explained.cut_offs", "cut_offs", m.words.join(texts), "version", assessment.Settings)
}

// requiredNote says what each year and each month from now on must bring.
func (w wording) requiredNote(item Item) string {
	var texts []string
	say := func(key string, value *float64) {
		if value == nil || math.IsNaN(*value) || math.IsInf(*value, 0) {
			return
		}
		direction, amount := "export.explained.up", math.Abs(*value)
		if *value < 0 {
			direction = "export.explained.down"
		}
		texts = append(texts, w.text(key, "direction", w.text(direction), "value", w.number(&amount, visibleDecimals(amount, item.Indicator.Decimals)),
			"unit", w.gapUnit(item.Indicator)))
	}
	say("export.explained.year", item.Assessment.RequiredPerYear)
	month := "export.explained.month"
	if item.Indicator.Kind == metrics.KindFlow {
		month = "export.explained.month_flow"
	}
	say(month, item.Assessment.RequiredPerMonth)
	return w.join(texts)
}

// visibleDecimals are enough decimals that an amount is not shown as zero without being
// zero, three more at most.
func visibleDecimals(amount float64, decimals int) int {
	for more := range 3 {
		if amount == 0 || amount*math.Pow10(decimals+more) >= 0.5 {
			return decimals + more
		}
	}
	return decimals + 3
}

// landingNote says where the item is heading with how sure that is, or why nobody can say.
func (w wording) landingNote(item Item) string {
	landing := item.Assessment.Landing
	switch {
	case landing == nil:
		return ""
	case landing.Value == nil:
		if landing.Reason == nil {
			return ""
		}
		return w.text("export.landing.none", "reason", w.told(landing.Reason))
	}
	number := func(value *float64) string { return w.number(value, item.Indicator.Decimals) }
	return w.text("export.landing", "deadline", w.date(landing.Deadline), "value", number(landing.Value),
		"unit", w.unit(item.Indicator.Unit), "low_80", number(landing.Low80), "high_80", number(landing.High80),
		"low_95", number(landing.Low95), "high_95", number(landing.High95), "probability", w.percent(landing.Probability),
		"points", landing.Points, "method", w.code("landing.method", landing.Method))
}

// groupNotes tells the obligation that a target is a part of, and each of its members.
func (m *reportMaterial) groupNotes(group *metrics.GroupResult) (string, []string) {
	if group == nil {
		return "", nil
	}
	words := m.words
	name := m.groupName(group.Code)
	if target := m.catalogue.Target(group.Code); name == group.Code && target != nil {
		name = m.targetName(target)
	}
	note := words.text("export.group", "name", name, "rule", words.code("export.group", group.Rule),
		"status", words.text("status."+string(group.Status)), "reason", words.told(&group.Reason))
	var members []string
	for _, member := range group.Members {
		name := words.name(m.catalogue.Area(member.Area))
		switch target := m.catalogue.Target(member.Target); {
		case name != "":
		case member.Group != "":
			name = m.groupName(member.Group)
		case target != nil:
			name = m.targetName(target)
		}
		key := "export.group.member_without"
		latest := grouped(member.Latest)
		if latest != "" {
			key = "export.group.member"
			if member.Period != "" {
				latest = words.period(member.Period) + " " + latest
			}
		}
		members = append(members, words.text(key, "name", name, "status", words.text("status."+string(member.Status)),
			"latest", latest, "reason", words.told(&member.Reason)))
	}
	return note, members
}

func (m *reportMaterial) groupName(code string) string {
	if group := m.catalogue.TargetGroup(code); group != nil {
		return m.words.name(group)
	}
	return code
}

func (m *reportMaterial) targetName(target *metrics.Target) string {
	indicator := m.catalogue.Indicator(target.Indicator)
	if indicator == nil {
		return target.Code
	}
	return m.words.name(indicator) + " " + m.words.targetValue(indicator, target) + " " + m.words.unit(indicator.Unit)
}

// policyNote names the rules that the statuses of a report follow.
func (m *reportMaterial) policyNote() string {
	if m.policy.SavedAt.IsZero() {
		return m.words.text("export.policy.first", "version", m.policy.Version)
	}
	return m.words.text("export.policy", "version", m.policy.Version, "moment", m.words.moment(m.policy.SavedAt), "reason", m.policy.Reason)
}
