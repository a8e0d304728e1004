package dashboard

import (
	"html/template"
	"strings"

	"github.com/shopspring/decimal"

	"zhibiao/dashboard/charts"
	"zhibiao/dashboard/locale"
	"zhibiao/metrics"
)

// pipelineSentence says what a balance means: what is needed, what the lists bring by
// the deadline, what is missing, and what else a reader must know.
func (w wording) pipelineSentence(balance metrics.PipelineBalance) string {
	arguments := []any{
		"goal", amount(balance.Goal.Decimal), "start", amount(balance.Start.Decimal), "period", w.period(balance.StartIn),
		"needed", amount(balance.Needed.Decimal), "in_time", amount(balance.ByDeadline), "undated", amount(balance.Undated),
		"later", amount(balance.Later), "missing", amount(balance.Missing.Decimal), "surplus", amount(balance.Missing.Decimal.Neg()),
		"listed", amount(balance.Supply.Listed), "current", amount(balance.Current.Decimal), "current_period", w.period(balance.CurrentPeriod),
		"unit", w.unit(balance.Unit), "deadline", w.period(balance.Target.Period), "count", balance.Unquantified,
	}
	var parts []string
	say := func(key string) { parts = append(parts, w.text(key, arguments...)) }
	if balance.Verdict != metrics.PipelineNoNumber {
		say("pipeline.need." + needKey(balance))
	}
	say("pipeline.sentence." + verdictKey(balance))
	if balance.Later.IsPositive() && balance.Verdict != metrics.PipelineNoNumber {
		say("pipeline.later")
	}
	if balance.Unquantified > 0 {
		say("pipeline.unquantified")
	}
	if w.language == locale.English {
		return strings.Join(parts, " ")
	}
	return strings.Join(parts, "")
}

func needKey(balance metrics.PipelineBalance) string {
	switch {
	case balance.StartFrom == metrics.StartUnknown:
		return "unknown"
	case balance.Start.Decimal.IsZero():
		return "zero"
	case balance.StartIn == "":
		return "existing_undated"
	default:
		return string(balance.StartFrom)
	}
}

func verdictKey(balance metrics.PipelineBalance) string {
	key := string(balance.Verdict)
	switch balance.Verdict {
	case metrics.PipelineShort, metrics.PipelineOpen:
		switch {
		case balance.Undated.IsPositive() && balance.ByDeadline.IsZero() && balance.Later.IsZero():
			key += ".undated_only"
		case balance.Undated.IsPositive():
			key += ".undated"
		}
	case metrics.PipelineCovered:
		if balance.ByDeadline.Equal(balance.Needed.Decimal) {
			key += ".exact"
		}
	}
	return key
}

// amount writes an exact amount with the digits it has.
func amount(value decimal.Decimal) string { return charts.GroupDigits(value.String()) }

// pipelineKey lists the parts of a bar.
func pipelineKey() []string { return []string{"existing", "in_time", "undated", "later", "target"} }

// Bar draws a balance; label is what a screen reader says.
func (l PipelineLine) Bar() template.HTML {
	bar := charts.PipelineBar{Existing: l.Start.Decimal.InexactFloat64(), InTime: l.ByDeadline.InexactFloat64(),
		Undated: l.Undated.InexactFloat64(), Later: l.Later.InexactFloat64(), Goal: float(l.Goal), Label: l.Sentence}
	return bar.SVG()
}
