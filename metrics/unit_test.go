package metrics

import (
	"testing"

	"github.com/shopspring/decimal"
)

// Expectations are worked out by moving the decimal point: 万 four places, 亿 eight,
// 千 three; 吉瓦 is 10⁹ 瓦 and 万千瓦 10⁷ 瓦, so 1 吉瓦 = 100 万千瓦.
func TestConvertUnit(t *testing.T) {
	for _, c := range []struct{ value, from, to, want string }{
		{"7.85", "亿吨", "万吨", "78500"},
		{"22380", "万吨", "亿吨", "2.238"},
		{"5", "吉瓦", "万千瓦", "500"},
		{"0.328", "亿千瓦", "万千瓦", "3280"},
		{"3280", "MW", "万千瓦", "328"},
		{"1", "吉瓦时", "亿千瓦时", "0.01"},
		{"2.5", "万亿立方米", "亿立方米", "25000"},
		{"17", "亿方/年", "亿立方米", "17"},
		{"600", "万吨/年", "万吨", "600"},
		{"600", "吨", "万吨/年", "0.06"},
		{"120", "万千克", "吨", "1200"},
		{"0.3333", "比例", "%", "33.33"},
		{"12", "‰", "%", "1.2"},
		{"300", "克/千瓦时", "千克/千瓦时", "0.3"},
		{"260", "度/吨", "千瓦时/吨", "260"},
		{"1.5", "吨标煤/吨", "千克标准煤/吨", "1500"},
		{"4", "小时/日", "小时/天", "4"},
		{"30", "平方米/百户", "平方米/户", "0.3"},
		{"2", "台/万人", "台/人", "0.0002"},
		{"77.2", "岁", "年", "77.2"},
		{"3", "名次", "位次", "3"}, {"3", "位", "位次", "3"},
		{"2", "百分点", "个百分点", "2"},
		{"60", "㎡", "平方米", "60"}, {"60", "m2", "平米", "60"}, {"60", "m²", "平方米", "60"},
		{"9", "家", "所", "9"}, {"1.2", "万户", "个", "12000"},
		{"4500", "名", "万人", "0.45"},
		{"1", "平方公里", "公顷", "100"}, {"2", "平方公里", "亩", "3000"}, {"3", "ha", "亩", "45"}, {"1.5", "hm²", "平方米", "15000"},
		{"3", "亩", "平方米", "2000"}, {"1.5", "亿吨公里", "万吨公里", "15000"}, {"2", "亿人公里", "人公里", "200000000"},
		{"3", "万tce", "吨标准煤", "30000"}, {"300", "gce/kWh", "克标准煤/千瓦时", "300"}, {"5", "µg/m³", "微克/立方米", "5"}, {"2", "吨CO₂", "吨二氧化碳", "2"},
		{"3", "公顷", "亩", "45"}, {"3", "亩", "公顷", "0.2"},
		{"90", "分钟", "小时", "1.5"},
		{"-1.5", "亿元", "万元", "-15000"},
		{"1.50", " 亿 元 ", "亿元", "1.50"},
		{"8", "碗", "碗", "8"}, // equal names need no meaning
	} {
		got, err := ConvertUnit(decimal.RequireFromString(c.value), c.from, c.to)
		if err != nil || !got.Equal(decimal.RequireFromString(c.want)) {
			t.Errorf("%s %s in %s: got %s, %v, want %s", c.value, c.from, c.to, got, err, c.want)
		}
	}
}

func TestConvertUnitRefuses(t *testing.T) {
	for _, c := range []struct{ value, from, to, key string }{
		{"1", "人", "人次", "unit.incompatible"},
		{"1", "吨", "万元", "unit.incompatible"},
		{"1", "%", "个百分点", "unit.incompatible"},
		{"1", "倍", "%", "unit.incompatible"},
		{"1", "吨", "吨标煤", "unit.incompatible"},
		{"1", "元", "元/月", "unit.incompatible"},
		{"1", "天", "工作日", "unit.incompatible"},
		{"1", "张", "个", "unit.incompatible"},
		{"1", "千瓦", "千瓦时", "unit.incompatible"},
		{"1", "立方米", "标立方米", "unit.incompatible"},
		{"1", "万吨级", "万吨", "unit.incompatible"},
		{"1", "碗", "吨", "unit.unknown"},
		{"1", "吨", "", "unit.unknown"},
		{"1", "万%", "%", "unit.unknown"},
		{"1", "吨/年/人", "吨", "unit.unknown"},
		{"1", "亩", "公顷", "unit.inexact"}, // 1/15 has no end
		{"1", "亩", "平方米", "unit.inexact"},
		{"1", "吨公里", "吨", "unit.incompatible"}, {"1", "吨公里", "人公里", "unit.incompatible"}, {"1", "tce", "吨", "unit.incompatible"},
	} {
		_, err := ConvertUnit(decimal.RequireFromString(c.value), c.from, c.to)
		problem := AsProblem(err)
		if problem == nil || problem.Key != c.key {
			t.Errorf("%s to %s: got %v, want %s", c.from, c.to, err, c.key)
		}
	}
}

// The list is every unit that the plans, their project tables and the published
// values print, written down by hand from the printed tables.
func TestPrintedUnitsAreKnown(t *testing.T) {
	for _, name := range []string{
		"件", "%", "通", "人", "克/千瓦时", "万人", "人次", "亿元", "万吨", "家", "张", "个", "‰", "元", "岁", "元/月",
		"亿千瓦时", "万张", "座", "万千克", "亿吨", "吨", "亿立方米", "万元", "条", "所", "万千瓦", "万辆", "万吨/年", "m2",
		"台", "吨/年", "元/吨", "万吨/日", "户", "天", "万只", "万件", "万人次/年", "位次", "亿立方米/年", "万吨级", "km",
		"MVA", "亿方/年", "万方", "万方/日", "名", "是否", "台/万人", "小时/天", "个百分点", "次/校·学期", "场次/年",
		"名/年", "场次", "人次/年", "项", "个/年", "处", "期/年", "平米", "平方米/人", "日/年", "日", "年", "名次", "倍",
		"百分点", "次/年", "分钟", "个工作日", "小时/日", "类", "吉瓦", "吉瓦时", "万套", "比例", "亿千瓦", "平方米/千瓦",
		"伏", "亿吨/年", "万亿立方米", "万立方米", "米/秒", "千克标准煤/吨", "度/吨", "吨标煤/千标立方米",
		"吨/千标立方米", "吨标煤/吨", "吨/吨", "群", "只", "次", "万亩", "户/网格", "户/名", "小时/工作日", "工作日",
		"位", "场", "种", "万个", "平方米/百户", "所/旗区", "联合实验室",
	} {
		if !KnownUnit(name) {
			t.Errorf("unit %q is printed by a source and not known", name)
		}
	}
}

// There and back again must give the same number whenever both ways exist.
func FuzzConvertUnit(f *testing.F) {
	f.Add("万吨", "吨", int64(12345))
	f.Add("亿千瓦时", "吉瓦时", int64(-7))
	f.Add("万万/年/", "%", int64(0))
	f.Fuzz(func(t *testing.T, from, to string, whole int64) {
		value := decimal.New(whole, -3)
		there, err := ConvertUnit(value, from, to)
		if err != nil {
			if AsProblem(err) == nil {
				t.Fatalf("error without a sentence for people: %v", err)
			}
			return
		}
		back, err := ConvertUnit(there, to, from)
		if err == nil && !back.Equal(value) {
			t.Fatalf("%s %s became %s %s and then %s", value, from, there, to, back)
		}
	})
}
