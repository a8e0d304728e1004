package catalogue_test

import (
	"testing"

	"zhibiao/fixtures"
	"zhibiao/ingest/catalogue"
)

// The catalogue that the program carries must be readable without a single complaint.
func TestReadFixtures(t *testing.T) {
	read, err := catalogue.Read(fixtures.Files)
	if err != nil {
		t.Fatal(err)
	}
	if len(read.Plans) != 19 {
		t.Errorf("got %d plans, want the nineteen documents of the two bulletins", len(read.Plans))
	}
	if len(read.Statements) != 781 {
		t.Errorf("got %d statements, want 781", len(read.Statements))
	}
	if read.Feed("manual-upload") == nil || !read.Feed("manual-upload").Review {
		t.Error("uploads must have a feed that asks for a review")
	}
}
