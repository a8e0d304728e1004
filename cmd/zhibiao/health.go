package main

import (
	"fmt"
	"net/http"
	"time"
)

type healthCommand struct {
	URL string `default:"http://127.0.0.1:8080/readyz" help:"address to ask"`
}

// Run fails when the server does not answer that it is ready.
func (c healthCommand) Run(i *invocation) error {
	request, err := http.NewRequestWithContext(i.ctx, http.MethodGet, c.URL, nil)
	if err != nil {
		return err
	}
	client := http.Client{Timeout: 4 * time.Second}
	response, err := client.Do(request)
	if err != nil {
		return err
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("%s answers %s", c.URL, response.Status)
	}
	return nil
}
