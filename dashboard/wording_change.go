package dashboard

// signedPercent writes a growth with its sign and one decimal: 0.042 is +4.2%.
func (w wording) signedPercent(fraction *float64) string {
	if fraction == nil {
		return missing
	}
	percent := *fraction * 100
	if text := w.signed(&percent, 1); text != missing {
		return text + "%"
	}
	return missing
}
