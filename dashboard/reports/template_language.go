package reports

import (
	"regexp"
	"slices"
	"strings"

	"zhibiao/metrics"
)

// The language of placeholders. Every word has a Chinese and an English form:
//
//	{{报表.标题}}                              a field of the report
//	{{每个指标 规划=P2022-169}}                repeats its row for each indicator of a selection
//	{{指标.名称}} {{最新.实际}} {{2025.目标}}    fields of the indicator of a repeated row
//	{{COAL-OUTPUT@150600:2024.实际}}           a series by itself: indicator#dimension@area:period.measure

// field is what a placeholder asks for: a thing or a period, and what of it.
type field struct{ of, what string }

// The canonical names of what fields can be of, beside printed periods such as 2025.
const (
	ofReport    = "report"
	ofIndicator = "indicator"
	ofBase      = "base"
	ofLatest    = "latest"
	ofFinal     = "final"
)

// ofRow tells whether the field belongs to the indicator of a row.
func (f field) ofRow() bool { return f.of != ofReport }

// word is a word of the language: canonical, Chinese.
type word struct{ name, chinese string }

// TemplateVocabulary lists what can be asked for, as a page shows it: the Chinese and
// the English form of each placeholder. Printed periods are shown by 2025.
func TemplateVocabulary() [][2]string {
	var all [][2]string
	for _, group := range vocabulary() {
		for _, what := range group.fields {
			all = append(all, [2]string{group.of.chinese + "." + what.chinese, group.of.name + "." + what.name})
		}
	}
	return all
}

type wordGroup struct {
	of     word
	fields []word
}

const shownPeriod = "2025"

func vocabulary() []wordGroup {
	return []wordGroup{
		{word{ofReport, "报表"}, []word{{"title", "标题"}, {"number", "编号"}, {"document", "文号"}, {"issued", "印发"}, {"area", "区域"}, {"as_of", "截至"},
			{"known_at", "取数时间"}, {"filters", "筛选"}, {"rows", "项数"}, {"demonstration", "演示数据"}}},
		{word{ofIndicator, "指标"}, []word{{"item", "序号"}, {"name", "名称"}, {"code", "代码"}, {"unit", "单位"}, {"section", "分组"}, {"theme", "领域"},
			{"area", "区域"}, {"dimension", "维度"}, {"organisation", "责任单位"}, {"attribute", "属性"}, {"source", "依据"}}},
		{word{ofBase, "基期"}, []word{{"actual", "实际"}, {"period", "时期"}}},
		{word{ofLatest, "最新"}, []word{{"actual", "实际"}, {"period", "时期"}, {"data_status", "数据状态"}, {"target_rate", "目标完成率"}, {"increment_rate", "增量完成率"},
			{"time_rate", "时序进度"}, {"gap", "差距"}, {"required", "每年需变化"}, {"status", "状态"}, {"reason", "理由"}}},
		{word{ofFinal, "期末"}, []word{{"target", "目标"}, {"actual", "实际"}, {"period", "时期"}}},
		{word{shownPeriod, shownPeriod}, []word{{"actual", "实际"}, {"target", "目标"}}},
	}
}

// Selection words of a repeated row.
func selectionWords() []word {
	return []word{{"plan", "规划"}, {"theme", "领域"}, {"organisation", "单位"}, {"area", "区域"}, {"attribute", "属性"}}
}

var (
	placeholderPattern = regexp.MustCompile(`\{\{([^{}]*)\}\}`)
	referencePattern   = regexp.MustCompile(`^([A-Za-z0-9][A-Za-z0-9_-]*)(?:#([^@:]+))?(?:@([A-Za-z0-9-]+))?:(.+)$`)
	periodPattern      = regexp.MustCompile(`^\d{4}(-\d{2}|-?Q[1-4]|-?H[12])?$`)
)

// placeholdersIn lists what stands between double braces in a text.
func placeholdersIn(text string) []string {
	if !strings.Contains(text, "{{") {
		return nil
	}
	var found []string
	for _, match := range placeholderPattern.FindAllStringSubmatch(text, -1) {
		found = append(found, match[1])
	}
	return found
}

