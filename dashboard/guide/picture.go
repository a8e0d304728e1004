package guide

import (
	"fmt"
	"io/fs"
	"path"
)

// PicturePath is the address under which the program serves the pictures.
const PicturePath = "/guide/pictures/"

// All pictures have one size in pixels.
const (
	PictureWidth  = 1200
	PictureHeight = 720
)

// Picture returns the bytes of a picture in WebP; the error wraps fs.ErrNotExist when
// there is none of this name.
func Picture(name string) ([]byte, error) {
	content, err := fs.ReadFile(files, "pictures/"+path.Base(name))
	if err != nil {
		return nil, fmt.Errorf("picture of the guide: %w", err)
	}
	return content, nil
}
