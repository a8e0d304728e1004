package dashboard

import "zhibiao/metrics"

// DerivationView is how an indicator is computed where no source prints it.
type DerivationView struct {
	*metrics.Derivation
	Inputs []DerivationInputView
}

// DerivationInputView is one name of the formula with what it stands for.
type DerivationInputView struct {
	metrics.DerivationInput
	Of   *metrics.Indicator // nil when the catalogue has no such indicator
	Area *metrics.Area      // nil for the area of the derived value
}

// derivationOf returns the derivation of an indicator, or nil.
func (v snapshot) derivationOf(indicator string) *DerivationView {
	for i := range v.catalogue.Derivations {
		derivation := &v.catalogue.Derivations[i]
		if derivation.Indicator != indicator {
			continue
		}
		view := &DerivationView{Derivation: derivation}
		for _, input := range derivation.Inputs {
			view.Inputs = append(view.Inputs, DerivationInputView{
				DerivationInput: input, Of: v.catalogue.Indicator(input.Indicator), Area: v.catalogue.Area(input.Area)})
		}
		return view
	}
	return nil
}
