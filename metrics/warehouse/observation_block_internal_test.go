package warehouse

import (
	"fmt"
	"math/big"
	"testing"

	chproto "github.com/ClickHouse/ch-go/proto"
	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// bigOf reads two words of two's complement back.
func bigOf(value chproto.UInt128) *big.Int {
	number := new(big.Int).SetUint64(value.High)
	number.Lsh(number, 64).Add(number, new(big.Int).SetUint64(value.Low))
	if value.High>>63 == 1 {
		number.Sub(number, new(big.Int).Lsh(big.NewInt(1), 128))
	}
	return number
}

// The stored number is the value times 10^10, counted by hand: the column has ten places.
func TestFixedPoint(t *testing.T) {
	for text, wanted := range map[string]string{
		"0": "0", "1": "10000000000", "-1": "-10000000000", "0.0000000001": "1", "-0.0000000001": "-1",
		"67000.25": "670002500000000", "1.20": "12000000000",
		"999999999999999999": "9999999999999999990000000000", "-999999999999999999": "-9999999999999999990000000000",
		"9999999999999999999":          "99999999999999999990000000000", // more than a word holds
		"9223372036854775807":          "92233720368547758070000000000",
		"1234567890123456789012345678": "12345678901234567890123456780000000000",
		"1e3":                          "10000000000000", "-12e-1": "-12000000000", "1.00000000000": "10000000000",
	} {
		value, err := decimal.NewFromString(text)
		if err != nil {
			t.Fatal(err)
		}
		stored, err := fixedPoint(value)
		if err != nil || bigOf(stored).String() != wanted {
			t.Errorf("%s: %s %v, want %s", text, bigOf(stored), err, wanted)
		}
	}
	for _, text := range []string{"0.00000000001", "12345678901234567890123456789", "-1e28", "1.23456789012"} {
		value, err := decimal.NewFromString(text)
		if err != nil {
			t.Fatal(err)
		}
		if stored, err := fixedPoint(value); metrics.AsProblem(err) == nil || metrics.AsProblem(err).Key != "store.value_range" {
			t.Errorf("%s: %s %v, want store.value_range", text, bigOf(stored), err)
		}
	}
}

// A dictionary of more than 256 texts needs keys of two bytes, one of more than 65,536
// keys of four; the first entry is the empty text.
func TestTextColumnWidths(t *testing.T) {
	for _, test := range []struct{ texts, width int }{{1, 1}, {255, 1}, {256, 2}, {65_535, 2}, {65_536, 4}} {
		column := newTextColumn(0)
		size := 0 // of the dictionary
		for i := range test.texts {
			text := fmt.Sprintf("%06d", i)
			column.add(text)
			column.add(text)
			size += 1 + len(text)
		}
		var buffer chproto.Buffer
		column.encode(&buffer)
		// Two words, the dictionary with the empty text of one byte, one word, the keys.
		if wanted := 8 + 8 + 1 + size + 8 + 2*test.texts*test.width; len(buffer.Buf) != wanted {
			t.Errorf("%d texts take %d bytes, want %d", test.texts, len(buffer.Buf), wanted)
		}
	}
}
