package ingest

import (
	"strings"
	"testing"

	"zhibiao/metrics"
)

// The city has three banners here, and one park.
func TestTotalOf(t *testing.T) {
	names := newResolver((&metrics.Catalogue{Areas: []metrics.Area{
		{Code: "150000", NameZh: "内蒙古自治区", Level: "region"},
		{Code: "150600", NameZh: "鄂尔多斯市", Level: "city", Parent: "150000", Aliases: []string{"全市"}},
		{Code: "150602", NameZh: "东胜区", Level: "banner", Parent: "150600"},
		{Code: "150625", NameZh: "杭锦旗", Level: "banner", Parent: "150600"},
		{Code: "150627", NameZh: "伊金霍洛旗", Level: "banner", Parent: "150600"},
		{Code: "150600-P02", NameZh: "蒙苏经济开发区", Level: "park", Parent: "150627"},
	}}).Index())
	for name, test := range map[string]struct{ title, areas, want string }{
		"all banners":                    {"", "东胜区 杭锦旗 伊金霍洛旗", "鄂尔多斯市"},
		"most banners":                   {"", "东胜区 杭锦旗", "鄂尔多斯市"},
		"one banner":                     {"", "东胜区", "?"},
		"one banner, the city titled":    {"全市", "东胜区", "鄂尔多斯市"},
		"the city among its banners":     {"", "鄂尔多斯市 东胜区 杭锦旗 伊金霍洛旗", "?"},
		"the titled city among them":     {"全市", "鄂尔多斯市 东胜区 杭锦旗", "?"},
		"cities of the region":           {"内蒙古自治区", "鄂尔多斯市 包头市", "内蒙古自治区"},
		"cities that nobody titles":      {"", "鄂尔多斯市 包头市", "?"},
		"townships of a banner":          {"伊金霍洛旗", "阿镇 札萨克镇", "伊金霍洛旗"},
		"parks of a banner":              {"伊金霍洛旗", "蒙苏经济开发区", "?"},
		"banners and parks, no title":    {"", "东胜区 杭锦旗 伊金霍洛旗 蒙苏经济开发区", "?"},
		"nothing but the total":          {"伊金霍洛旗", "", "伊金霍洛旗"},
		"nothing at all":                 {"", "", "?"},
		"a title that is no area at all": {"某地", "", "?"},
	} {
		got, told := names.TotalOf(test.title, strings.Fields(test.areas))
		if !told {
			got = "?"
		}
		if got != test.want {
			t.Errorf("%s: got %s, want %s", name, got, test.want)
		}
	}
}
