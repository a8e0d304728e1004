// Package search finds things of the catalogue by what people type: Chinese, pinyin in
// full or its initials, English, codes and printed names. It knows texts only; it must
// not know pages, addresses or the store.
package search
