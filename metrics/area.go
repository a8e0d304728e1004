package metrics

import "time"

// Area is a territory or a zone, with its code of GB/T 2260 where it has one.
type Area struct {
	Code    string   `json:"code"`
	NameZh  string   `json:"name_zh"`
	NameEn  string   `json:"name_en"`
	Level   string   `json:"level"` // country, region, city, banner, park or group
	Parent  string   `json:"parent,omitempty"`
	Aliases []string `json:"aliases,omitempty"`
	Note    string   `json:"note,omitempty"`
}

// CityArea is the code of the city whose plans are followed (鄂尔多斯市).
const CityArea = "150600"

// CityZone is where the days of readers begin and end: Asia/Shanghai as it stands today.
// Its daylight saving time ended in 1991, before any moment that is recorded here, so no
// time zone data are needed.
func CityZone() *time.Location { return time.FixedZone("UTC+8", 8*60*60) }
