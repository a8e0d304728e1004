package metrics

import (
	"testing"

	"github.com/shopspring/decimal"
)

func TestParseNumber(t *testing.T) {
	for _, c := range []struct {
		text, value string
		comparator  Comparator
		approximate bool
		unit        string
	}{
		{"0", "0", "", false, ""},
		{"-0.0", "0", "", false, ""},
		{" 12.50 ", "12.5", "", false, ""},
		{"+3", "3", "", false, ""},
		{".5", "0.5", "", false, ""},
		{"−4.2", "-4.2", "", false, ""},
		{"－4.2", "-4.2", "", false, ""},
		{"1,234,567.8", "1234567.8", "", false, ""},
		{"１２，３４５．６", "12345.6", "", false, ""},
		{"1.2万", "1.2", "", false, "万"},
		{"3.5 亿", "3.5", "", false, "亿"},
		{"12‰", "12", "", false, "‰"},
		{"95%", "95", "", false, "%"},
		{"95％", "95", "", false, "%"},
		{"7.85亿吨", "7.85", "", false, "亿吨"},
		{"约8000亿元", "8000", "", true, "亿元"},
		{"8000亿元左右", "8000", "", true, "亿元"},
		{"≥4.5", "4.5", AtLeast, false, ""},
		{"＞＝4.5", "4.5", AtLeast, false, ""},
		{"60%以上", "60", AtLeast, false, "%"},
		{"不超过300克/千瓦时", "300", AtMost, false, "克/千瓦时"},
		{"＜3", "3", LessThan, false, ""},
		{"超过 20", "20", MoreThan, false, ""},
		{"30天以内", "30", AtMost, false, "天"},
		{"1 234 567.8", "1234567.8", "", false, ""}, // GB/T 15835
		{"1\u202f234万吨", "1234", "", false, "万吨"},
		{"–4.2", "-4.2", "", false, ""}, // en dash
		{"1.5E+3", "1500", "", false, ""},
		{"1.5e-3", "0.0015", "", false, ""},
		{"123456789012345", "123456789012345", "", false, ""}, // 15 digits, just in
		{"0.0000000001", "0.0000000001", "", false, ""},       // 10 decimals, just in
		{"1.0000000000000000000", "1", "", false, ""},         // zeros behind the point say nothing
	} {
		got, err := ParseNumber(c.text)
		if err != nil {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		if got.Missing || !got.Value.Valid || !got.Value.Decimal.Equal(decimal.RequireFromString(c.value)) ||
			got.Comparator != c.comparator || got.Approximate != c.approximate || got.Unit != c.unit {
			t.Errorf("%q: got %+v, want %+v", c.text, got, c)
		}
	}
}

func TestParseNumberMissingIsNeverZero(t *testing.T) {
	for _, text := range []string{"", "  ", "-", "—", "——", "…", "……", "...", "未公布", "不详", "空", "#N/A", "NaN", "n/a", "/", "- -", "— —", "⋯"} {
		got, err := ParseNumber(text)
		if err != nil || !got.Missing || got.Value.Valid {
			t.Errorf("%q: got %+v, %v, want a missing value", text, got, err)
		}
	}
}

func TestParseNumberRefuses(t *testing.T) {
	for _, c := range []struct{ text, key, count string }{
		{"12345678901234567890", "number.digits", "20"},
		{"1234567890123456", "number.digits", "16"},
		{"1E+20", "number.digits", "21"},
		{"1E+300", "number.digits", "301"},
		{"0.12345678901", "number.decimals", "11"},
		{"1E-12", "number.decimals", "12"},
		{"12,34", "number.form", ""},
		{"1,2345", "number.form", ""},
		{"1.2.3", "number.form", ""},
		{"5.", "number.form", ""},
		{"1-8", "number.form", ""},
		{"1/3", "number.form", ""},
		{"三", "number.form", ""},
		{"12碗", "number.form", ""},
		{"≥", "number.form", ""},
		{"≥5以上", "number.form", ""},
		{"1E+99999", "number.form", ""},
		{"Inf", "number.form", ""},
		{"0x10", "number.form", ""},
		{"无", "number.form", ""},
		{"--5", "number.form", ""},
	} {
		_, err := ParseNumber(c.text)
		problem := AsProblem(err)
		if problem == nil || problem.Key != c.key || problem.Arguments["digits"]+problem.Arguments["decimals"] != c.count {
			t.Errorf("%q: got %v, want %s %s", c.text, err, c.key, c.count)
		}
	}
}

// 1.2万 in 吨 is 1.2 × 10⁴; 7.85亿吨 in 万吨 is 7.85 × 10⁸ ÷ 10⁴.
func TestNumberIn(t *testing.T) {
	for _, c := range []struct{ text, unit, want, key string }{
		{"1.2", "万吨", "1.2", ""},
		{"1.2万", "吨", "12000", ""},
		{"1.2万", "万吨", "1.2", ""},
		{"7.85亿吨", "万吨", "78500", ""},
		{"95%", "%", "95", ""},
		{"12‰", "%", "1.2", ""},
		{"5万", "千瓦", "50000", ""},
		{"1.2万", "亿吨", "", "number.multiple"},
		{"3人", "吨", "", "unit.incompatible"},
	} {
		number, err := ParseNumber(c.text)
		if err != nil {
			t.Fatalf("%q: %v", c.text, err)
		}
		got, err := number.In(c.unit)
		if c.key != "" {
			if problem := AsProblem(err); problem == nil || problem.Key != c.key {
				t.Errorf("%q in %s: got %v, want %s", c.text, c.unit, err, c.key)
			}
			continue
		}
		if err != nil || !got.Decimal.Equal(decimal.RequireFromString(c.want)) {
			t.Errorf("%q in %s: got %v, %v, want %s", c.text, c.unit, got, err, c.want)
		}
	}
	if got, err := (Number{Missing: true}).In("吨"); err != nil || got.Valid {
		t.Errorf("a missing number got the value %v, %v", got, err)
	}
}

// Whatever is read stays within the limits and reads the same again.
func FuzzParseNumber(f *testing.F) {
	for _, seed := range []string{"1,234.5", "≥1.2万吨", "1E+5", "约-3%", "…", "１２", "9e999999999", "0.1以上左右"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		number, err := ParseNumber(text)
		if err != nil {
			if AsProblem(err) == nil {
				t.Fatalf("error without a sentence for people: %v", err)
			}
			return
		}
		if number.Missing == number.Value.Valid {
			t.Fatalf("%q is neither missing nor a value: %+v", text, number)
		}
		if number.Missing {
			return
		}
		again, err := ParseNumber(number.Value.Decimal.String())
		if err != nil || !again.Value.Decimal.Equal(number.Value.Decimal) {
			t.Fatalf("%q gave %s, which reads as %+v, %v", text, number.Value.Decimal, again, err)
		}
	})
}
