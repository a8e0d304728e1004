package layout

import (
	"slices"
	"strconv"

	"zhibiao/metrics"
)

// monthsOfYear is how many bare numbers in a row are the months of a year.
const monthsOfYear = 12

// nameMonths takes headings that run from 1 to 12 for the months: 1 becomes 1月. The year
// stands above them or in the title; without one the table is refused as one of 1月 is.
func (s *sheet) nameMonths() {
	for i := range s.lines {
		runs := s.runsOfNumbers(i)
		if len(runs) == 0 || slices.ContainsFunc(runs, func(run []int) bool { return len(run) != monthsOfYear }) {
			continue
		}
		for _, run := range runs {
			for at, column := range run {
				s.lines[i].cells[column-1].text = strconv.Itoa(at+1) + "月"
			}
		}
	}
}

// runsOfNumbers returns the columns of the numbers 1, 2, 3 … of a line that seems to be a
// header with nothing else over the numbers than one heading for each run. Lines that
// number the columns of a table stand below headings of their own, or have no stub.
func (s *sheet) runsOfNumbers(i int) [][]int {
	var runs [][]int
	columns := s.lines[i].filled()
	for at, column := range columns {
		shown := s.lines[i].cells[column-1]
		number, err := strconv.Atoi(shown.text)
		switch {
		case err != nil && len(runs) == 0:
			if !shown.spread && !isStub(shown.text) {
				return nil
			}
		case err != nil:
		case column == 1 || shown.spread:
			return nil
		case number == 1:
			runs = append(runs, []int{column})
		case len(runs) == 0 || number != len(runs[len(runs)-1])+1 || columns[at-1] != column-1:
			return nil
		default:
			runs[len(runs)-1] = append(runs[len(runs)-1], column)
		}
	}
	if len(runs) == 0 || i > 0 && s.headings(i-1, runs) > len(runs) {
		return nil
	}
	return runs
}

// headings counts the texts that a line shows in some columns, merged cells once.
func (s *sheet) headings(i int, runs [][]int) int {
	count := 0
	for _, column := range slices.Concat(runs...) {
		if shown := s.lines[i].cells[column-1]; shown.text != "" && !shown.spread {
			count++
		}
	}
	return count
}

// bareNumbers explains a sheet that could not be read by headings that are nothing but
// numbers: 1 to 4 may be months or quarters. Nil where it has none.
func (s *sheet) bareNumbers(file string) *metrics.Problem {
	const fewest = 2
	for i := range s.lines {
		for _, run := range s.runsOfNumbers(i) {
			if len(run) >= fewest {
				name := s.name
				if name == "" {
					name = file
				}
				return metrics.NewProblem("layout.bare_numbers", "sheet", name,
					"row", strconv.Itoa(s.lines[i].number), "last", strconv.Itoa(len(run)))
			}
		}
	}
	return nil
}
