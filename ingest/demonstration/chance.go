package demonstration

import (
	"hash/fnv"
	"strconv"
)

// chance gives numbers that look random and depend on the seed and on names only, so
// that a new series in the catalogue changes no other.
type chance uint64

// at returns a number from 0 up to, but not including, 1.
func (c chance) at(names ...string) float64 {
	hash := fnv.New64a()
	hash.Write([]byte(strconv.FormatUint(uint64(c), 16)))
	for _, name := range names {
		hash.Write([]byte{0})
		hash.Write([]byte(name))
	}
	mixed := hash.Sum64() // FNV leaves similar names close; mix as in SplitMix64
	mixed ^= mixed >> 30
	mixed *= 0xbf58476d1ce4e5b9
	mixed ^= mixed >> 27
	mixed *= 0x94d049bb133111eb
	mixed ^= mixed >> 31
	return float64(mixed>>11) / (1 << 53)
}

// between returns a number in a range.
func (c chance) between(low, high float64, names ...string) float64 {
	return low + (high-low)*c.at(names...)
}
