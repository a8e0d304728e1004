package dashboard

import (
	"encoding"
	"encoding/json"
	"reflect"
	"strings"
)

// jsonField is one member of an object as encoding/json writes it.
type jsonField struct {
	name     string
	kind     reflect.Type
	index    []int
	optional bool // left out when empty
}

// of returns the value in a row; found is false below a pointer that is nil.
func (f jsonField) of(row reflect.Value) (value reflect.Value, found bool) {
	value = row
	for _, i := range f.index {
		for value.Kind() == reflect.Pointer {
			if value.IsNil() {
				return value, false
			}
			value = value.Elem()
		}
		value = value.Field(i)
	}
	return value, true
}

// jsonFields lists the members of an object in the order of the type; a field of an outer
// struct hides that of an embedded one with the same name, as in encoding/json.
func jsonFields(of reflect.Type) []jsonField {
	for of.Kind() == reflect.Pointer {
		of = of.Elem()
	}
	if of.Kind() != reflect.Struct {
		return nil
	}
	var all []jsonField
	var walk func(within reflect.Type, index []int, optional bool)
	walk = func(within reflect.Type, index []int, optional bool) {
		for i := range within.NumField() {
			field := within.Field(i)
			at := append(append([]int(nil), index...), i)
			tag, options, _ := strings.Cut(field.Tag.Get("json"), ",")
			kind := field.Type
			if field.Anonymous && tag == "" {
				below := optional
				for kind.Kind() == reflect.Pointer {
					kind, below = kind.Elem(), true
				}
				if kind.Kind() == reflect.Struct {
					walk(kind, at, below)
					continue
				}
			}
			if !field.IsExported() || tag == "-" {
				continue
			}
			name := tag
			if name == "" {
				name = field.Name
			}
			all = append(all, jsonField{name: name, kind: field.Type, index: at, optional: optional || strings.Contains(options, "omitempty") || strings.Contains(options, "omitzero")})
		}
	}
	walk(of, nil, false)
	var fields []jsonField
	for _, field := range all {
		hidden := false
		for _, other := range all {
			hidden = hidden || other.name == field.name && len(other.index) < len(field.index)
		}
		if !hidden {
			fields = append(fields, field)
		}
	}
	return fields
}

var (
	textMarshaler = reflect.TypeFor[encoding.TextMarshaler]()
	jsonMarshaler = reflect.TypeFor[json.Marshaler]()
)

// isScalar tells whether values of a type fit into one cell.
func isScalar(kind reflect.Type) bool {
	if kind.Implements(textMarshaler) || kind.Implements(jsonMarshaler) {
		return true
	}
	switch kind.Kind() {
	case reflect.Pointer:
		return isScalar(kind.Elem())
	case reflect.Struct, reflect.Slice, reflect.Map, reflect.Interface:
		return false
	}
	return true
}
