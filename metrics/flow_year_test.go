package metrics

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

func flowYearOf(list ...string) *flowYear {
	values := observed(list...)
	pointers := make([]*Observation, len(values))
	for i := range values {
		pointers[i] = &values[i]
	}
	return newFlowYear(pointers, 2024)
}

func flowText(y *flowYear, month int, single bool) string {
	value := y.sums[month]
	if single {
		value = y.month(month)
	}
	if value == nil {
		return "?"
	}
	return trimmed(value)
}

// Every expected number is a sum or a difference of two that stand in the row.
func TestFlowYearConvertsExactly(t *testing.T) {
	for _, c := range []struct {
		name   string
		values []string
		sums   map[int]string // by the last month; "?" unknown
		months map[int]string
	}{
		{"January and February are one value", []string{"ytd 2024-02=30", "ytd 2024-03=50.5"},
			map[int]string{1: "?", 2: "30", 3: "50.5"}, map[int]string{1: "?", 2: "?", 3: "20.5"}},
		{"a gap stays a gap", []string{"2024-01=10", "2024-02=12", "2024-04=9"},
			map[int]string{2: "22", 3: "?", 4: "?"}, map[int]string{3: "?", 4: "9"}},
		{"a sum less its last month", []string{"ytd 2024-03=50", "2024-03=20"},
			map[int]string{1: "?", 2: "30", 3: "50"}, map[int]string{2: "?", 3: "20"}},
		{"quarters", []string{"2024-Q1=30", "2024-Q2=36", "2024-07=10"},
			map[int]string{3: "30", 4: "?", 6: "66", 7: "76"}, map[int]string{5: "?", 7: "10"}},
		{"the year less December", []string{"2024=120", "2024-12=11"}, map[int]string{10: "?", 11: "109", 12: "120"}, map[int]string{12: "11"}},
		{"a gap closed by a later year to date", []string{"2024-01=10", "ytd 2024-03=31", "2024-04=9", "2024-03=11"},
			map[int]string{1: "10", 2: "20", 3: "31", 4: "40"}, map[int]string{2: "10"}},
		{"the printed sum goes before that of its parts", []string{"ytd 2024-02=30", "2024-01=10", "2024-02=15"}, map[int]string{1: "10", 2: "30"}, nil},
		{"the other year does not count", []string{"ytd 2023-02=30"}, map[int]string{2: "?"}, nil},
		{"the printed year goes before twelve months to date", []string{"ytd 2024-12=99", "2024=100"}, map[int]string{12: "100"}, nil},
	} {
		y := flowYearOf(c.values...)
		for month, want := range c.sums {
			if got := flowText(y, month, false); got != want {
				t.Errorf("%s: to month %d %s, want %s", c.name, month, got, want)
			}
		}
		for month, want := range c.months {
			if got := flowText(y, month, true); got != want {
				t.Errorf("%s: month %d %s, want %s", c.name, month, got, want)
			}
		}
	}
	if y := flowYearOf("2024-01=10", "2024-02=12", "2024-04=9"); y.latestSum() != 2 || y.gapAfter(2) != 3 {
		t.Errorf("known to month %d, gap at %d; want 2 and 3", y.latestSum(), y.gapAfter(2))
	}
}

// Twelve months written as sums, as months, or as a mixture of both tell the same.
func TestFlowYearWaysOfPublishing(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		var mixed, sums, single []string
		sum := 0
		months := make([]int, 13)
		for month := 1; month <= 12; month++ {
			months[month] = random.IntN(1000)
			sum += months[month]
			asSum, asMonth := fmt.Sprintf("ytd 2024-%02d=%d", month, sum), fmt.Sprintf("2024-%02d=%d", month, months[month])
			sums, single = append(sums, asSum), append(single, asMonth)
			if random.IntN(2) == 0 {
				mixed = append(mixed, asSum)
			} else {
				mixed = append(mixed, asMonth)
			}
		}
		for name, list := range map[string][]string{"sums": sums, "months": single, "mixed": mixed} {
			y := flowYearOf(list...)
			for month := 1; month <= 12; month++ {
				if got := flowText(y, month, true); got != fmt.Sprint(months[month]) {
					t.Fatalf("%s %v: month %d is %s, want %d", name, list, month, got, months[month])
				}
			}
			if got := flowText(y, 12, false); got != fmt.Sprint(sum) {
				t.Fatalf("%s: year %s, want %d", name, got, sum)
			}
		}
	}
}
