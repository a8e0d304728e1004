package metrics

import (
	"fmt"
	"testing"
)

func BenchmarkLandYears(b *testing.B) {
	for _, count := range []int{5, 8, 10} {
		b.Run(fmt.Sprint(count), func(b *testing.B) {
			input := yearsOfSeries(publishedYearly(b)[0], 5, count, 3)
			b.ReportAllocs()
			for b.Loop() {
				if Land(input).Reason != nil {
					b.Fatal("no forecast")
				}
			}
		})
	}
}

func BenchmarkLandMonths(b *testing.B) {
	for _, years := range []int{0, 2} {
		b.Run(fmt.Sprint(years), func(b *testing.B) {
			input := monthsOfSeries(publishedMonthly(b)[0], 7, 60, years)
			b.ReportAllocs()
			for b.Loop() {
				if Land(input).Reason != nil {
					b.Fatal("no forecast")
				}
			}
		})
	}
}
