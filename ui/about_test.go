package ui

import (
	"strings"
	"testing"

	"rollbook/model"
)

func TestAboutSaysTheVersion(t *testing.T) {
	w := newWindow(t)
	w.about()
	if seen := texts(w.window.Canvas().Overlays().Top()); !strings.Contains(seen, "Rollbook "+model.Version+"\n") {
		t.Errorf("About says %q", seen)
	}
}
