package dashboard

import (
	"slices"

	"zhibiao/metrics"
)

// besidesValue are the differences in other things than the value, which has columns of
// its own; long texts are cut.
func besidesValue(differences []metrics.FieldDifference) []metrics.FieldDifference {
	besides := slices.DeleteFunc(slices.Clone(differences), func(difference metrics.FieldDifference) bool { return difference.Field == "value" })
	for i := range besides {
		besides[i].Old, besides[i].New = clipped(besides[i].Old), clipped(besides[i].New)
	}
	return besides
}

// longestDifference is how many characters of a text a list of changes shows.
const longestDifference = 60

func clipped(text string) string {
	if runes := []rune(text); len(runes) > longestDifference {
		return string(runes[:longestDifference]) + "…"
	}
	return text
}
