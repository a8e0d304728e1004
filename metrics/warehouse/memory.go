package warehouse

import (
	"context"
	"sync"
	"time"
)

// memory is what was already asked on the way to one answer. It lives as long as a
// context and is never shared, so it cannot grow stale: a page that asks twice for what
// is in force gets the same answer twice, whatever is published in between.
type memory struct {
	sync.Mutex
	answers map[question]*remembered
}

// remembered is one answer; its lock lets others wait for who asks first.
type remembered struct {
	sync.Mutex
	known  bool
	answer any
}

type memoryKey struct{}

// Remember returns a context in which the store is asked only once which reference data,
// policy and feeds are in force at a moment. It is meant for a request that reads: what
// is saved with the same context is not seen by its later questions.
func Remember(ctx context.Context) context.Context {
	return context.WithValue(ctx, memoryKey{}, &memory{answers: map[question]*remembered{}})
}

// question is what an answer is remembered under.
type question struct {
	about   string
	knownAt time.Time
}

// once answers a question from the memory of the context, or asks. Errors are not
// remembered.
func once[T any](ctx context.Context, about string, knownAt time.Time, ask func() (T, error)) (T, error) {
	kept, ok := ctx.Value(memoryKey{}).(*memory)
	if !ok {
		return ask()
	}
	entry := kept.entry(question{about: about, knownAt: knownAt.UTC()})
	entry.Lock()
	defer entry.Unlock()
	if answer, is := entry.answer.(T); is && entry.known {
		return answer, nil
	}
	answer, err := ask()
	if err == nil {
		entry.known, entry.answer = true, answer
	}
	return answer, err
}

// entry returns the place of an answer.
func (m *memory) entry(asked question) *remembered {
	m.Lock()
	defer m.Unlock()
	if m.answers[asked] == nil {
		m.answers[asked] = &remembered{}
	}
	return m.answers[asked]
}
