package dashboard

import (
	"cmp"
	"context"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"
	"github.com/shopspring/decimal"

	"zhibiao/dashboard/locale"
	"zhibiao/ingest/form"
	"zhibiao/metrics"
)

// formWorkbook gathers what a form workbook shows: names, units, definitions, the newest
// known values, and the ranges of the checks.
func (s *Server) formWorkbook(c echo.Context, sent *metrics.Form) (form.Workbook, error) {
	ctx, words := c.Request().Context(), s.wording(languageOf(c))
	filters, err := s.filtersOf(c)
	if err != nil {
		return form.Workbook{}, err
	}
	catalogue, err := s.loadCatalogue(ctx, filters)
	if err != nil {
		return form.Workbook{}, err
	}
	known, err := s.knownBefore(ctx, sent)
	if err != nil {
		return form.Workbook{}, err
	}
	rules := metrics.DefaultChecks()
	if s.dependencies.Checks != nil {
		if rules, err = s.dependencies.Checks.Checks(ctx); err != nil {
			return form.Workbook{}, fmt.Errorf("load rules of checks: %w", err)
		}
	}
	book := form.Workbook{Form: sent, Due: words.date(sent.Due), Creator: words.text("brand.full"), Moment: s.dependencies.Now(), Text: words.text, English: words.language == locale.English}
	for _, code := range sent.Organisations() {
		if !filters.coversOrganisation(code) {
			continue
		}
		sheet := form.Sheet{Organisation: code, Name: words.organisationName(catalogue, code)}
		for i := range sent.Rows {
			row := &sent.Rows[i]
			if row.Organisation == code {
				sheet.Rows = append(sheet.Rows, words.formRow(catalogue, row, known[row.SeriesKey], rules))
			}
		}
		book.Sheets = append(book.Sheets, sheet)
	}
	if len(book.Sheets) == 0 && len(sent.Rows) > 0 {
		return book, &statusProblem{http.StatusForbidden, metrics.NewProblem("scope.form", "title", sent.Title)}
	}
	return book, nil
}

// knownBefore returns the values of the series of a form up to its last period, oldest
// first.
func (s *Server) knownBefore(ctx context.Context, sent *metrics.Form) (map[metrics.SeriesKey][]metrics.Observation, error) {
	query := metrics.ObservationQuery{Scenario: metrics.Actual, ValuesOnly: true}
	indicators, areas := map[string]bool{}, map[string]bool{}
	for _, row := range sent.Rows {
		indicators[row.Indicator], areas[row.Area] = true, true
		query.To = max(query.To, row.Period.Last)
	}
	query.Indicators, query.Areas = sortedKeys(indicators), sortedKeys(areas)
	observations, err := s.dependencies.Store.Observations(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("load values for form %s: %w", sent.Code, err)
	}
	known := map[metrics.SeriesKey][]metrics.Observation{}
	for _, observation := range observations {
		known[observation.SeriesKey] = append(known[observation.SeriesKey], observation)
	}
	return known, nil
}

// formRow prints what a row asks for.
func (w wording) formRow(catalogue *metrics.Catalogue, row *metrics.FormRow, known []metrics.Observation, rules metrics.CheckSet) form.Row {
	printed := form.Row{Row: row, Indicator: metrics.FormName(row.Indicator, row.Dimension), Area: row.Area, Period: w.period(row.Period)}
	if area := catalogue.Area(row.Area); area != nil {
		printed.Area = w.name(area)
	}
	indicator := catalogue.Indicator(row.Indicator)
	if indicator == nil {
		return printed
	}
	unit := cmp.Or(row.Unit, indicator.Unit)
	printed.Indicator, printed.Unit = metrics.FormName(w.name(indicator), row.Dimension), w.unit(unit)
	printed.Definition = w.field(indicator, "Definition")
	least, most := rules.Bounds(indicator, metrics.FormsFeed)
	printed.Least, printed.Most = inUnit(least, indicator.Unit, unit), inUnit(most, indicator.Unit, unit)
	if last := knownUpTo(row.Period, known); last != nil {
		printed.Last, printed.LastPeriod, printed.LastStatus = inUnit(last.Value, indicator.Unit, unit), w.period(last.Period), w.code("observation_status", last.Status)
		if last.Status == metrics.StatusNormal {
			printed.LastStatus = w.text("forms.book.status.A")
		}
	}
	return printed
}

// inUnit turns a value into the unit of the form. One that has no exact value there is
// left out rather than shown in another unit than its column says.
func inUnit(value decimal.NullDecimal, from, to string) decimal.NullDecimal {
	if !value.Valid {
		return value
	}
	converted, err := metrics.ConvertUnit(value.Decimal, from, to)
	return decimal.NullDecimal{Decimal: converted, Valid: err == nil}
}

// knownUpTo returns the newest value that does not end after a period, of its own
// frequency where there is one, or nil.
func knownUpTo(period metrics.Period, known []metrics.Observation) *metrics.Observation {
	var found *metrics.Observation
	better := func(one *metrics.Observation) bool {
		if found == nil {
			return true
		}
		if same := one.Period.Frequency == period.Frequency; same != (found.Period.Frequency == period.Frequency) {
			return same
		}
		return one.Period.Last >= found.Period.Last
	}
	for i := range known {
		if one := &known[i]; one.Value.Valid && one.Period.Last <= period.Last && better(one) {
			found = one
		}
	}
	return found
}
