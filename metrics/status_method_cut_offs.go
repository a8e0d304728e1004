package metrics

// cutOffs are the cut-offs behind the words of a method, by name. Those without a target
// differ from those with one; level, cumulative and the plan of rates have none but the
// plan itself, a total under way those of the pace.
func (m StatusMethod) cutOffs(facts *statusFacts) map[string]float64 {
	settings := facts.j.settings
	k, withTarget := settings.methodCutOffs(), facts.judged.Target != nil
	named := map[string]float64{}
	switch {
	case m.Name == "compound" && !withTarget:
		named["growth_high"], named["growth_medium"] = k.GrowthHigh, k.GrowthMedium
	case m.Name == "eurostat" && !withTarget:
		named["eurostat_growth"] = k.EurostatGrowth
	case m.Name == "un2023" && !withTarget:
		named["united_nations_growth"], named["united_nations_fair_growth"] = k.UnitedNationsGrowth, k.UnitedNationsFairGrowth
	case m.Name == "compound" || m.Name == "eurostat":
		named["compound_high"], named["compound_medium"], named["ahead"] = k.CompoundHigh, k.CompoundMedium, settings.Ahead
	case m.Name == "un2023":
		named["united_nations_on_track"], named["united_nations_fair"], named["ahead"] = k.UnitedNationsOnTrack, k.UnitedNationsFair, settings.Ahead
	case m.Name == "germany" && facts.judged.TargetYear != 0:
		named["germany_sun"], named["germany_cloud"] = k.GermanySun, k.GermanyCloud
	case m.Name == "efficacy":
		named["efficacy_excellent"], named["efficacy_good"], named["efficacy_fair"] = k.EfficacyExcellent, k.EfficacyGood, k.EfficacyFair
	case m.Name == "cumulative":
		named["ahead"], named["on_schedule"], named["far_behind"] = settings.Ahead, settings.OnSchedule, settings.FarBehind
	default:
		return nil
	}
	return named
}
