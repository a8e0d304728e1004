package metrics

import (
	"math"
	"strings"
)

// MethodCutOffs are the cut-offs of the published methods. The zero value stands for
// DefaultMethodCutOffs, so that settings from before they could be chosen keep their
// meaning. Every edge belongs to the better side unless its comment says otherwise.
type MethodCutOffs struct {
	// CompoundHigh and CompoundMedium part the ratio of compound growth with a target
	// (compound, eurostat); the third cut-off is 0.
	CompoundHigh   float64 `json:"compound_high"`
	CompoundMedium float64 `json:"compound_medium"`
	// GrowthHigh and GrowthMedium part the yearly growth of the compound method without
	// a target, before a natural limit makes them smaller.
	GrowthHigh   float64 `json:"growth_high"`
	GrowthMedium float64 `json:"growth_medium"`
	// EurostatGrowth parts significant from moderate growth without a target, and its
	// negative the two degrees of movement away. The 1 % is general knowledge; the
	// annex of Eurostat's report was not at hand.
	EurostatGrowth float64 `json:"eurostat_growth"`
	// UnitedNationsOnTrack and UnitedNationsFair part the share of the planned change
	// that is expected by the target year (un2023).
	UnitedNationsOnTrack float64 `json:"united_nations_on_track"`
	UnitedNationsFair    float64 `json:"united_nations_fair"`
	// UnitedNationsGrowth and UnitedNationsFairGrowth part the yearly growth without a
	// target (un2023).
	UnitedNationsGrowth     float64 `json:"united_nations_growth"`
	UnitedNationsFairGrowth float64 `json:"united_nations_fair_growth"`
	// GermanySun is the share of the remaining way whose miss is still a sun below it
	// (the edge is a cloud before the sun), GermanyCloud the greatest share for a sun
	// behind a cloud.
	GermanySun   float64 `json:"germany_sun"`
	GermanyCloud float64 `json:"germany_cloud"`
	// EfficacyExcellent, EfficacyGood and EfficacyFair part the points of the efficacy
	// coefficient: 优, 良, 中 and, below, 差.
	EfficacyExcellent float64 `json:"efficacy_excellent"`
	EfficacyGood      float64 `json:"efficacy_good"`
	EfficacyFair      float64 `json:"efficacy_fair"`
	// AttainmentNear is the least share of the target that is near it.
	AttainmentNear float64 `json:"attainment_near"`
}

// DefaultMethodCutOffs returns the published cut-offs: 0.95 and 0.60 (Eurostat, Open
// SDG), 1.5 % and 0.5 % a year (Statistics Canada), 1 % a year (Eurostat, general
// knowledge), 0.95, 0.10, 2 % and 0.5 % (UN Progress Chart 2023), 5 % and 20 % (Germany),
// 90, 80 and 60 points (Ministry of Finance), 0.9 of the target.
func DefaultMethodCutOffs() MethodCutOffs {
	return MethodCutOffs{
		CompoundHigh: 0.95, CompoundMedium: 0.60, GrowthHigh: 0.015, GrowthMedium: 0.005, EurostatGrowth: 0.01,
		UnitedNationsOnTrack: 0.95, UnitedNationsFair: 0.10, UnitedNationsGrowth: 0.02, UnitedNationsFairGrowth: 0.005,
		GermanySun: 0.05, GermanyCloud: 0.20,
		EfficacyExcellent: 90, EfficacyGood: 80, EfficacyFair: 60, AttainmentNear: 0.9,
	}
}

// methodCutOffs are the cut-offs of the published methods that hold.
func (s Settings) methodCutOffs() MethodCutOffs {
	if s.Methods == (MethodCutOffs{}) {
		return DefaultMethodCutOffs()
	}
	return s.Methods
}

// validate refuses cut-offs that overlap: those of one method must fall strictly, and
// lie where the method can meet them. The error is a Problem with the key
// methods.settings.cut_offs that names the method and the fields.
func (k MethodCutOffs) validate() *Problem {
	for _, rule := range []struct {
		method, fields string
		falling        []float64 // strictly, the outer two being bounds that may be met
	}{
		{"compound", "compound_high, compound_medium", []float64{1, k.CompoundHigh, k.CompoundMedium, 0}},
		{"compound", "growth_high, growth_medium", []float64{1, k.GrowthHigh, k.GrowthMedium, 0}},
		{"eurostat", "eurostat_growth", []float64{1, k.EurostatGrowth, 0}},
		{"un2023", "united_nations_on_track, united_nations_fair", []float64{1, k.UnitedNationsOnTrack, k.UnitedNationsFair, 0}},
		{"un2023", "united_nations_growth, united_nations_fair_growth", []float64{1, k.UnitedNationsGrowth, k.UnitedNationsFairGrowth, 0}},
		{"germany", "germany_cloud, germany_sun", []float64{1, k.GermanyCloud, k.GermanySun, 0}},
		{"efficacy", "efficacy_excellent, efficacy_good, efficacy_fair", []float64{100, k.EfficacyExcellent, k.EfficacyGood, k.EfficacyFair, 0}},
		{"attainment", "attainment_near", []float64{1, k.AttainmentNear, 0}},
	} {
		last := len(rule.falling) - 1
		for i := 1; i <= last; i++ {
			above, below := rule.falling[i-1], rule.falling[i]
			falls := above > below || i == 1 && above == below
			if !falls || math.IsInf(above, 0) || math.IsInf(below, 0) {
				values := make([]string, 0, last)
				for _, value := range rule.falling[1:last] {
					values = append(values, shortFloat(value))
				}
				return NewProblem("methods.settings.cut_offs", "settings_method", rule.method, "fields", rule.fields,
					"values", strings.Join(values, ", "), "above", shortFloat(rule.falling[0]))
			}
		}
	}
	return nil
}
