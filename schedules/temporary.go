package schedules

import "errors"

// temporary marks an error whose cause can pass.
type temporary struct{ error }

func (t temporary) Unwrap() error { return t.error }

// Temporary marks an error of a job as one that can pass by itself: the source or the
// store cannot be reached. Only such a run is tried again. nil stays nil.
func Temporary(err error) error {
	if err == nil {
		return nil
	}
	return temporary{err}
}

// IsTemporary tells whether err or an error that it wraps was marked by Temporary.
func IsTemporary(err error) bool {
	var marked temporary
	return errors.As(err, &marked)
}
