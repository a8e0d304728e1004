//go:build browser && !large

package browser

import "path/filepath"

// leadersPages are overview, list and indicator page.
var leadersPages = []string{"/", "/indicators", "/indicators/COAL-OUTPUT"}

// servingArguments serve demonstration data from a new folder.
func servingArguments(folder string) []string {
	return []string{"--dsn", "embedded:" + filepath.Join(folder, "data"), "serve", "--demo", "--address", "127.0.0.1:0", "--allow-private-sources", "127.0.0.1"}
}
