package main

import (
	"maps"
	"slices"

	"zhibiao/ingest/source"
	"zhibiao/metrics"
)

// lookAtSecrets names the feeds that cannot have the secret they name. After a restore
// these are all that name one: no backup holds secrets.
func lookAtSecrets(secrets source.Secrets, known *metrics.Catalogue) []finding {
	missing, err := secrets.Missing(known.Feeds)
	if err != nil {
		return []finding{fault(err)}
	}
	var findings []finding
	for _, code := range slices.Sorted(maps.Keys(missing)) {
		feed, key := known.Feed(code), "secret.refused"
		if missing[code].Key == "secret.missing" {
			key = "secret.missing"
		}
		findings = append(findings, found(remarkable, key, append(bilingual("feed", feed.NameZh, feed.NameEn), "secret", feed.Source.Secret)...))
	}
	return findings
}
