package dashboard

import "zhibiao/metrics"

// explain finds what a person can mend on the page itself: names that stand for nothing,
// and values of locked periods, which a reason lets in.
func (p *UploadPage) explain(catalogue *metrics.Catalogue, described upload, revisions bool) {
	if !revisions {
		return
	}
	p.Names = unknownNames(catalogue, p.Report.Rejects)
	if described.Stage != uploadChecked {
		return
	}
	for _, reject := range p.Report.Rejects {
		if !reject.Warning && reject.Problem != nil && reject.Problem.Key == "row.locked" {
			p.Locked++
		}
	}
}
