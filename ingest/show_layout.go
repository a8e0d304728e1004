package ingest

import (
	"context"

	"zhibiao/ingest/table"
	"zhibiao/metrics"
)

// Shown is how a file would be read.
type Shown struct {
	// Layout is the description as YAML; empty for a tidy table, which needs none.
	Layout []byte
	// Understood says it in words: keys of texts with their arguments.
	Understood []*metrics.Problem
}

// ShowLayout tells how a file would be read, without reading a single value into the
// ledger. The error is the same that an import of the file would give.
func (i *Importer) ShowLayout(ctx context.Context, submission Submission) (Shown, error) {
	catalogue, err := i.ledger.Catalogue(ctx)
	if err != nil {
		return Shown{}, &storeFailure{"read the catalogue", err}
	}
	if catalogue == nil {
		return Shown{}, &storeFailure{"read the catalogue", metrics.NewProblem("catalogue.missing").Because(errNoCatalogue)}
	}
	var reading metrics.FeedReading
	if feed := catalogue.Feed(submission.Feed); feed != nil {
		reading = feed.Reading
	}
	names, err := i.resolverOf(ctx, catalogue)
	if err != nil {
		return Shown{}, err
	}
	opened, err := openSource(submission, reading, fileName(submission), table.Limits{FileBytes: i.options.MaxFileBytes}, names)
	if err != nil {
		return Shown{}, err
	}
	defer func() { _ = opened.close() }()
	if opened.described == nil {
		return Shown{Understood: []*metrics.Problem{metrics.NewProblem("layout.said.tidy")}}, nil
	}
	text, err := opened.described.Write()
	return Shown{Layout: text, Understood: opened.understood}, err
}
