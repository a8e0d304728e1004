// Package feedfile writes a feed as one YAML file and reads it back: what people take to
// another house, keep beside their notes, or edit in a text editor. What is wrong is told
// with its line. Secrets are only named in it.
//
// It knows feeds and layouts; it must not know files on the disk, the store or pages.
package feedfile
