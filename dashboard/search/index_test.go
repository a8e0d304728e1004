package search

import (
	"strings"
	"testing"
)

// catalogue is a small one, in the order in which things are listed. Of entries that fit
// equally well the earlier one comes first.
func catalogue() *Index {
	return NewIndex([]Entry{
		{Kind: "indicator", Code: "COAL-OUTPUT", Names: []string{"煤炭产量", "Coal output"}, Aliases: []string{"原煤产量", "煤炭产能利用"}},
		{Kind: "indicator", Code: "COAL-MINES-SMART", Names: []string{"智能化煤矿数量", "Smart coal mines"}},
		{Kind: "indicator", Code: "HYDROGEN-OUTPUT", Names: []string{"绿氢产量", "Green hydrogen output"}},
		{Kind: "indicator", Code: "GDP-GROWTH", Names: []string{"GDP增速", "GDP growth"}},
		{Kind: "indicator", Code: "BANK-LOANS", Names: []string{"银行贷款增长率", "Growth of bank loans"}},
		{Kind: "indicator", Code: "CHONGQING-TRADE", Names: []string{"对重庆贸易额", "Trade with Chongqing"}},
		{Kind: "plan", Code: "P2022-169", Names: []string{"煤炭工业高质量发展规划", "Plan for the coal industry"}, Aliases: []string{"鄂府发〔2022〕169号"}},
		{Kind: "organisation", Code: "O-ENERGY", Names: []string{"市能源局", "Energy Bureau"}, Aliases: []string{"鄂尔多斯市能源局"}},
		{Kind: "area", Code: "150602", Names: []string{"东胜区", "Dongsheng District"}},
	})
}

// What is expected follows from the rules that term.go states, not from its output: the
// first code is found first, the absent ones not at all.
func TestFind(t *testing.T) {
	cases := []struct {
		name, query, first string
		absent             []string
	}{
		{"Chinese", "煤炭产量", "COAL-OUTPUT", []string{"HYDROGEN-OUTPUT"}},
		{"beginning before middle", "煤炭", "COAL-OUTPUT", []string{"COAL-MINES-SMART"}},
		{"full pinyin", "meitanchanliang", "COAL-OUTPUT", []string{"HYDROGEN-OUTPUT"}},
		{"full pinyin, two syllables", "meitan", "COAL-OUTPUT", []string{"BANK-LOANS"}},
		{"full pinyin with spaces", "mei tan chan liang", "COAL-OUTPUT", nil},
		{"unfinished last syllable", "meitanchanl", "COAL-OUTPUT", nil},
		{"initials", "mtcl", "COAL-OUTPUT", []string{"HYDROGEN-OUTPUT"}},
		{"capital initials", "MTCL", "COAL-OUTPUT", nil},
		{"initials with two-letter ones", "znhmk", "COAL-MINES-SMART", nil},
		{"mixed", "meitcl", "COAL-OUTPUT", nil},
		{"middle of a name", "chanliang", "COAL-OUTPUT", []string{"BANK-LOANS"}},
		{"ü is typed as v", "lvqing", "HYDROGEN-OUTPUT", nil},
		{"polyphone 行 as hang", "yinhang", "BANK-LOANS", nil},
		{"polyphone 重 as chong", "duichongqing", "CHONGQING-TRADE", nil},
		{"polyphone 重 as zhong", "duizhongqing", "CHONGQING-TRADE", nil},
		{"polyphone 长 as chang", "yinhangdaikuanzengchang", "BANK-LOANS", nil},
		{"letters in a Chinese name", "gdpzengsu", "GDP-GROWTH", nil},
		{"letters and initials", "gdpzs", "GDP-GROWTH", nil},
		{"English", "hydrogen", "HYDROGEN-OUTPUT", []string{"COAL-OUTPUT"}},
		{"English, later word", "output", "COAL-OUTPUT", []string{"COAL-MINES-SMART"}},
		{"English words in any order", "output green", "HYDROGEN-OUTPUT", []string{"COAL-OUTPUT"}},
		{"code", "coal-output", "COAL-OUTPUT", nil},
		{"code of an area", "150602", "150602", nil},
		{"part of a code", "mines", "COAL-MINES-SMART", []string{"COAL-OUTPUT"}},
		{"printed name", "原煤产量", "COAL-OUTPUT", nil},
		{"number of a document", "169号", "P2022-169", []string{"COAL-OUTPUT"}},
		{"number with brackets", "〔2022〕169", "P2022-169", nil},
		{"wide letters", "ＧＤＰ", "GDP-GROWTH", nil},
		{"organisation by initials", "snyj", "O-ENERGY", nil},
		{"organisation by a longer name", "鄂尔多斯市能源局", "O-ENERGY", nil},
		{"area by pinyin", "dongsheng", "150602", nil},
		{"words of different names", "市能源局 energy", "O-ENERGY", []string{"150602"}},
	}
	index := catalogue()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			hits := index.Find(c.query)
			if len(hits) == 0 || hits[0].Entry.Code != c.first {
				t.Fatalf("%q finds %v, want %s first", c.query, codes(hits), c.first)
			}
			for _, hit := range hits {
				for _, absent := range c.absent {
					if hit.Entry.Code == absent {
						t.Errorf("%q finds %s too: %v", c.query, absent, codes(hits))
					}
				}
			}
		})
	}
}

