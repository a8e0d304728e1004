package catalogue

import (
	"io/fs"

	"zhibiao/metrics"
)

// FeedCode is the feed whose runs carry catalogues.
const FeedCode = "catalogue"

// Read reads the catalogue from the CSV files at the root of a file system, checks it,
// and returns it indexed and ready to be shared. Columns that it does not know are
// ignored. The error joins CellErrors: missing columns, cells that cannot be read,
// codes that stand twice, references to what does not exist.
func Read(fsys fs.FS) (*metrics.Catalogue, error) {
	errors := &errorList{}
	built := &metrics.Catalogue{}
	for _, part := range []func(fs.FS, *errorList, *metrics.Catalogue){
		readPlans, readThemes, readIndicators, readIndicatorAliases, readTargets, readBenchmarks,
		readConflicts, readConflictSides, readStatements, readAreas, readOrganisations,
		readOrganisationAliases, readTasks, readProjects, readFeeds, readTargetGroups, readDerivations,
		readDerivationInputs, readPipelineLinks,
	} {
		part(fsys, errors, built)
	}
	if err := errors.join(); err != nil {
		return nil, err
	}
	built.Index()
	checkCatalogue(built, errors)
	if err := errors.join(); err != nil {
		return nil, err
	}
	return built, nil
}

// files lists the files that make a catalogue, in the order in which they are hashed.
func files() []string {
	return []string{"areas.csv", "benchmarks.csv", "conflict_sides.csv", "conflicts.csv", "derivation_inputs.csv",
		"derivations.csv", "feeds.csv", "indicator_aliases.csv", "indicators.csv", "organisation_aliases.csv",
		"organisations.csv", "pipeline_links.csv", "plans.csv", "projects.csv", "statements.csv", "target_groups.csv",
		"targets.csv", "tasks.csv", "themes.csv"}
}
