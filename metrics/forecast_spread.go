package metrics

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// spread is how far forecasts fell from what then came, put on the scale of one year
// ahead by the growth of the errors.
type spread struct {
	squares float64
	count   int
	least   float64 // mean square that few lucky forecasts do not bring it below
	freedom float64 // how many of the errors are worlds apart: those of one origin belong together
}

func (s *spread) add(miss float64) {
	s.squares += miss * miss
	s.count++
}

// deviation is the root mean square of the errors, or that of the changes in the series
// where it is larger: of few forecasts all may have hit by luck. Rounding in print adds
// its own part, that of a number spread evenly over one unit of the last printed place,
// so that errors of zero give no interval of no width.
func (s *spread) deviation(resolution float64) float64 {
	squares := 0.0
	if s.count > 0 {
		squares = s.squares / float64(s.count)
	}
	return math.Sqrt(max(squares, s.least) + resolution*resolution/12)
}

// student is the distribution of the errors: Student's t, because their size is itself
// known from few of them only.
func (s *spread) student(centre, scale float64) distuv.StudentsT {
	return distuv.StudentsT{Mu: centre, Sigma: scale, Nu: max(1, s.freedom)}
}
