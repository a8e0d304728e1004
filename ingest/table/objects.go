package table

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"zhibiao/metrics"
)

// objects reads a JSON array of flat objects, alone or as the only array of an object:
// [{"indicator": "…", "value": 1.5}, …]. The names of all objects together are the
// header, which counts as row 0; the first object is row 1.
type objects struct {
	name     string
	encoding string
	columns  []string
	at       map[string]int
	reader   *objectReader
	row      int
	rows     int
	headDone bool
}

// openObjects reads the file once for its names and its form, and is then ready to
// hand out its rows.
func openObjects(file io.ReadSeeker, name string, limits Limits) (*objects, error) {
	profile, err := profileText(file, name, "")
	if err != nil {
		return nil, err
	}
	source := &objects{name: name, encoding: profile.encoding, at: map[string]int{}}
	if err := source.restart(file); err != nil {
		return nil, err
	}
	for {
		object, err := source.reader.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, source.problem(err)
		}
		source.rows++
		for _, member := range object {
			if _, known := source.at[member.name]; !known {
				source.at[member.name] = len(source.columns)
				source.columns = append(source.columns, member.name)
			}
		}
		if len(source.columns) > limits.Columns {
			return nil, metrics.NewProblem("file.too_many_columns", "file", name,
				"found", strconv.Itoa(len(source.columns)), "limit", strconv.Itoa(limits.Columns))
		}
	}
	return source, source.restart(file)
}

func (o *objects) restart(file io.ReadSeeker) error {
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	held := &leash{reader: decoded(file, o.encoding), length: mostRowBytes}
	decoder := json.NewDecoder(held)
	decoder.UseNumber()
	o.reader = &objectReader{decoder: decoder, leash: held}
	return nil
}

func (o *objects) total() int { return o.rows }

func (o *objects) next() (Row, error) {
	if !o.headDone {
		o.headDone = true
		if len(o.columns) == 0 {
			return Row{}, io.EOF
		}
		return Row{Cells: slices.Clone(o.columns)}, nil
	}
	for {
		object, err := o.reader.next()
		if errors.Is(err, io.EOF) {
			return Row{}, io.EOF
		}
		if err != nil {
			return Row{}, o.problem(err)
		}
		o.row++
		row := Row{Number: o.row, Cells: make([]string, len(o.columns))}
		for _, member := range object {
			row.Cells[o.at[member.name]] = member.text
		}
		if row.Cells = withoutBlankEnd(row.Cells); len(row.Cells) > 0 {
			if err := checkCells(o.name, o.row, row.Cells); err != nil {
				return Row{}, err
			}
			return row, nil
		}
	}
}

func (o *objects) problem(err error) error {
	row := strconv.Itoa(o.reader.count + 1)
	switch {
	case errors.Is(err, errRowTooLong):
		return rowTooLong(o.name, o.reader.count+1, mostRowBytes)
	case errors.Is(err, errNull):
		return metrics.NewProblem("file.nul_byte", "file", o.name, "row", row).Because(err)
	case errors.Is(err, errCharacters):
		return metrics.NewProblem("file.encoding", "file", o.name, "row", row).Because(err)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return metrics.NewProblem("file.truncated", "file", o.name, "row", row).Because(err)
	}
	return metrics.NewProblem("file.json_form", "file", o.name, "row", row).Because(err)
}

// member is one name of an object with its value as text; null is an empty text.
type member struct{ name, text string }

// objectReader hands out the objects of the array.
type objectReader struct {
	decoder *json.Decoder
	leash   *leash
	started bool
	wrapped bool // the array is a member of an object
	count   int
}

var errJSONForm = errors.New("the file is no array of flat objects")

func (r *objectReader) next() ([]member, error) {
	if !r.started {
		if err := r.findArray(); err != nil {
			return nil, cutOffText(err)
		}
		r.started = true
	}
	if !r.decoder.More() {
		return nil, r.finish()
	}
	object, err := r.readObject()
	if err != nil {
		return nil, cutOffText(err)
	}
	r.leash.rowEnds()
	r.count++
	return object, nil
}

// findArray reads up to the bracket of the array; members of an object before it are
// passed over when they are simple values.
func (r *objectReader) findArray() error {
	token, err := r.decoder.Token()
	if err != nil {
		return err
	}
	if token == json.Delim('[') {
		return nil
	}
	if token != json.Delim('{') {
		return errJSONForm
	}
	r.wrapped = true
	for {
		name, err := r.decoder.Token()
		if err != nil {
			return err
		}
		if name == json.Delim('}') {
			return errJSONForm
		}
		value, err := r.decoder.Token()
		if err != nil {
			return err
		}
		switch value {
		case json.Delim('['):
			return nil
		case json.Delim('{'), json.Delim('}'):
			return errJSONForm
		}
	}
}

func (r *objectReader) readObject() ([]member, error) {
	token, err := r.decoder.Token()
	if err != nil {
		return nil, err
	}
	if token != json.Delim('{') {
		return nil, errJSONForm
	}
	var object []member
	seen := map[string]bool{}
	for r.decoder.More() {
		nameToken, err := r.decoder.Token()
		if err != nil {
			return nil, err
		}
		name, _ := nameToken.(string)
		if name = strings.TrimSpace(name); seen[name] {
			return nil, fmt.Errorf("%w: the name %q stands twice in one object", errJSONForm, name)
		}
		seen[name] = true
		value, err := r.decoder.Token()
		if err != nil {
			return nil, err
		}
		text, ok := simpleText(value)
		if !ok {
			return nil, fmt.Errorf("%w: %q holds no simple value", errJSONForm, name)
		}
		object = append(object, member{name, text})
	}
	_, err = r.decoder.Token()
	return object, err
}

func simpleText(value json.Token) (string, bool) {
	switch value := value.(type) {
	case nil:
		return "", true
	case string:
		return value, true
	case json.Number:
		return value.String(), true
	case bool:
		return strings.ToUpper(strconv.FormatBool(value)), true
	}
	return "", false
}

// finish reads what follows the array, which must be nothing of weight.
func (r *objectReader) finish() error {
	if _, err := r.decoder.Token(); err != nil {
		return cutOffText(err)
	}
	for r.wrapped {
		token, err := r.decoder.Token()
		if err != nil {
			return cutOffText(err)
		}
		switch token {
		case json.Delim('}'):
			r.wrapped = false
		case json.Delim('['), json.Delim('{'):
			return errJSONForm
		}
	}
	if _, err := r.decoder.Token(); !errors.Is(err, io.EOF) {
		return errJSONForm
	}
	return io.EOF
}

// cutOffText tells an end inside the text from the end of the rows.
func cutOffText(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}
