package dashboard

import (
	"slices"

	"zhibiao/dashboard/reports"
	"zhibiao/metrics"
)

// live says what the formulas of a row need to come to its status again, or nil where the
// status does not follow from the numbers of the row: an obligation of several targets, a
// method that was chosen for the target, a year so far, a range.
func (m *reportMaterial) live(item Item, column string) *reports.Live {
	assessment := item.Assessment
	if assessment == nil || assessment.Group != nil || assessment.MethodStatus != "" || item.Indicator.Kind == metrics.KindEvent {
		return nil
	}
	live := &reports.Live{Goal: column, Required: assessment.RequiredValue}
	switch assessment.Method {
	case metrics.MethodLinear, metrics.MethodMilestones, metrics.MethodComparison:
	case metrics.MethodHold, metrics.MethodStanding:
		live.Hold = true
	default:
		return nil
	}
	switch item.Target.Comparator {
	case metrics.AtLeast, metrics.MoreThan:
	case metrics.AtMost, metrics.LessThan:
		live.Lower = true
	case metrics.Equal, "":
		if item.Indicator.Direction != metrics.HigherIsBetter && item.Indicator.Direction != metrics.LowerIsBetter {
			return nil
		}
		live.Lower = item.Indicator.Direction == metrics.LowerIsBetter
	default:
		return nil
	}
	settings := m.policy.Settings
	live.Ahead, live.OnTime, live.Behind = settings.Ahead, settings.OnSchedule, settings.FarBehind
	if cutOffs := assessment.Explanation.CutOffs; cutOffs["ahead"] > 0 {
		live.Ahead, live.OnTime, live.Behind = cutOffs["ahead"], cutOffs["on_schedule"], cutOffs["far_behind"]
	}
	live.Final = m.isFinal(item)
	return live
}

// isFinal tells whether the value that was judged is that of the deadline.
func (m *reportMaterial) isFinal(item Item) bool {
	deadline := item.Deadline()
	judged := item.judged()
	if deadline.IsZero() || judged == nil {
		return false
	}
	series := m.series[seriesOf{item.Indicator.Code, item.areaCode(), item.Dimension}]
	return slices.ContainsFunc(series, func(observation metrics.Observation) bool {
		return observation.Period == judged.Period && observation.Period.Last >= deadline
	})
}
