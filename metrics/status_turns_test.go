package metrics

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
)

var turnZone = time.FixedZone("UTC+8", 8*60*60)

// turnCatalogue has one target by the end of 2025, from 5 at the end of 2020, of a plan
// issued on 1 June 2022.
func turnCatalogue(value int64) *Catalogue {
	number := func(n int64) decimal.NullDecimal { return decimal.NewNullDecimal(decimal.NewFromInt(n)) }
	return (&Catalogue{
		Plans:      []Plan{{Code: "P1", Issued: NewDate(2022, 6, 1)}},
		Indicators: []Indicator{{Code: "COAL", Unit: "万吨", Kind: KindStock, Direction: HigherIsBetter}},
		Targets: []Target{{Code: "T1", Plan: "P1", Indicator: "COAL", Area: CityArea, Period: "2025", Comparator: AtLeast, Value: number(value),
			BasePeriod: "2020", BaseValue: number(5), BaseComparable: true, Path: PathLinear, InForce: true, Scored: true, Recurrence: Once}},
	}).Index()
}

func turnValue(year int, revision uint32, value, run string, released Date) Observation {
	return Observation{
		ObservationKey: ObservationKey{SeriesKey{Indicator: "COAL", Area: CityArea, Scenario: Actual}, Year(year)},
		Value:          decimal.NewNullDecimal(decimal.RequireFromString(value)), Status: StatusNormal, Revision: revision,
		Released: released, Lineage: Lineage{Run: run},
	}
}

func inZone(year, month, day, hour int) time.Time {
	return time.Date(year, time.Month(month), day, hour, 0, 0, 0, turnZone)
}

// wholeStory has a turn of every cause.
func wholeStory() StatusTurnsInput {
	strict := DefaultPolicy()
	strict.Version, strict.SavedAt, strict.Settings.FarBehind = "strict", inZone(2025, 7, 1, 10), 0.8
	return StatusTurnsInput{
		Query:      StatusHistoryQuery{Target: "T1", Scenario: Actual, Vintage: Vintage{AsOf: NewDate(2026, 2, 28)}},
		Catalogues: []CatalogueVersion{{inZone(2023, 5, 1, 9), turnCatalogue(10)}, {inZone(2025, 9, 1, 9), turnCatalogue(12)}},
		Policies:   []Policy{DefaultPolicy(), strict},
		Values: []Observation{
			turnValue(2021, 1, "6", "founding", NewDate(2022, 3, 1)),
			turnValue(2022, 1, "6.5", "founding", NewDate(2023, 2, 20)),
			turnValue(2023, 1, "8.6", "of 2023", NewDate(2024, 2, 25)),
			turnValue(2024, 1, "9", "of 2024", NewDate(2025, 2, 20)),
			turnValue(2024, 2, "8", "revision", NewDate(2025, 6, 1)),
			turnValue(2024, 3, "1", "never published", NewDate(2025, 6, 2)),
		},
		Runs: map[string][]RunSpan{
			"founding": {{From: inZone(2023, 5, 30, 9)}},
			"of 2023":  {{From: inZone(2024, 3, 5, 1)}}, // still 4 March in UTC
			"of 2024":  {{From: inZone(2025, 2, 21, 9)}},
			"revision": {{From: inZone(2025, 6, 10, 9), Until: inZone(2025, 8, 1, 9)}},
		},
		Founded: inZone(2023, 6, 1, 9), Today: NewDate(2026, 3, 1), Zone: turnZone,
	}
}

// told is a turn in one line.
func told(turns []StatusTurn) []string {
	var lines []string
	for _, turn := range turns {
		lines = append(lines, fmt.Sprintf("%s %s→%s %s %s=%s %s%s", turn.Day, turn.From, turn.To, turn.Cause, turn.Period, turn.Value, turn.Run, turn.Policy))
	}
	return lines
}

// The path from 5 to 10 requires 6, 7, 8, 9 at the ends of 2021 to 2024. 6 is pace 1;
// 6.5 is 1.5/2 = 0.75; 8.6 is 3.6/3 = 1.2; 9 is 1; 8 is 3/4 = 0.75, behind by the
// default cut-off 0.6 and far behind by 0.8. Towards 12 the path requires 10.6 at the
// end of 2024, so that 9 is 4/5.6 = 0.71. On 1 January 2026 the deadline has passed
// without a value for it.
func TestEveryCauseOfATurn(t *testing.T) {
	want := []string{
		"2022-06-01 →on_schedule first 2021=6 founding",
		"2023-02-20 on_schedule→behind value 2022=6.5 founding",
		"2024-03-05 behind→ahead value 2023=8.6 of 2023",
		"2025-02-21 ahead→on_schedule value 2024=9 of 2024",
		"2025-06-10 on_schedule→behind revision 2024=8 revision",
		"2025-07-01 behind→far_behind policy = strict",
		"2025-08-01 far_behind→on_schedule revision 2024=9 of 2024",
		"2025-09-01 on_schedule→far_behind catalogue = ",
		"2026-01-01 far_behind→not_assessable day = ",
	}
	turns := TurnsOf(wholeStory())
	if diff := cmp.Diff(want, told(turns)); diff != "" {
		t.Errorf("turns (-want +got):\n%s", diff)
	}
	for _, turn := range turns {
		if turn.Reason.Key == "" {
			t.Errorf("the turn of %s does not say why", turn.Day)
		}
	}
}

