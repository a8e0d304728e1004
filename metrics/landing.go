package metrics

// Landing is where a series is heading at a target's deadline, with how sure that is.
// It is a forecast (scenario FC) and never shown as if measured. When no forecast is
// possible Reason says why and every number is nil or empty.
type Landing struct {
	Method   string   `json:"method,omitempty"` // the method that the backtest chose, with its version
	Deadline Date     `json:"deadline"`
	Points   int      `json:"points"` // values that the forecast rests on
	Value    *float64 `json:"value"`  // in the indicator's unit
	Low80    *float64 `json:"low_80"`
	High80   *float64 `json:"high_80"`
	Low95    *float64 `json:"low_95"`
	High95   *float64 `json:"high_95"`
	// Probability is the chance, 0 to 1, that the value at the deadline meets the target.
	Probability *float64       `json:"probability"`
	Backtests   []Backtest     `json:"backtests,omitempty"` // every method that was tried, the best first
	Path        []LandingPoint `json:"path,omitempty"`      // from the period after the last value to the deadline
	Remarks     []Problem      `json:"remarks,omitempty"`   // what else a reader must know: a break, a gap, a natural bound, …
	Reason      *Problem       `json:"reason,omitempty"`    // why there is no forecast
}

// Backtest is how well one method would have forecast the values that are known: from
// each earlier origin the later values were forecast without looking at them.
type Backtest struct {
	Method            string  `json:"method"`
	Forecasts         int     `json:"forecasts"`           // how many held-back values were forecast
	MeanAbsoluteError float64 `json:"mean_absolute_error"` // in the indicator's unit
	Chosen            bool    `json:"chosen,omitempty"`
}

// LandingPoint is the forecast for one period.
type LandingPoint struct {
	Period string  `json:"period"`
	Date   Date    `json:"date"` // last day of the period
	Value  float64 `json:"value"`
	Low80  float64 `json:"low_80"`
	High80 float64 `json:"high_80"`
	Low95  float64 `json:"low_95"`
	High95 float64 `json:"high_95"`
}
