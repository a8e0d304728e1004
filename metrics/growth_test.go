package metrics

import (
	"testing"

	"github.com/shopspring/decimal"
)

func TestParseGrowth(t *testing.T) {
	for text, want := range map[string]string{
		"4.2": "4.2", "-3.1%": "-3.1", "增长4.2%": "4.2", "下降3.1％": "-3.1", "同比增长 0.5%": "0.5", "同比下降2%": "-2",
		"持平": "0", "同比持平": "0", "↓1.5": "-1.5", "提高3": "3", "与上年持平": "0", "比上年同期增长4.2%": "4.2", "较去年下降3.1%": "-3.1", "－2.4": "-2.4",
	} {
		got, err := ParseGrowth(text)
		if err != nil || !got.Value.Valid || !got.Value.Decimal.Equal(decimal.RequireFromString(want)) {
			t.Errorf("%q: got %+v, %v, want %s", text, got, err, want)
		}
	}
	for _, text := range []string{"同比", "增长", "下降-3", "下降+3", "增长持平", "增长下降3", "下降—", "很多", "下降很多"} {
		if _, err := ParseGrowth(text); AsProblem(err) == nil || AsProblem(err).Key != "number.form" || AsProblem(err).Arguments["value"] != text {
			t.Errorf("%q: got %v, want number.form", text, err)
		}
	}
	for _, text := range []string{"", "—", "…", "未公布"} {
		if got, err := ParseGrowth(text); err != nil || !got.Missing {
			t.Errorf("%q: got %+v, %v, want a missing growth", text, got, err)
		}
	}
}

// A growth with a word and the same with a sign agree, and nothing missing has a value.
func FuzzParseGrowth(f *testing.F) {
	for _, seed := range []string{"4.2", "下降3.1%", "同比持平", "↓", "增长 1,234.5"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		growth, err := ParseGrowth(text)
		if err != nil {
			if AsProblem(err) == nil {
				t.Fatalf("error without a sentence for people: %v", err)
			}
			return
		}
		if growth.Missing == growth.Value.Valid {
			t.Fatalf("%q is neither missing nor a value: %+v", text, growth)
		}
		if growth.Missing {
			return
		}
		again, err := ParseGrowth(growth.Value.Decimal.String())
		if err != nil || !again.Value.Decimal.Equal(growth.Value.Decimal) {
			t.Fatalf("%q gave %s, which reads as %+v, %v", text, growth.Value.Decimal, again, err)
		}
	})
}
