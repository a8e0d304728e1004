package dashboard

import (
	"slices"
	"testing"

	"zhibiao/metrics"
)

// 250 rows in groups of 60, 120 and 70: the second page shows rows 101 to 200, which
// are the last 80 of the second group and the first 20 of the third.
func TestPagerCutsAcrossGroups(t *testing.T) {
	groups := []ItemGroup{{Items: make([]Item, 60), Tally: Tally{Total: 50}, Count: 60}, {Items: make([]Item, 120), Tally: Tally{Total: 120}, Count: 120},
		{Items: make([]Item, 70), Tally: Tally{Total: 70}, Count: 70}}
	for _, c := range []struct {
		number   string
		from, to int
		previous int
		next     int
		sizes    []int
		whole    []int // what the headings count
	}{
		{"", 1, 100, 0, 2, []int{60, 40}, []int{60, 120}},
		{"2", 101, 200, 1, 3, []int{80, 20}, []int{120, 70}},
		{"3", 201, 250, 2, 0, []int{50}, []int{70}},
	} {
		pager, err := newPager(c.number, 250)
		if err != nil {
			t.Fatal(err)
		}
		if pager.From != c.from || pager.To != c.to || pager.Previous() != c.previous || pager.Next() != c.next || pager.Last != 3 {
			t.Errorf("page %q: %+v", c.number, pager)
		}
		kept := pager.cut(groups)
		if len(kept) != len(c.sizes) {
			t.Fatalf("page %q: %d groups, want %d", c.number, len(kept), len(c.sizes))
		}
		for i, size := range c.sizes {
			if len(kept[i].Items) != size {
				t.Errorf("page %q: group %d has %d rows, want %d", c.number, i, len(kept[i].Items), size)
			}
			if kept[i].Count != c.whole[i] || kept[i].Tally.Total+kept[i].Untargeted() != c.whole[i] {
				t.Errorf("page %q: the heading of group %d counts %d, want %d", c.number, i, kept[i].Count, c.whole[i])
			}
		}
	}
}

func TestPagerRefusesPagesThatAreNotThere(t *testing.T) {
	for _, number := range []string{"0", "-1", "4", "x", "1e1"} {
		if _, err := newPager(number, 250); metrics.AsProblem(err) == nil {
			t.Errorf("page %q: %v, want a problem", number, err)
		}
	}
	if pager, err := newPager("", 0); err != nil || pager.Last != 1 || pager.From != 0 || pager.To != 0 {
		t.Errorf("an empty list: %+v, %v", pager, err)
	}
}

// 250 rows in themes of 60, 120 and 70 begin with rows 1, 61 and 181: the third theme begins
// on the second page. A list of one page needs no index, nor does one in another order.
func TestPagerSaysWhereThemesBegin(t *testing.T) {
	group := func(code string, rows int) ItemGroup {
		return ItemGroup{Theme: &metrics.Theme{Code: code}, Items: make([]Item, rows), Count: rows}
	}
	groups := []ItemGroup{group("A", 60), group("B", 120), group("C", 70)}
	for number, want := range map[string][]string{"1": {"#theme-A", "#theme-B", "/list?page=2#theme-C"}, "2": {"/list?page=1#theme-A", "/list?page=1#theme-B", "#theme-C"}} {
		pager, err := newPager(number, 250)
		if err != nil {
			t.Fatal(err)
		}
		pager.link = func(page string) string { return "/list?page=" + page }
		var got []string
		for _, link := range pager.themes(groups) {
			got = append(got, link.Address)
		}
		if !slices.Equal(got, want) {
			t.Errorf("page %s: %q, want %q", number, got, want)
		}
		if index := pager.themes([]ItemGroup{{Items: make([]Item, 250)}}); index != nil {
			t.Errorf("an index of no themes: %v", index)
		}
	}
	if pager, _ := newPager("", 60); pager.themes(groups[:1]) != nil {
		t.Error("an index of a list of one page")
	}
}
