package catalogue

import (
	"io/fs"

	"zhibiao/metrics"
)

func readIndicators(fsys fs.FS, errors *errorList, into *metrics.Catalogue) {
	readFile(fsys, "indicators.csv", errors, []string{"code", "name_zh", "name_en", "unit", "decimals", "kind",
		"direction", "theme", "definition_zh", "definition_en", "numerator", "denominator", "aggregation", "note"}, func(r row) {
		into.Indicators = append(into.Indicators, metrics.Indicator{
			Code: r.required("code"), NameZh: r.required("name_zh"), NameEn: r.required("name_en"), Unit: r.required("unit"),
			Decimals: r.integer("decimals"),
			Kind: word(r, "kind", metrics.KindStock, metrics.KindFlow, metrics.KindCumulative, metrics.KindRatio,
				metrics.KindRank, metrics.KindEvent, metrics.KindLimit),
			Direction: word(r, "direction", metrics.HigherIsBetter, metrics.LowerIsBetter, metrics.WithinBand, metrics.NoDirection),
			Theme:     r.required("theme"), DefinitionZh: r.text("definition_zh"), DefinitionEn: r.text("definition_en"),
			Numerator: r.text("numerator"), Denominator: r.text("denominator"),
			Aggregation: word(r, "aggregation", "sum", "none"), Note: r.text("note"),
		})
	})
}

func readIndicatorAliases(fsys fs.FS, errors *errorList, into *metrics.Catalogue) {
	readFile(fsys, "indicator_aliases.csv", errors, []string{"indicator", "alias", "unit", "scope", "note"}, func(r row) {
		into.IndicatorAliases = append(into.IndicatorAliases, metrics.IndicatorAlias{
			Indicator: r.required("indicator"), Alias: r.required("alias"), Unit: r.text("unit"), Scope: r.text("scope"), Note: r.text("note"),
		})
	})
}

func readTargets(fsys fs.FS, errors *errorList, into *metrics.Catalogue) {
	readFile(fsys, "targets.csv", errors, []string{"code", "plan", "section", "item", "position", "indicator", "area",
		"dimension", "period", "comparator", "value", "value_high", "unit", "attribute", "stretch", "recurrence",
		"recurs_from", "alternative_group", "base_period", "base_value", "base_comparable", "base_note", "path",
		"lead_organisation", "responsible_organisations", "in_force", "conflict", "scored", "not_scored_reason",
		"statements", "confidence", "note"}, func(r row) {
		target := metrics.Target{
			Code: r.required("code"), Plan: r.required("plan"), Section: r.text("section"), Item: r.text("item"),
			Position: r.integer("position"), Indicator: r.required("indicator"), Area: r.required("area"),
			Dimension: r.text("dimension"), Period: r.text("period"),
			Comparator: word(r, "comparator", metrics.AtLeast, metrics.MoreThan, metrics.AtMost, metrics.LessThan,
				metrics.Equal, metrics.Approximately, metrics.Between),
			Value: r.optionalNumber("value"), ValueHigh: r.optionalNumber("value_high"), Unit: r.text("unit"),
			Attribute:        word(r, "attribute", "", metrics.Expected, metrics.Binding),
			Stretch:          r.yes("stretch", false),
			Weight:           r.optionalNumber("weight"),
			Recurrence:       word(r, "recurrence", metrics.Once, metrics.Yearly, metrics.Monthly, metrics.Standing, metrics.EachTerm),
			RecursFrom:       r.text("recurs_from"),
			AlternativeGroup: r.text("alternative_group"), BasePeriod: r.text("base_period"),
			BaseValue: r.optionalNumber("base_value"), BaseComparable: r.yes("base_comparable", true), BaseNote: r.text("base_note"),
			Path:                     word(r, "path", metrics.PathLinear, metrics.PathFlat, metrics.PathMilestones, metrics.PathEvent, metrics.PathSeasonal),
			LeadOrganisation:         r.text("lead_organisation"),
			ResponsibleOrganisations: r.list("responsible_organisations"),
			InForce:                  r.yes("in_force", true), Conflict: r.text("conflict"), Scored: r.yes("scored", true),
			NotScoredReason: r.text("not_scored_reason"), Statements: r.list("statements"),
			Confidence: r.text("confidence"), Note: r.text("note"),
		}
		if target.Period != "" && target.Deadline().IsZero() {
			r.fail("period", "the cell must be a year, a day such as 2023-12-31, or empty")
		}
		if target.Weight.Valid && target.Weight.Decimal.Sign() <= 0 {
			r.fail("weight", "a weight is a number above zero, or empty")
		}
		if (target.Comparator == metrics.Between) != target.ValueHigh.Valid && target.Value.Valid {
			r.fail("value_high", "a range, and only a range, has a second value")
		}
		into.Targets = append(into.Targets, target)
	})
}

func readBenchmarks(fsys fs.FS, errors *errorList, into *metrics.Catalogue) {
	readFile(fsys, "benchmarks.csv", errors, []string{"code", "indicator", "label_zh", "label_en", "period", "value",
		"unit", "statements", "note"}, func(r row) {
		into.Benchmarks = append(into.Benchmarks, metrics.BenchmarkValue{
			Code: r.required("code"), Indicator: r.required("indicator"), LabelZh: r.required("label_zh"),
			LabelEn: r.required("label_en"), Period: r.text("period"), Value: r.requiredNumber("value"), Unit: r.text("unit"),
			Statements: r.list("statements"), Note: r.text("note"),
		})
	})
}