func codes(hits []Hit) []string {
	var list []string
	for _, hit := range hits {
		list = append(list, hit.Entry.Code)
	}
	return list
}

// 煤炭: as a name it begins two names; the shorter one is covered more by it.
// meitan: the same by pinyin. The middle comes after the beginnings.
func TestOrder(t *testing.T) {
	index := NewIndex([]Entry{
		{Code: "MIDDLE", Names: []string{"清洁煤炭比重"}},
		{Code: "LONG", Names: []string{"煤炭清洁利用项目数量"}},
		{Code: "EXACT", Names: []string{"煤炭"}},
		{Code: "ALIAS", Names: []string{"原煤"}, Aliases: []string{"煤炭"}},
	})
	for _, query := range []string{"煤炭", "meitan"} {
		if got := strings.Join(codes(index.Find(query)), " "); got != "EXACT ALIAS LONG MIDDLE" {
			t.Errorf("%s finds %s", query, got)
		}
	}
	weighed := NewIndex([]Entry{{Code: "A", Names: []string{"绿氢"}}, {Code: "B", Names: []string{"绿氢"}, Weight: 1}})
	if got := strings.Join(codes(weighed.Find("绿氢")), " "); got != "B A" {
		t.Errorf("the weight does not decide: %s", got)
	}
}

func TestFindNothing(t *testing.T) {
	index := catalogue()
	for _, query := range []string{"", "   ", "-- 〔〕", "没有这个", "qwrtz", "</script>"} {
		if hits := index.Find(query); len(hits) > 0 {
			t.Errorf("%q finds %v", query, codes(hits))
		}
	}
}

func TestAliasIsTold(t *testing.T) {
	hits := catalogue().Find("原煤")
	if len(hits) == 0 || hits[0].Alias != "原煤产量" {
		t.Errorf("原煤 finds %+v, want the alias 原煤产量", hits)
	}
	if hits := catalogue().Find("煤炭产量"); hits[0].Alias != "" {
		t.Errorf("the name itself is told as the alias %q", hits[0].Alias)
	}
}

// Whatever is typed, search ends, does not fail, and finds what is written exactly.
func FuzzFind(f *testing.F) {
	for _, seed := range []string{"mtcl", "煤", "zzzzzzzzzzzzzzzzzzzzzzzz", "__f__alert(1)__f__", "了了了了了了", "\xff", "ＡＢ", "aaaa aaaa"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, query string) {
		if len(query) > 400 {
			return
		}
		index := NewIndex([]Entry{{Code: "X", Names: []string{"了了重重行行长长了了重重行行长长", query}}})
		hits := index.Find(query)
		if strings.Join(wordsOf(query), "") != "" && len(hits) == 0 {
			t.Errorf("%q does not find itself", query)
		}
	})
}
