package ingest

import (
	"strings"
	"testing"

	"zhibiao/metrics"
)

func TestMatchHeader(t *testing.T) {
	for name, test := range map[string]struct {
		header  string
		places  map[column]int
		unknown string
	}{
		"machine":              {"indicator,area,period,value", map[column]int{indicatorColumn: 0, areaColumn: 1, periodColumn: 2, valueColumn: 3, unitColumn: -1}, ""},
		"Chinese":              {"时期,数值,指标,同比", map[column]int{indicatorColumn: 2, periodColumn: 0, valueColumn: 1, yearOnYearColumn: 3}, ""},
		"typed loosely":        {" Indicator* ,ＰＥＲＩＯＤ,数 值,YEAR ON YEAR", map[column]int{indicatorColumn: 0, periodColumn: 1, valueColumn: 2, yearOnYearColumn: 3}, ""},
		"areas in other words": {"指标,时间,所属旗县,数据值,行政区划代码", map[column]int{indicatorColumn: 0, periodColumn: 1, areaColumn: 2, valueColumn: 3}, "行政区划代码"},
		"areas by name first":  {"旗县名称,指标,区域,时期,数值", map[column]int{areaColumn: 2}, "旗县名称"},
		"codes beside names":   {"指标代码,指标名称,地区名称,地区编码,时期,数值,单位代码", map[column]int{indicatorColumn: 0, areaColumn: 3, periodColumn: 4, valueColumn: 5}, "单位代码"},
		"more columns":         {"指标,,填报人,期间,值,电话", map[column]int{indicatorColumn: 0, periodColumn: 3, valueColumn: 4}, "填报人 电话"},
	} {
		t.Run(name, func(t *testing.T) {
			matched, err := matchHeader(headerWords(), "f", strings.Split(test.header, ","))
			if err != nil {
				t.Fatal(err)
			}
			for column, place := range test.places {
				if matched.places[column] != place {
					t.Errorf("column %s at %d, want %d", describeColumns()[column].name, matched.places[column], place)
				}
			}
			if got := strings.Join(matched.unknown, " "); got != test.unknown {
				t.Errorf("unknown %q, want %q", got, test.unknown)
			}
		})
	}
}

// No word may stand for two columns, or the order of a map would decide.
func TestHeaderWordsAreUnique(t *testing.T) {
	first := map[string]string{}
	for _, description := range describeColumns() {
		for _, word := range append([]string{description.name, description.nameZh}, description.aliases...) {
			key := normalHeader(word)
			if other, twice := first[key]; twice {
				t.Errorf("%q stands for %s and %s", word, other, description.name)
			}
			first[key] = description.name
		}
	}
}

// Whatever the header, matching gives places inside it or a problem with all its
// arguments, and isHeader agrees with it.
func FuzzMatchHeader(f *testing.F) {
	f.Add("指标,时期,数值")
	f.Add("indicator,indicator,period,value")
	f.Add(",,\u200b,*")
	words := headerWords()
	f.Fuzz(func(t *testing.T, header string) {
		cells := strings.Split(header, ",")
		matched, err := matchHeader(words, "f", cells)
		if err != nil {
			if problem := metrics.AsProblem(err); problem == nil || problem.Arguments["file"] != "f" {
				t.Fatalf("not a problem with its file: %v", err)
			}
			return
		}
		if !isHeader(words, cells) {
			t.Fatal("matched, but not recognised as a header")
		}
		for _, place := range matched.places {
			if place >= len(cells) {
				t.Fatalf("place %d of %d cells", place, len(cells))
			}
		}
	})
}
