package embedded

import "testing"

// A request that was given up can ask to stop its statement when the engine is closed
// already: that must not reach into what the library has let go.
func TestClosedEngineStopsNothing(t *testing.T) {
	closed := &Engine{}
	if err := closed.kill("/*mark*/"); err != nil {
		t.Errorf("a closed engine answers %v", err)
	}
}
