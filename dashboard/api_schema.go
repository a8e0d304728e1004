package dashboard

import (
	"reflect"
	"time"
	"unicode"

	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// schema is a JSON Schema (2020-12), as OpenAPI 3.1 has them.
type schema map[string]any

// schemas collects the schemas of named types, each once.
type schemas struct {
	named map[string]schema
}

// refer returns the schema of a type: a reference to a named one for structs.
func (s *schemas) refer(of reflect.Type) schema {
	if of.Kind() == reflect.Pointer {
		return orNull(s.refer(of.Elem()))
	}
	if known, special := specialSchema(of); special {
		return known
	}
	switch of.Kind() {
	case reflect.Struct:
		name := schemaName(of)
		if _, done := s.named[name]; !done {
			s.named[name] = nil // a type may hold itself
			s.named[name] = s.object(of)
		}
		return schema{"$ref": "#/components/schemas/" + name}
	case reflect.Slice:
		return schema{"type": []string{"array", "null"}, "items": s.refer(of.Elem())}
	case reflect.Map:
		return schema{"type": []string{"object", "null"}, "additionalProperties": s.refer(of.Elem())}
	case reflect.String:
		return schema{"type": "string"}
	case reflect.Bool:
		return schema{"type": "boolean"}
	case reflect.Float32, reflect.Float64:
		return schema{"type": "number"}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return schema{"type": "integer"}
	}
	return schema{}
}

func (s *schemas) object(of reflect.Type) schema {
	properties, required := schema{}, []string{}
	for _, field := range jsonFields(of) {
		described := s.refer(field.kind)
		properties[field.name] = described
		if !field.optional {
			required = append(required, field.name)
		}
	}
	return schema{"type": "object", "properties": properties, "required": required}
}

// specialSchema describes the types that write themselves, and those with few values.
func specialSchema(of reflect.Type) (schema, bool) {
	switch of {
	case reflect.TypeFor[time.Time]():
		return schema{"type": "string", "format": "date-time"}, true
	case reflect.TypeFor[metrics.Date]():
		return schema{"type": "string", "pattern": `^(\d{4}-\d{2}-\d{2})?$`}, true
	case reflect.TypeFor[decimal.Decimal]():
		return schema{"type": "string", "pattern": `^-?\d+(\.\d+)?$`}, true
	case reflect.TypeFor[decimal.NullDecimal]():
		return schema{"type": []string{"string", "null"}, "pattern": `^-?\d+(\.\d+)?$`}, true
	case reflect.TypeFor[metrics.Scenario]():
		return choiceSchema(metrics.Actual, metrics.Benchmark, metrics.Forecast, metrics.Demonstration), true
	case reflect.TypeFor[metrics.Frequency]():
		return choiceSchema(frequencies()...), true
	case reflect.TypeFor[metrics.RunState]():
		return choiceSchema(runStates()...), true
	case reflect.TypeFor[metrics.Comparator]():
		return choiceSchema(metrics.AtLeast, metrics.MoreThan, metrics.AtMost, metrics.LessThan, metrics.Equal, metrics.Approximately, metrics.Between), true
	case reflect.TypeFor[metrics.Attribute]():
		return choiceSchema("", metrics.Expected, metrics.Binding), true
	case reflect.TypeFor[metrics.AssessmentStatus]():
		return choiceSchema(metrics.AssessmentStatuses()...), true
	}
	if of.Implements(jsonMarshaler) {
		return schema{}, true
	}
	if of.Implements(textMarshaler) {
		return schema{"type": "string"}, true
	}
	return nil, false
}

func choiceSchema[T ~string](choices ...T) schema {
	return schema{"type": "string", "enum": textsOf(choices)}
}

func orNull(inner schema) schema { return schema{"anyOf": []schema{inner, {"type": "null"}}} }

// schemaName is the name of a type. Those of this room end with Answer, so that they are
// not taken for those of the domain.
func schemaName(of reflect.Type) string {
	runes := []rune(of.Name())
	runes[0] = unicode.ToUpper(runes[0])
	return string(runes)
}
