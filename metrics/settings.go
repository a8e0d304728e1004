package metrics

import (
	"math"
	"math/big"
	"strconv"

	"github.com/shopspring/decimal"
)

// Settings are the policy choices of the assessment. They are stored with each
// assessment, so that an old light can be explained by the cut-offs of its day.
//
// A cut-off belongs to the better side: a pace of exactly Ahead is ahead of
// schedule.
type Settings struct {
	// Version names this set of choices.
	Version string `json:"version"`
	// Ahead is the least pace for 快于预期.
	Ahead float64 `json:"ahead"`
	// OnSchedule is the least pace for 基本符合预期; below it is 滞后.
	OnSchedule float64 `json:"on_schedule"`
	// FarBehind is the least pace for 滞后; below it is 严重滞后.
	FarBehind float64 `json:"far_behind"`
	// ApproximateTolerance is how far, as a share of the target, a value may lie
	// from a target that says 约 or 左右 and still meet it.
	ApproximateTolerance float64 `json:"approximate_tolerance"`
	// Methods are the cut-offs of the published methods; the zero value stands for
	// DefaultMethodCutOffs.
	Methods MethodCutOffs `json:"methods"`
}

// DefaultSettings returns the cut-offs 1.05, 0.95 and 0.60 and the tolerance 5 %.
// 0.60 keeps the published case of childcare places (pace 0.713, officially 滞后) on
// its side; it is also the lower cut-off of Eurostat's method.
func DefaultSettings() Settings {
	return Settings{Version: "default-1", Ahead: 1.05, OnSchedule: 0.95, FarBehind: 0.60, ApproximateTolerance: 0.05,
		Methods: DefaultMethodCutOffs()}
}

// Validate refuses cut-offs that overlap or say nothing. The error is a Problem with
// the key settings.cut_offs (they must satisfy 0 < far behind < on schedule ≤ 1 ≤
// ahead, on schedule < ahead), settings.tolerance (0 ≤ tolerance < 1),
// settings.version (it must be named) or methods.settings.cut_offs (those of a published
// method do not fall).
func (s Settings) Validate() error {
	for _, cutOff := range []float64{s.Ahead, s.OnSchedule, s.FarBehind} {
		if math.IsNaN(cutOff) || math.IsInf(cutOff, 0) {
			return s.cutOffProblem()
		}
	}
	if s.FarBehind <= 0 || s.FarBehind >= s.OnSchedule || s.OnSchedule > 1 || s.Ahead < 1 || s.OnSchedule >= s.Ahead {
		return s.cutOffProblem()
	}
	if math.IsNaN(s.ApproximateTolerance) || s.ApproximateTolerance < 0 || s.ApproximateTolerance >= 1 {
		return NewProblem("settings.tolerance", "tolerance", shortFloat(s.ApproximateTolerance))
	}
	if s.Version == "" {
		return NewProblem("settings.version")
	}
	// The published ones, which nearly every assessment holds, need no look.
	if chosen := s.methodCutOffs(); chosen != DefaultMethodCutOffs() {
		if problem := chosen.validate(); problem != nil {
			return problem
		}
	}
	return nil
}

func (s Settings) cutOffProblem() *Problem {
	return NewProblem("settings.cut_offs", "ahead", shortFloat(s.Ahead),
		"on_schedule", shortFloat(s.OnSchedule), "far_behind", shortFloat(s.FarBehind))
}

// paceStatus gives the status of a pace.
func (s Settings) paceStatus(pace *big.Rat) AssessmentStatus {
	switch {
	case pace.Cmp(exactly(s.Ahead)) >= 0:
		return AheadOfSchedule
	case pace.Cmp(exactly(s.OnSchedule)) >= 0:
		return OnSchedule
	case pace.Cmp(exactly(s.FarBehind)) >= 0:
		return Behind
	default:
		return FarBehind
	}
}

// exactly takes a setting for the decimal that a person wrote: 0.95 is 95/100, not
// the nearest binary fraction.
func exactly(setting float64) *big.Rat { return decimal.NewFromFloat(setting).Rat() }

func shortFloat(value float64) string { return strconv.FormatFloat(value, 'g', -1, 64) }