// A run brings the value of January twice: as a month and as the months up to it, which
// have one name and one value. Whichever the turn is told by, it is always the same.
func TestTurnIsToldByTheSameValueEveryTime(t *testing.T) {
	input := wholeStory()
	input.Values = input.Values[:2] // on schedule, behind
	for _, frequency := range []Frequency{YearToDate, Month} {
		value := turnValue(2024, 1, "9.5", "of 2023", NewDate(2024, 2, 25))
		value.Period = Period{Frequency: frequency, First: NewDate(2024, 1, 1), Last: NewDate(2024, 1, 31)}
		input.Values = append(input.Values, value)
	}
	for range 50 {
		turns := TurnsOf(input)
		at := slices.IndexFunc(turns, func(turn StatusTurn) bool { return turn.Day == NewDate(2024, 3, 5) })
		if at < 0 || turns[at].Frequency != Month || turns[at].Value != "9.5" {
			t.Fatalf("turns %+v, want one on 5 March 2024 by the month", turns)
		}
	}
}

// TestHistoryAsKnownBefore asks on 15 March 2025 what was known then, and a year later
// what was known on that day: both tell the same.
func TestHistoryAsKnownBefore(t *testing.T) {
	then := wholeStory()
	then.Today, then.Query.Vintage = NewDate(2025, 3, 15), Vintage{AsOf: NewDate(2025, 3, 15), KnownAt: inZone(2025, 3, 15, 12)}
	later := wholeStory()
	later.Query.Vintage = then.Query.Vintage
	want := []string{
		"2022-06-01 →on_schedule first 2021=6 founding",
		"2023-02-20 on_schedule→behind value 2022=6.5 founding",
		"2024-03-05 behind→ahead value 2023=8.6 of 2023",
		"2025-02-21 ahead→on_schedule value 2024=9 of 2024",
	}
	for name, input := range map[string]StatusTurnsInput{"then": then, "later": later} {
		if diff := cmp.Diff(want, told(TurnsOf(input))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// TestWithoutAFoundingValuesCountFromTheirRelease: all was known on every day, so
// that only the days of release and of the calendar remain, and the newest policy and
// catalogue hold from the beginning. Towards 12 the path requires 6.4, 7.8, 9.2 and 10.6:
// 6 is 1/1.4 = 0.714, far behind by the cut-off 0.8, as are 6.5 (1.5/2.8 = 0.54) and 9
// (0.714); 8.6 is 3.6/4.2 = 0.857, behind.
func TestWithoutAFoundingValuesCountFromTheirRelease(t *testing.T) {
	input := wholeStory()
	input.Founded = time.Time{}
	want := []string{
		"2022-06-01 →far_behind first 2021=6 founding",
		"2024-02-25 far_behind→behind value 2023=8.6 of 2023",
		"2025-02-20 behind→far_behind value 2024=9 of 2024",
		"2026-01-01 far_behind→not_assessable day = ",
	}
	if diff := cmp.Diff(want, told(TurnsOf(input))); diff != "" {
		t.Errorf("turns (-want +got):\n%s", diff)
	}
}

func TestATargetWithoutAnyStatusHasNoHistory(t *testing.T) {
	input := wholeStory()
	input.Values = nil
	if turns := TurnsOf(input); len(turns) != 0 {
		t.Errorf("turns %v, want none", told(turns))
	}
	input = wholeStory()
	input.Query.Target = "NO-SUCH-TARGET"
	if turns := TurnsOf(input); len(turns) != 0 {
		t.Errorf("turns of an unknown target %v, want none", told(turns))
	}
}

// BenchmarkTurnsOfTenYearsOfMonths is a target with a value for every month of ten
// years, each recorded after the founding.
func BenchmarkTurnsOfTenYearsOfMonths(b *testing.B) {
	input := wholeStory()
	input.Values, input.Runs = nil, map[string][]RunSpan{}
	for month := range 120 {
		run := fmt.Sprint("run ", month)
		value := turnValue(2020, 1, fmt.Sprint(5+month%7), run, 0)
		value.Period = MonthOf(2016+month/12, 1+month%12)
		value.Released = value.Period.Last.AddDays(20)
		input.Values = append(input.Values, value)
		input.Runs[run] = []RunSpan{{From: value.Released.AddDays(1).Time()}}
	}
	input.Founded = inZone(2016, 1, 1, 0)
	for b.Loop() {
		TurnsOf(input)
	}
}

// December is published alone (9) and with the months before it (100), on one day; the
// year that is judged is the 100. The strip tells that one, and that it is a sum.
func TestTurnTellsTheValueThatWasJudged(t *testing.T) {
	input := wholeStory()
	for i := range input.Catalogues {
		catalogue := turnCatalogue(90)
		catalogue.Indicators[0].Kind = KindFlow
		input.Catalogues[i].Catalogue = catalogue.Index()
	}
	december := turnValue(2022, 1, "9", "founding", NewDate(2023, 1, 20))
	december.Period, _ = ParsePeriod(Month, "2022-12")
	toDate := turnValue(2022, 1, "100", "founding", NewDate(2023, 1, 20))
	toDate.Period, _ = ParsePeriod(YearToDate, "2022-12")
	for _, values := range [][]Observation{{december, toDate}, {toDate, december}} {
		input.Values = values
		turn := TurnsOf(input)[0]
		if turn.Value != "100" || turn.Frequency != YearToDate || turn.Period != "2022-12" || turn.Indicator != "COAL" || turn.Area != CityArea {
			t.Errorf("told by %s of %s (%s) of %s in %s", turn.Value, turn.Period, turn.Frequency, turn.Indicator, turn.Area)
		}
	}
}
