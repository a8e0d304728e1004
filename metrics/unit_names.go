package metrics

import "math/big"

// unitName is one row of the table of unit names: multiplier × 10^exponent of the
// quantity's reference unit.
type unitName struct {
	quantity   string
	multiplier int64
	exponent   int
}

// unitMultiple is a number word before a unit name: a power of ten.
type unitMultiple struct {
	name     string
	exponent int
}

func (m unitMultiple) factor() *big.Rat { return powerOfTen(m.exponent) }

// unitMultiples holds the longest names first, so that 万亿 is not read as 万.
var unitMultiples = []unitMultiple{
	{"万亿", 12}, {"千亿", 11}, {"百亿", 10}, {"十亿", 9},
	{"千万", 7}, {"百万", 6}, {"十万", 5},
	{"亿", 8}, {"万", 4}, {"千", 3}, {"百", 2}, {"十", 1},
}

// unscalable are the quantities that take no 万 or 亿: shares, positions, ages, times
// of things, answers.
var unscalable = map[string]bool{
	"share": true, "share difference": true, "times": true, "position": true,
	"years": true, "yes or no": true, "tonnage class": true,
}

// unitNames gives each name its quantity. Names that share a quantity and a factor
// are aliases. A quantity with one name only is compared with nothing else.
var unitNames = map[string]unitName{
	// mass, in grams
	"吨": {"mass", 1, 6}, "t": {"mass", 1, 6}, "千克": {"mass", 1, 3}, "公斤": {"mass", 1, 3}, "kg": {"mass", 1, 3},
	"克": {"mass", 1, 0}, "g": {"mass", 1, 0}, "毫克": {"mass", 1, -3}, "mg": {"mass", 1, -3},
	"微克": {"mass", 1, -6}, "μg": {"mass", 1, -6}, "斤": {"mass", 5, 2},
	// mass of standard coal, in grams: an energy, never added to tonnes of anything else
	"吨标准煤": {"standard coal", 1, 6}, "吨标煤": {"standard coal", 1, 6},
	"千克标准煤": {"standard coal", 1, 3}, "千克标煤": {"standard coal", 1, 3},
	"克标准煤": {"standard coal", 1, 0}, "克标煤": {"standard coal", 1, 0},
	"tce": {"standard coal", 1, 6}, "kgce": {"standard coal", 1, 3}, "gce": {"standard coal", 1, 0},
	// carbon dioxide, in grams
	"吨二氧化碳": {"carbon dioxide", 1, 6}, "吨CO2": {"carbon dioxide", 1, 6}, "tCO2": {"carbon dioxide", 1, 6},
	// power, in watts
	"瓦": {"power", 1, 0}, "W": {"power", 1, 0}, "千瓦": {"power", 1, 3}, "kW": {"power", 1, 3}, "KW": {"power", 1, 3},
	"兆瓦": {"power", 1, 6}, "MW": {"power", 1, 6}, "吉瓦": {"power", 1, 9}, "GW": {"power", 1, 9},
	"太瓦": {"power", 1, 12}, "TW": {"power", 1, 12},
	// energy, in watt hours; 度 is the household word for 千瓦时
	"瓦时": {"energy", 1, 0}, "Wh": {"energy", 1, 0}, "千瓦时": {"energy", 1, 3}, "kWh": {"energy", 1, 3},
	"度": {"energy", 1, 3}, "兆瓦时": {"energy", 1, 6}, "MWh": {"energy", 1, 6},
	"吉瓦时": {"energy", 1, 9}, "GWh": {"energy", 1, 9}, "太瓦时": {"energy", 1, 12}, "TWh": {"energy", 1, 12},
	// apparent power and voltage
	"伏安": {"apparent power", 1, 0}, "千伏安": {"apparent power", 1, 3}, "kVA": {"apparent power", 1, 3},
	"兆伏安": {"apparent power", 1, 6}, "MVA": {"apparent power", 1, 6},
	"伏": {"voltage", 1, 0}, "V": {"voltage", 1, 0}, "千伏": {"voltage", 1, 3}, "kV": {"voltage", 1, 3},
	// length, in metres; speed is a compound
	"米": {"length", 1, 0}, "m": {"length", 1, 0}, "千米": {"length", 1, 3}, "公里": {"length", 1, 3}, "km": {"length", 1, 3},
	"厘米": {"length", 1, -2}, "cm": {"length", 1, -2}, "毫米": {"length", 1, -3}, "mm": {"length", 1, -3},
	// area, in thirds of a square metre: 1 亩 is 2000/3 square metres, 1 公顷 10000
	"平方米": {"area", 3, 0}, "平米": {"area", 3, 0}, "m2": {"area", 3, 0},
	"平方千米": {"area", 3, 6}, "平方公里": {"area", 3, 6}, "km2": {"area", 3, 6},
	"亩": {"area", 2, 3}, "公顷": {"area", 3, 4}, "ha": {"area", 3, 4}, "hm2": {"area", 3, 4},
	// volume, in cubic metres; 方 is its short name; gas at standard conditions is its own
	"立方米": {"volume", 1, 0}, "立方": {"volume", 1, 0}, "方": {"volume", 1, 0}, "m3": {"volume", 1, 0},
	"升": {"volume", 1, -3}, "L": {"volume", 1, -3},
	"标立方米": {"standard volume", 1, 0}, "标准立方米": {"standard volume", 1, 0}, "标方": {"standard volume", 1, 0},
	"Nm3": {"standard volume", 1, 0},
	// money, each currency its own
	"元": {"yuan", 1, 0}, "美元": {"dollar", 1, 0}, "欧元": {"euro", 1, 0},
	// shares: a fraction of one. Differences of shares are not shares, and 倍 is neither
	"%": {"share", 1, -2}, "‰": {"share", 1, -3}, "比例": {"share", 1, 0},
	"个百分点": {"share difference", 1, 0}, "百分点": {"share difference", 1, 0}, "倍": {"times", 1, 0},
	// positions in a ranking
	"位次": {"position", 1, 0}, "名次": {"position", 1, 0}, "位": {"position", 1, 0},
	// time, in seconds; days, working days, months and years do not convert into each other
	"秒": {"time", 1, 0}, "s": {"time", 1, 0}, "分钟": {"time", 60, 0}, "min": {"time", 60, 0},
	"小时": {"time", 3600, 0}, "h": {"time", 3600, 0},
	"天": {"days", 1, 0}, "日": {"days", 1, 0}, "工作日": {"working days", 1, 0}, "个工作日": {"working days", 1, 0},
	"月": {"months", 1, 0}, "个月": {"months", 1, 0}, "年": {"years", 1, 0}, "岁": {"years", 1, 0},
	"学期": {"terms", 1, 0}, "校·学期": {"school terms", 1, 0},
	// transport, in tonnes and persons over a distance
	"吨公里": {"freight turnover", 1, 0}, "人公里": {"passenger turnover", 1, 0},
	// people, and visits by people
	"人": {"people", 1, 0}, "名": {"people", 1, 0}, "人次": {"visits", 1, 0},
	// things counted one by one
	"个": {"count", 1, 0}, "家": {"count", 1, 0}, "所": {"count", 1, 0}, "座": {"count", 1, 0}, "处": {"count", 1, 0},
	"条": {"count", 1, 0}, "项": {"count", 1, 0}, "种": {"count", 1, 0}, "类": {"count", 1, 0}, "户": {"count", 1, 0},
	// things with a counting word of their own
	"张": {"beds", 1, 0}, "件": {"pieces", 1, 0}, "台": {"machines", 1, 0}, "套": {"sets", 1, 0}, "辆": {"vehicles", 1, 0},
	"只": {"animals", 1, 0}, "头": {"cattle", 1, 0}, "群": {"groups", 1, 0}, "通": {"calls", 1, 0}, "期": {"issues", 1, 0},
	"次": {"occurrences", 1, 0}, "场": {"events", 1, 0}, "场次": {"events", 1, 0}, "班次": {"runs", 1, 0}, "列": {"trains", 1, 0},
	"份": {"copies", 1, 0}, "株": {"plants", 1, 0}, "标箱": {"containers", 1, 0}, "联合实验室": {"laboratories", 1, 0},
	"吨级": {"tonnage class", 1, 0}, "万吨级": {"tonnage class", 1, 4}, "是否": {"yes or no", 1, 0},
	// what something is counted by
	"网格": {"grid cells", 1, 0}, "旗区": {"banners and districts", 1, 0},
}

func namedUnit(name string) (unit, bool) {
	row, known := unitNames[name]
	if !known {
		return unit{}, false
	}
	factor := powerOfTen(row.exponent)
	return unit{quantity: row.quantity, factor: factor.Mul(factor, new(big.Rat).SetInt64(row.multiplier))}, true
}

func powerOfTen(exponent int) *big.Rat {
	size := exponent
	if size < 0 {
		size = -size
	}
	power := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(size)), nil))
	if exponent < 0 {
		return power.Inv(power)
	}
	return power
}
