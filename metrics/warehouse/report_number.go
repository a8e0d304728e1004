package warehouse

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"zhibiao/metrics"
)

// reportNumberRegister holds who asked for which number. It is apart from the reports,
// because a claim comes before the workbook that the number stands in.
const reportNumberRegister register = "report_number"

// numberClaim is one attempt to get a number.
type numberClaim struct {
	Number string `json:"number"`
	Claim  string `json:"claim"` // identifier of the attempt
}

// Claims that are looked at to find the highest number: more than can come out of order.
const latestClaims = 200

// Attempts to get a number before giving up; each meets a rival only when another
// instance asks within the same few milliseconds.
const numberAttempts = 30

var errNumbersContested = errors.New("every number was claimed by another instance at the same moment")

// ClaimReportNumber gives the next number of a year to one caller and never again.
//
// ClickHouse has no sequences and no transactions, so a claim is written and then read
// back: the number belongs to the claim that is alone when it reads. The first of two
// rivals may read before the second writes, then the second sees the first and gives
// way; when both see both, neither takes the number and it stays unused. So there may be
// a gap, never a number twice, and no clock decides. Inside one process callers wait for
// each other, so that they leave no gaps.
func (s *Store) ClaimReportNumber(ctx context.Context, year int, by string) (string, error) {
	s.numbering.Lock()
	defer s.numbering.Unlock()
	ctx = s.agreed(ctx)
	for range numberAttempts {
		sequence, err := s.lastReportNumber(ctx, year)
		if err != nil {
			return "", err
		}
		number := metrics.ReportNumber(year, sequence+1)
		alone, err := s.claimNumber(ctx, number, by)
		if err != nil {
			return "", fmt.Errorf("claim report number %s: %w", number, err)
		}
		if alone {
			return number, nil
		}
		select {
		case <-time.After(time.Duration(10+rand.IntN(90)) * time.Millisecond):
		case <-ctx.Done():
			return "", ctx.Err()
		}
	}
	return "", fmt.Errorf("claim a report number of %d: %w", year, errNumbersContested)
}

// lastReportNumber is the highest sequence of a year that was ever claimed, or 0.
func (s *Store) lastReportNumber(ctx context.Context, year int) (int, error) {
	claims, err := entryVersions[numberClaim](ctx, s, reportNumberRegister, "", latestClaims)
	if err != nil {
		return 0, fmt.Errorf("find the last report number: %w", err)
	}
	last := 0
	for _, claim := range claims {
		if claimed, sequence, ok := metrics.ParseReportNumber(claim.Number); ok && claimed == year {
			last = max(last, sequence)
		}
	}
	return last, nil
}

// claimNumber writes a claim and tells whether it is the only one.
func (s *Store) claimNumber(ctx context.Context, number, by string) (alone bool, err error) {
	stamp, err := s.stamp(by)
	if err != nil {
		return false, err
	}
	claim := numberClaim{Number: number, Claim: stamp.version.String()}
	if err := inTurn(ctx, func() error { return s.keepEntry(ctx, reportNumberRegister, number, stamp, claim) }); err != nil {
		return false, err
	}
	claims, err := entryVersions[numberClaim](ctx, s, reportNumberRegister, number, 0)
	return len(claims) == 1 && claims[0] == claim, err
}
