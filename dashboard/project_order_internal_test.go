package dashboard

import (
	"slices"
	"testing"

	"zhibiao/metrics"
)

// Overdue first, the earlier year before the later; then what slips; the others stay as
// their lists have them.
func TestProjectsOverdueStandFirst(t *testing.T) {
	two := 2
	line := func(code, year string, overdue bool, slip *int) ProjectLine {
		return ProjectLine{Project: &metrics.Project{Code: code}, ProjectProgress: metrics.ProjectProgress{EndYear: year, Overdue: overdue, Slip: slip}}
	}
	lines := []ProjectLine{line("UNDATED", "", false, nil), line("LATE-2025", "2025", true, nil), line("PLAIN", "2027", false, nil),
		line("SLIPS", "2028", false, &two), line("LATE-2023", "2023", true, nil)}
	slices.SortStableFunc(lines, byOverdue)
	var got []string
	for _, line := range lines {
		got = append(got, line.Code)
	}
	if want := []string{"LATE-2023", "LATE-2025", "SLIPS", "UNDATED", "PLAIN"}; !slices.Equal(got, want) {
		t.Errorf("order %v, want %v", got, want)
	}
}
