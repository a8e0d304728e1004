package feedfile

import (
	"bytes"
	"fmt"

	"go.yaml.in/yaml/v3"

	"zhibiao/metrics"
)

// Write returns a feed as YAML that Read reads back.
func Write(feed metrics.Feed) ([]byte, error) {
	var text bytes.Buffer
	encoder := yaml.NewEncoder(&text)
	encoder.SetIndent(2)
	if err := encoder.Encode(feed.Normal()); err != nil {
		return nil, fmt.Errorf("write feed %s: %w", feed.Code, err)
	}
	return text.Bytes(), encoder.Close()
}
