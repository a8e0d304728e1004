package warehouse

import (
	"encoding/binary"
	"fmt"
	"math/big"
	"math/bits"
	"time"

	chproto "github.com/ClickHouse/ch-go/proto"
	"github.com/google/uuid"
	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// encodedColumn is a column of one block as ClickHouse's Native format lays it out. The
// client's columns read it as if it came from a server: whole, where its own Append
// looks at every value through an interface.
type encodedColumn interface {
	encode(*chproto.Buffer)
}

// textColumn is a LowCardinality(String): each text once, and a number for each row.
type textColumn struct {
	numbers map[string]uint32
	texts   []string
	keys    []uint32
	last    uint32
}

func newTextColumn(rows int) *textColumn {
	// The first entry of a dictionary is the default value.
	return &textColumn{numbers: map[string]uint32{"": 0}, texts: []string{""}, keys: make([]uint32, 0, rows)}
}

func (c *textColumn) add(text string) {
	if text != c.texts[c.last] {
		number, known := c.numbers[text]
		if !known {
			number = uint32(len(c.texts))
			c.numbers[text] = number
			c.texts = append(c.texts, text)
		}
		c.last = number
	}
	c.keys = append(c.keys, c.last)
}

// The first word of a LowCardinality column: the width of the keys, and that the
// dictionary comes with the block.
const (
	keysOfOneByte   = 0
	keysOfTwoBytes  = 1
	keysOfFourBytes = 2
	ownDictionary   = 1<<9 | 1<<10
)

func (c *textColumn) encode(buffer *chproto.Buffer) {
	width := uint64(keysOfFourBytes)
	switch {
	case len(c.texts) <= 1<<8:
		width = keysOfOneByte
	case len(c.texts) <= 1<<16:
		width = keysOfTwoBytes
	}
	buffer.PutUInt64(ownDictionary | width)
	buffer.PutInt64(int64(len(c.texts)))
	for _, text := range c.texts {
		buffer.PutString(text)
	}
	buffer.PutInt64(int64(len(c.keys)))
	switch width {
	case keysOfOneByte:
		for _, key := range c.keys {
			buffer.Buf = append(buffer.Buf, byte(key))
		}
	case keysOfTwoBytes:
		for _, key := range c.keys {
			buffer.Buf = binary.LittleEndian.AppendUint16(buffer.Buf, uint16(key))
		}
	default:
		for _, key := range c.keys {
			buffer.Buf = binary.LittleEndian.AppendUint32(buffer.Buf, key)
		}
	}
}

// wordColumn is a column of 32-bit numbers: UInt32, or Date32 as days since 1970.
type wordColumn []uint32

func (c wordColumn) encode(buffer *chproto.Buffer) {
	for _, word := range c {
		buffer.Buf = binary.LittleEndian.AppendUint32(buffer.Buf, word)
	}
}

// valueColumn is a Nullable(Decimal(38, 10)).
type valueColumn struct {
	missing []byte
	values  []chproto.UInt128
}

func (c *valueColumn) encode(buffer *chproto.Buffer) {
	buffer.PutRaw(c.missing)
	for _, value := range c.values {
		buffer.Buf = binary.LittleEndian.AppendUint64(buffer.Buf, value.Low)
		buffer.Buf = binary.LittleEndian.AppendUint64(buffer.Buf, value.High)
	}
}

func newValueColumn(rows int) *valueColumn {
	return &valueColumn{make([]byte, 0, rows), make([]chproto.UInt128, 0, rows)}
}

// add appends a value. The error is the Problem store.value_range for one that the
// store could not hold exactly.
func (c *valueColumn) add(value decimal.NullDecimal) error {
	if !value.Valid {
		c.missing, c.values = append(c.missing, 1), append(c.values, chproto.UInt128{})
		return nil
	}
	stored, err := fixedPoint(value.Decimal)
	c.missing, c.values = append(c.missing, 0), append(c.values, stored)
	return err
}

// fixedPoint returns a number times 10^maximumScale in two's complement.
func fixedPoint(value decimal.Decimal) (chproto.UInt128, error) {
	exponent, digits := int(value.Exponent()), value.NumDigits()
	if shift := exponent + maximumScale; exponent >= -maximumScale && exponent <= 0 && digits < mostDigitsOfWord {
		return shifted(value.CoefficientInt64(), shift), nil
	}
	if exponent < -maximumScale && !value.Equal(value.Truncate(maximumScale)) ||
		digits+exponent > maximumIntegerDigits && !value.IsZero() {
		return chproto.UInt128{}, metrics.NewProblem("store.value_range", "value", value.String())
	}
	number := value.Shift(maximumScale).BigInt()
	if number.Sign() < 0 {
		number.Add(number, new(big.Int).Lsh(big.NewInt(1), 128))
	}
	var bytes [16]byte
	number.FillBytes(bytes[:])
	return chproto.UInt128{Low: binary.BigEndian.Uint64(bytes[8:]), High: binary.BigEndian.Uint64(bytes[:8])}, nil
}

// mostDigitsOfWord is how many decimal digits an int64 may need.
const mostDigitsOfWord = 19

// shifted returns number × 10^places in two's complement, places from 0 to maximumScale.
func shifted(number int64, places int) chproto.UInt128 {
	power := uint64(1)
	for range places {
		power *= 10
	}
	size := uint64(number)
	if number < 0 {
		size = -size
	}
	high, low := bits.Mul64(size, power)
	if number < 0 {
		var carry uint64
		low, carry = bits.Add64(^low, 1, 0)
		high = ^high + carry
	}
	return chproto.UInt128{Low: low, High: high}
}

// sameColumn holds one value of 8 or 16 bytes for all rows.
type sameColumn struct {
	value []byte
	rows  int
}

func (c sameColumn) encode(buffer *chproto.Buffer) {
	for range c.rows {
		buffer.Buf = append(buffer.Buf, c.value...)
	}
}

// sameIdentifier is a UUID column: two words, each in little-endian order.
func sameIdentifier(id uuid.UUID, rows int) sameColumn {
	value := binary.LittleEndian.AppendUint64(nil, binary.BigEndian.Uint64(id[:8]))
	return sameColumn{binary.LittleEndian.AppendUint64(value, binary.BigEndian.Uint64(id[8:])), rows}
}

// observationBlock gathers rows as columns.
type observationBlock struct {
	id             uuid.UUID
	texts          [13]*textColumn
	words          [5]wordColumn
	values, growth *valueColumn
	rows           int
}

// newObservationBlock returns an empty block with room for some rows of a run.
func newObservationBlock(run metrics.Run, rows int) (*observationBlock, error) {
	id, err := uuid.Parse(run.ID)
	if err != nil {
		return nil, fmt.Errorf("run %q: %w", run.ID, err)
	}
	block := &observationBlock{id: id, values: newValueColumn(rows), growth: newValueColumn(rows)}
	for i := range block.texts {
		block.texts[i] = newTextColumn(rows)
	}
	for i := range block.words {
		block.words[i] = make(wordColumn, 0, rows)
	}
	return block, nil
}

// add appends rows. A value that the store cannot hold exactly is an error; the block is
// of no use then.
func (b *observationBlock) add(rows []metrics.Observation) error {
	for i := range rows {
		row := &rows[i]
		if row.Scenario == "" || row.Indicator == "" || row.Area == "" || row.Period == (metrics.Period{}) {
			return fmt.Errorf("observation %+v has an incomplete key", row.ObservationKey)
		}
		for at, text := range [...]string{row.Indicator, row.Area, row.Dimension, string(row.Scenario), string(row.Period.Frequency),
			string(row.Status), row.SourceTitle, row.SourceURL, row.Note, row.Lineage.File, row.Lineage.FileHash, row.Lineage.Sheet, row.Lineage.Column} {
			b.texts[at].add(text)
		}
		for at, word := range [...]uint32{uint32(row.Period.First), uint32(row.Period.Last), row.Revision, uint32(row.Released), uint32(row.Lineage.Row)} {
			b.words[at] = append(b.words[at], word)
		}
		if err := b.values.add(row.Value); err != nil {
			return err
		}
		if err := b.growth.add(row.YearOnYear); err != nil {
			return err
		}
	}
	b.rows += len(rows)
	return nil
}

// columns returns the columns in the order of the table.
func (b *observationBlock) columns(recorded time.Time) []encodedColumn {
	texts, words := b.texts, b.words
	return []encodedColumn{texts[0], texts[1], texts[2], texts[3], texts[4], words[0], words[1], words[2], b.values, texts[5], b.growth,
		words[3], texts[6], texts[7], texts[8], sameIdentifier(b.id, b.rows), texts[9], texts[10], texts[11], words[4], texts[12],
		sameColumn{binary.LittleEndian.AppendUint64(nil, uint64(recorded.UnixMicro())), b.rows}}
}
