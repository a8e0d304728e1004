package dashboard

import (
	"html/template"
	"reflect"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"zhibiao/dashboard/charts"
	"zhibiao/dashboard/locale"
	"zhibiao/metrics"
)

// wording puts values into the words of one language. Its methods are the functions
// of the templates.
type wording struct {
	texts    *locale.Texts
	language locale.Language
	zone     *time.Location
}

func (s *Server) wording(language locale.Language) wording {
	return wording{texts: s.texts, language: language, zone: s.dependencies.Zone}
}

func (w wording) functions() template.FuncMap {
	return template.FuncMap{
		"t":           w.text,
		"has":         func(key string) bool { return w.texts.Has(locale.Chinese, key) },
		"name":        w.name,
		"field":       w.field,
		"problem":     func(problem *metrics.Problem) string { return w.texts.Problem(w.language, problem) },
		"hint":        func(problem *metrics.Problem) string { return w.texts.Hint(w.language, problem) },
		"reason":      w.reason,
		"told":        w.told,
		"grouped":     grouped,
		"plainly":     plainly,
		"decimal":     w.exact,
		"written":     w.written,
		"number":      w.number,
		"signed":      w.signed,
		"percent":     w.percent,
		"growth":      w.signedPercent,
		"differs":     growsByDifference,
		"points":      w.points,
		"count":       func(n int) string { return charts.GroupDigits(decimal.NewFromInt(int64(n)).String()) },
		"date":        w.date,
		"moment":      w.moment,
		"period":      w.period,
		"unit":        w.unit,
		"status":      func(status metrics.AssessmentStatus) string { return w.text("status." + string(status)) },
		"tone":        tone,
		"comparator":  w.comparator,
		"targetValue": w.targetValue,
		"value":       w.value,
		"bullet":      w.bullet,
		"sparkline":   w.sparkline,
		"join":        w.join,
		"code":        w.code,
		"pair":        func(page, item any) pair { return pair{Page: page, Item: item} },
		"setting":     writeSetting,
		"traced":      traced,
		"goal":        tracedTarget,
		"methodName":  w.methodName,
		"gapUnit":     w.gapUnit,
		"step":        w.step,
		"share":       w.share,
		"pipelineKey": pipelineKey,
		"sum":         func(sum decimal.Decimal) string { return charts.GroupDigits(sum.String()) },
		"scale":       w.scale,
		"cutOffs":     otherCutOffs,
		"turnCause":   w.turnCause,
		"chance":      w.chance,
		"perMonth":    w.perMonth,
		"meanError":   w.meanError,
		"columns":     func(years, others int) int { return years + others },
		"stageName":   w.stageName,
	}
}

// pair hands a page and one of its rows to a partial.
type pair struct{ Page, Item any }

func (w wording) text(key string, pairs ...any) string {
	return w.texts.Text(w.language, key, pairs...)
}

// code returns the words for a code, such as the unit of a frequency, or the code
// itself when the texts do not know it.
func (w wording) code(prefix string, value any) string {
	text := reflect.ValueOf(value).String()
	if key := prefix + "." + text; w.texts.Has(w.language, key) {
		return w.text(key)
	}
	return text
}

// name returns the name or title of a thing of the catalogue in the language, and
// the Chinese one where there is no other. Nil has no name.
func (w wording) name(thing any) string {
	if value := reflect.ValueOf(thing); !value.IsValid() || value.Kind() == reflect.Pointer && value.IsNil() {
		return ""
	}
	if name := w.field(thing, "Name"); name != "" {
		return name
	}
	return w.field(thing, "Title")
}

// field returns the text of the field pair <name>Zh, <name>En.
func (w wording) field(thing any, name string) string {
	value := reflect.Indirect(reflect.ValueOf(thing))
	if value.Kind() != reflect.Struct {
		return ""
	}
	text := func(suffix string) string {
		if field := value.FieldByName(name + suffix); field.IsValid() && field.Kind() == reflect.String {
			return field.String()
		}
		return ""
	}
	if w.language == locale.English {
		if english := text("En"); english != "" {
			return english
		}
	}
	return text("Zh")
}

// join sets the names of things after one another.
func (w wording) join(things any) string {
	list := reflect.ValueOf(things)
	names := make([]string, 0, list.Len())
	for i := range list.Len() {
		element := list.Index(i).Interface()
		if text, isText := element.(string); isText {
			names = append(names, text)
		} else {
			names = append(names, w.name(element))
		}
	}
	return strings.Join(names, w.text("list.separator"))
}
