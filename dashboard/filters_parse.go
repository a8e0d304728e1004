package dashboard

import (
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"zhibiao/metrics"
)

const longestSearch = 100 // characters

// parseFilters reads the filters of an address. What makes no sense is a Problem
// that names the parameter; nothing is ignored in silence.
func parseFilters(values url.Values, today metrics.Date, zone *time.Location, demonstration bool) (Filters, error) {
	filters := Filters{AsOf: today, Demonstration: demonstration, DefaultDemonstration: demonstration, given: url.Values{}}
	text := func(name string) string {
		value := strings.TrimSpace(values.Get(name))
		if value != "" {
			filters.given.Set(name, value)
		}
		return value
	}
	for _, value := range values {
		if !utf8.ValidString(strings.Join(value, "")) {
			return filters, badRequest(metrics.NewProblem("filter.text"))
		}
	}
	filters.Plan, filters.Theme = text("plan"), text("theme")
	filters.Area, filters.Organisation = text("area"), text("organisation")
	filters.Dimension, filters.Target = text("dimension"), text("target")

	if filters.Search = text("q"); utf8.RuneCountInString(filters.Search) > longestSearch {
		filters.given.Del("q")
		return filters, badRequest(metrics.NewProblem("filter.search"))
	}
	attribute := text("attribute")
	filters.Attribute = metrics.Attribute(attribute)
	if attribute != "" && filters.Attribute != metrics.Binding && filters.Attribute != metrics.Expected {
		return filters, badRequest(metrics.NewProblem("filter.attribute", "value", attribute))
	}
	if filters.Status = text("status"); filters.Status != "" && !isStatusFilter(filters.Status) {
		return filters, badRequest(metrics.NewProblem("filter.status", "value", filters.Status))
	}
	if filters.Sort = text("sort"); filters.Sort != "" && !isSortOrder(filters.Sort) {
		return filters, badRequest(metrics.NewProblem("filter.sort", "value", filters.Sort))
	}
	if filters.Role = text("role"); filters.Role != "" && filters.Role != roleLead && filters.Role != roleResponsible {
		return filters, badRequest(metrics.NewProblem("filter.role", "value", filters.Role))
	}
	if err := filters.parseDay(text("as_of"), today); err != nil {
		return filters, err
	}
	if err := filters.parseMoment(text("known_at"), today, zone); err != nil {
		return filters, err
	}
	return filters, filters.parseDemonstration(text("demo"))
}

func isStatusFilter(text string) bool {
	if text == statusAttention {
		return true
	}
	for _, status := range metrics.AssessmentStatuses() {
		if string(status) == text {
			return true
		}
	}
	return false
}

func (f *Filters) parseDay(text string, today metrics.Date) error {
	if text == "" {
		return nil
	}
	date, err := metrics.ParseDate(text)
	if err != nil {
		return badRequest(metrics.NewProblem("filter.date", "value", text).Because(err))
	}
	if date.Year() < metrics.FirstYear {
		return badRequest(metrics.NewProblem("filter.date.early", "value", text))
	}
	if date > today {
		return badRequest(metrics.NewProblem("filter.date.future", "value", text, "today", today.String()))
	}
	f.AsOf = date
	if date == today {
		f.given.Del("as_of")
	}
	return nil
}

// knownNow as known_at asks for what is known today of a past day.
const knownNow = "now"

// parseMoment reads a moment, a day, which means its end in the zone, or knownNow.
// What will be known later nobody can ask.
func (f *Filters) parseMoment(text string, today metrics.Date, zone *time.Location) error {
	switch text {
	case "":
		return nil
	case knownNow:
		if f.AsOf == today {
			f.given.Del("known_at")
		}
		f.KnownNow = f.AsOf != today
		return nil
	}
	moment, err := time.Parse(time.RFC3339, text)
	if err != nil {
		day, err := time.ParseInLocation(time.DateOnly, text, zone)
		if err != nil {
			return badRequest(metrics.NewProblem("filter.moment", "value", text).Because(err))
		}
		moment = day.AddDate(0, 0, 1).Add(-time.Millisecond)
	}
	if metrics.DateOf(moment.In(zone)) > today {
		return badRequest(metrics.NewProblem("filter.moment.future", "value", text, "today", today.String()))
	}
	f.KnownAt = moment
	return nil
}

func (f *Filters) parseDemonstration(text string) error {
	switch text {
	case "":
		return nil
	case "1":
		f.Demonstration = true
	case "0":
		f.Demonstration = false
	default:
		return badRequest(metrics.NewProblem("filter.demo", "value", text))
	}
	if f.Demonstration == f.DefaultDemonstration {
		f.given.Del("demo")
	}
	return nil
}

// check compares the codes with the catalogue.
func (f Filters) check(catalogue *metrics.Catalogue) error {
	switch {
	case f.Plan != "" && catalogue.Plan(f.Plan) == nil:
		return badRequest(metrics.NewProblem("filter.plan", "value", f.Plan))
	case f.Theme != "" && catalogue.Theme(f.Theme) == nil:
		return badRequest(metrics.NewProblem("filter.theme", "value", f.Theme))
	case f.Area != "" && catalogue.Area(f.Area) == nil:
		return badRequest(metrics.NewProblem("filter.area", "value", f.Area))
	case f.Organisation != "" && catalogue.Organisation(f.Organisation) == nil:
		return badRequest(metrics.NewProblem("filter.organisation", "value", f.Organisation))
	}
	return nil
}
