package main

import (
	"fmt"
	"text/tabwriter"
	"time"

	"zhibiao/metrics"
)

type assessCommand struct {
	Cases  string `arg:"" optional:"" type:"path" help:"CSV file of cases to try, judged without the database: columns case, base_year, base_value, current_year, current_value, target_year, target_value, direction (increase, decrease, band or parity), method (linear, compound, eurostat, un2023, germany, astat, level, cumulative, rate-plan, efficacy, attainment; default linear), limit, and where a method looks at more than two values series (2023:12.1;2024:12.4 or 2024-08:4.2), target_high, tolerance; with a column group (3/3.5 is a group within 3) each group gets the mean of its scores, with weight the weighted composite of its efficacy points; adds ratio, score, status, explanation; an empty target_value means without target"`
	Output string `short:"o" type:"path" help:"file to write the judged cases to (CSV); default: standard output"`
	AsOf   string `help:"day to assess as of, such as 2024-06-30; default: today"`
	Area   string `help:"code of one area; default: every area that has targets"`
	Demo   bool   `help:"assess the generated demonstration values instead of real ones"`
	List   bool   `help:"print every target, not only the counts"`

	Full  bool     `help:"bring the stored assessments of every area up to date without reading them back: a few areas at a time, with a progress bar; when stopped it goes on where it was"`
	Areas []string `help:"with --full: codes of the areas, separated by commas; default: every area that has targets"`
}

// Run assesses all targets, stores the result, and prints how many stand how. With a
// file of cases it judges those instead and opens no database.
func (c assessCommand) Run(i *invocation) error {
	switch {
	case c.Cases != "":
		return c.assessCases(i)
	case c.Output != "":
		return metrics.NewProblem("methods.output_without_cases")
	}
	day, err := c.day()
	if err != nil {
		return err
	}
	return i.inside(func(r *rooms) error {
		vintage, err := r.store.VintageOn(i.ctx, day)
		if err != nil {
			return err
		}
		if c.Full {
			return c.assessFully(i, r, vintage)
		}
		if err := r.needCatalogue(i.ctx); err != nil {
			return err
		}
		catalogue, err := r.store.CatalogueAt(i.ctx, vintage.KnownAt)
		if err != nil {
			return err
		}
		query := metrics.AssessmentQuery{Scenario: metrics.Actual, Vintage: vintage, Areas: catalogue.AreasWithTargets()}
		if c.Demo {
			query.Scenario = metrics.Demonstration
		}
		if c.Area != "" {
			if catalogue.Area(c.Area) == nil {
				return metrics.NewProblem("cli.area_unknown", "area", c.Area)
			}
			query.Areas = []string{c.Area}
		}
		assessments, err := r.store.Assessments(i.ctx, query)
		if err != nil {
			return err
		}
		if err := c.print(i, catalogue, assessments, day); err != nil {
			return err
		}
		return tellBeginning(i, r, catalogue, query)
	})
}

func (c assessCommand) day() (metrics.Date, error) {
	if c.AsOf == "" {
		return today(time.Now()), nil
	}
	day, err := metrics.ParseDate(c.AsOf)
	if err != nil {
		return 0, metrics.NewProblem("cli.date_form", "value", c.AsOf).Because(err)
	}
	return day, nil
}

func (c assessCommand) print(i *invocation, catalogue *metrics.Catalogue, assessments []metrics.Assessment, day metrics.Date) error {
	counts := map[metrics.AssessmentStatus]int{}
	table := tabwriter.NewWriter(i.terminal.out, 0, 8, 2, ' ', 0)
	for _, assessment := range assessments {
		counts[assessment.Status]++
		if c.List {
			_, _ = fmt.Fprintf(table, "%s\t%s\t%s\n", i.terminal.text("status."+string(assessment.Status)), assessment.Target,
				indicatorName(catalogue, assessment.Indicator, i.line.Language))
		}
	}
	_ = table.Flush()
	i.terminal.say("cli.assess.title", "count", len(assessments), "day", day)
	for _, status := range metrics.AssessmentStatuses() {
		if counts[status] > 0 {
			_, _ = fmt.Fprintf(table, "%s\t%d\n", i.terminal.text("status."+string(status)), counts[status])
		}
	}
	return table.Flush()
}

func indicatorName(catalogue *metrics.Catalogue, code, language string) string {
	indicator := catalogue.Indicator(code)
	switch {
	case indicator == nil:
		return code
	case language == "en":
		return indicator.NameEn
	default:
		return indicator.NameZh
	}
}

// today is the civil day in the city, wherever the program runs.
func today(now time.Time) metrics.Date {
	return metrics.DateOf(now.In(metrics.CityZone()))
}
