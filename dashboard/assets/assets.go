package assets

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"strings"
)

//go:embed all:dist
var dist embed.FS

// Prefix is the path under which assets are served.
const Prefix = "/assets/"

// Assets knows the bundled files by the plain names that templates use.
type Assets struct {
	files    fs.FS
	manifest map[string]string
}

// Load reads the manifest of the bundle that is built into the program.
func Load() (*Assets, error) {
	files, err := fs.Sub(dist, "dist")
	if err != nil {
		return nil, fmt.Errorf("open assets: %w", err)
	}
	return LoadFrom(files)
}

// LoadFrom reads the manifest of a bundle; a bundle without one has no files.
func LoadFrom(files fs.FS) (*Assets, error) {
	assets := &Assets{files: files, manifest: map[string]string{}}
	content, err := fs.ReadFile(files, "manifest.json")
	if errors.Is(err, fs.ErrNotExist) {
		return assets, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read asset manifest: %w", err)
	}
	if err := json.Unmarshal(content, &assets.manifest); err != nil {
		return nil, fmt.Errorf("read asset manifest: %w", err)
	}
	return assets, nil
}

// Path returns the address of the asset with this plain name, such as style.css,
// or an empty text when the bundle has none.
func (a *Assets) Path(name string) string {
	hashed, found := a.manifest[name]
	if !found {
		return ""
	}
	return Prefix + hashed
}

// Built tells whether there is a bundle.
func (a *Assets) Built() bool { return len(a.manifest) > 0 }

// ServeHTTP answers with one file of the bundle, never with a folder.
func (a *Assets) ServeHTTP(response http.ResponseWriter, request *http.Request) {
	name := strings.TrimPrefix(request.URL.Path, Prefix)
	info, err := fs.Stat(a.files, name)
	if err != nil || info.IsDir() || name == "manifest.json" || strings.HasPrefix(name, ".") {
		http.NotFound(response, request)
		return
	}
	response.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	http.ServeFileFS(response, request, a.files, name)
}
