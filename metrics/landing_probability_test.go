package metrics

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/shopspring/decimal"
)

func probabilityOf(comparator Comparator, direction Direction, value, high string) float64 {
	input := landed(steady...)
	input.Indicator.Direction = direction
	input.Target.Comparator, input.Target.Value, input.Target.ValueHigh = comparator, amount(value), amount(high)
	return *Land(input).Probability
}

// What is not met by one comparator is met by its opposite; a range is what lies
// between; a number to be hit exactly is hit when the printed value is it.
func TestProbabilityByComparator(t *testing.T) {
	same := func(name string, got, want float64) {
		if math.Abs(got-want) > 1e-12 {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
	atLeast, atMost := probabilityOf(AtLeast, HigherIsBetter, "16", ""), probabilityOf(AtMost, LowerIsBetter, "16", "")
	moreThan, lessThan := probabilityOf(MoreThan, HigherIsBetter, "16", ""), probabilityOf(LessThan, LowerIsBetter, "16", "")
	same("≥ and <", atLeast+lessThan, 1)
	same("> and ≤", moreThan+atMost, 1)
	same("= where higher is better", probabilityOf(Equal, HigherIsBetter, "16", ""), atLeast)
	same("= without a direction", probabilityOf(Equal, NoDirection, "16", ""), atLeast-moreThan)
	same("a range", probabilityOf(Between, WithinBand, "16", "17"), atLeast-probabilityOf(MoreThan, HigherIsBetter, "17", ""))
	same("a range where higher is better", probabilityOf(Between, HigherIsBetter, "16", "17"), atLeast)
	// about 16 is 16 ± 0.8 by the default tolerance of 5 %
	same("about", probabilityOf(Approximately, NoDirection, "16", ""),
		probabilityOf(AtLeast, HigherIsBetter, "15.2", "")-probabilityOf(MoreThan, HigherIsBetter, "16.8", ""))
	if moreThan >= atLeast {
		t.Errorf("> has probability %v, ≥ %v", moreThan, atLeast)
	}
}

func TestHarderTargetIsNeverMoreLikely(t *testing.T) {
	last := 1.0
	for value := int64(100); value < 220; value++ {
		text := decimal.New(value, -1).String()
		probability := probabilityOf(AtLeast, HigherIsBetter, text, "")
		if probability > last {
			t.Fatalf("at least %s has probability %v, more than %v for less", text, probability, last)
		}
		last = probability
	}
	if last > 0.05 {
		t.Errorf("22 by 2025 has probability %v", last)
	}
}

// The table holds what gonum computes.
func TestStudentQuantiles(t *testing.T) {
	for i, got := range studentQuantiles {
		student := (&spread{freedom: float64(i + 1)}).student(0, 1)
		if math.Abs(got.of80-student.Quantile(0.9)) > 1e-6 || math.Abs(got.of95-student.Quantile(0.975)) > 1e-6 {
			t.Errorf("%d degrees of freedom: %v", i+1, got)
		}
	}
}

func TestNaturalBounds(t *testing.T) {
	cases := []struct {
		name, unit string
		kind       Kind
		values     []float64
		target     string
		low, high  float64
	}{
		{"托位数", "个", KindStock, []float64{5, 3}, "9", 0, math.Inf(1)},
		{"煤炭产量", "万吨/年", KindFlow, []float64{5, 3}, "9", 0, math.Inf(1)},
		{"绿化覆盖率", "%", KindRatio, []float64{5, 3}, "9", 0, 100},
		{"死亡率", "‰", KindRatio, []float64{5, 3}, "9", 0, 1000},
		{"产销率", "%", KindRatio, []float64{99, 101}, "98", 0, math.Inf(1)},
		{"完成率", "%", KindRatio, []float64{99, 98}, "120", 0, math.Inf(1)},
		{"地区生产总值增速", "%", KindRatio, []float64{5, 3}, "9", math.Inf(-1), math.Inf(1)},
		{"利润", "亿元", KindFlow, []float64{5, 3}, "9", math.Inf(-1), math.Inf(1)},
		{"差额", "个百分点", KindRatio, []float64{5, 3}, "9", math.Inf(-1), math.Inf(1)},
		{"净增加", "人", KindFlow, []float64{5, -3}, "9", math.Inf(-1), math.Inf(1)},
		{"位次", "位次", KindRank, []float64{5, 3}, "2", 1, math.Inf(1)},
		{"累计投产", "万千瓦", KindCumulative, []float64{3, 5}, "9", 0, math.Inf(1)},
		{"未知", "不认识的单位", KindStock, []float64{5, 3}, "9", math.Inf(-1), math.Inf(1)},
	}
	for _, c := range cases {
		indicator := Indicator{NameZh: c.name, Unit: c.unit, Kind: c.kind, Direction: HigherIsBetter}
		g, _ := goalOf(indicator, planned(AtLeast, c.target, "2025", "", ""), DefaultSettings())
		if got := naturalBounds(&indicator, c.values, g); got != (bounds{c.low, c.high}) {
			t.Errorf("%s in %s: %+v, want %v – %v", c.name, c.unit, got, c.low, c.high)
		}
	}
}

func TestPrintedUnit(t *testing.T) {
	for want, values := range map[float64][]float64{1: {100, 6, 12000}, 0.1: {7, 0.3}, 0.01: {2.57, 1.8}, 1e-4: {0.1837, 0.12}} {
		if got := printedUnit(values); math.Abs(got-want) > want*1e-9 {
			t.Errorf("%v: %v, want %v", values, got, want)
		}
	}
}

// S is 6 of 6 pairs for four rising values: (6 − 1) ÷ √(4·3·13 ÷ 18) = 1.698 lies
// beyond 1.645; with one of three changes the other way S is 4: 1.019 does not.
func TestTrendOfRanks(t *testing.T) {
	if !hasTrend([]float64{4, 3, 2, 1}) || hasTrend([]float64{4, 3, 1, 2}) || hasTrend([]float64{2, 2, 2, 2, 2}) {
		t.Error("trend of four ranks")
	}
}

// Whatever the values are, a landing never contradicts itself.
func TestLandingOfAnything(t *testing.T) {
	languages := landingTexts(t)
	random := rand.New(rand.NewPCG(7, 11))
	kinds := []Kind{KindStock, KindFlow, KindCumulative, KindRatio, KindRank, KindLimit}
	units := []string{"%", "个", "亿元", "位次", "", "个百分点"}
	statuses := []ObservationStatus{StatusNormal, StatusNormal, StatusNormal, StatusBreak, StatusProvisional, StatusMissing}
	comparators := []Comparator{AtLeast, MoreThan, AtMost, LessThan, Equal, Approximately, Between}
	for range 4000 {
		input := landed()
		input.Indicator = ofKind(kinds[random.IntN(len(kinds))], HigherIsBetter)
		input.Indicator.Unit = units[random.IntN(len(units))]
		input.Target.Comparator = comparators[random.IntN(len(comparators))]
		input.Target.Value, input.Target.ValueHigh = amount("20"), amount("25")
		scale := int32(random.IntN(40) - 20)
		for year := 2010; year <= 2024; year++ {
			for month := 1; month <= 12; month++ {
				o := Observation{Status: statuses[random.IntN(len(statuses))], Value: decimal.NewNullDecimal(decimal.New(random.Int64N(2000)-200, scale))}
				o.Scenario = Actual
				o.Period = months(YearToDate, year, 1, month)
				switch random.IntN(8) {
				case 0:
					o.Period = MonthOf(year, month)
				case 1:
					o.Period = Year(year)
				case 2:
					o.Period = months(Quarter, year, (month+2)/3*3-2, (month+2)/3*3)
				case 3:
					continue
				}
				input.Observations = append(input.Observations, o)
			}
		}
		random.Shuffle(len(input.Observations), func(i, j int) {
			input.Observations[i], input.Observations[j] = input.Observations[j], input.Observations[i]
		})
		if l := Land(input); l != nil {
			checkLanding(t, languages, l)
		}
		if t.Failed() {
			return
		}
	}
}