// parseMarker reads 每个指标 or “each indicator” with its selection.
func parseMarker(text string) (selection Selection, isMarker bool, problem *metrics.Problem) {
	rest, chinese := strings.CutPrefix(strings.TrimSpace(text), "每个指标")
	if !chinese {
		const english = "each indicator"
		if len(rest) < len(english) || !strings.EqualFold(rest[:len(english)], english) {
			return selection, false, nil
		}
		rest = rest[len(english):]
	}
	for _, part := range strings.Fields(rest) {
		name, value, has := strings.Cut(strings.Replace(part, "＝", "=", 1), "=")
		target := selection.place(name)
		if !has || value == "" || target == nil {
			return selection, true, metrics.NewProblem("template.selection", "part", part, "suggestion", Nearest(name, selectionNames()))
		}
		*target = value
	}
	switch selection.Attribute {
	case "", string(metrics.Binding), string(metrics.Expected):
	case "约束性":
		selection.Attribute = string(metrics.Binding)
	case "预期性":
		selection.Attribute = string(metrics.Expected)
	default:
		return selection, true, metrics.NewProblem("template.selection", "part", selection.Attribute, "suggestion", "约束性")
	}
	return selection, true, nil
}

func selectionNames() []string {
	var names []string
	for _, word := range selectionWords() {
		names = append(names, word.chinese, word.name)
	}
	return names
}

// place is where the value of a selection word belongs, or nil.
func (s *Selection) place(name string) *string {
	for _, word := range selectionWords() {
		if name != word.chinese && !strings.EqualFold(name, word.name) {
			continue
		}
		switch word.name {
		case "plan":
			return &s.Plan
		case "theme":
			return &s.Theme
		case "organisation":
			return &s.Organisation
		case "area":
			return &s.Area
		case "attribute":
			return &s.Attribute
		}
	}
	return nil
}

// parsePlaceholder reads anything but a marker.
func parsePlaceholder(text string) (TemplateUse, *metrics.Problem) {
	trimmed := strings.TrimSpace(text)
	if parsed, known := parseField(trimmed); known {
		return TemplateUse{field: parsed}, nil
	}
	if match := referencePattern.FindStringSubmatch(trimmed); match != nil {
		parsed, known := parseField(match[4])
		if known && parsed.of != ofReport {
			return TemplateUse{Reference: Reference{Indicator: match[1], Dimension: match[2], Area: match[3]}, field: parsed}, nil
		}
		return TemplateUse{}, unknown(match[1]+":", Nearest(match[4], vocabularyTexts()))
	}
	return TemplateUse{}, unknown("", Nearest(trimmed, vocabularyTexts()))
}

// unknown says that a placeholder is not known, with what may have been meant.
func unknown(before, nearest string) *metrics.Problem {
	if nearest == "" {
		return metrics.NewProblem("template.unknown_plain")
	}
	return metrics.NewProblem("template.unknown", "suggestion", before+nearest)
}

func vocabularyTexts() []string {
	var texts []string
	for _, both := range TemplateVocabulary() {
		texts = append(texts, both[0], both[1])
	}
	return append(texts, "每个指标", "each indicator")
}

func parseField(text string) (field, bool) {
	of, what, has := strings.Cut(strings.ReplaceAll(text, "．", "."), ".")
	of, what = strings.TrimSpace(of), strings.TrimSpace(what)
	if !has {
		return field{}, false
	}
	period := ""
	if periodPattern.MatchString(of) {
		period, of = of, shownPeriod
	}
	for _, group := range vocabulary() {
		if of != group.of.chinese && !strings.EqualFold(of, group.of.name) {
			continue
		}
		i := slices.IndexFunc(group.fields, func(w word) bool { return what == w.chinese || strings.EqualFold(what, w.name) })
		if i < 0 {
			return field{}, false
		}
		if period != "" {
			return field{of: period, what: group.fields[i].name}, true
		}
		return field{of: group.of.name, what: group.fields[i].name}, true
	}
	return field{}, false
}
