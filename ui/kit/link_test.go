package kit_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"rollbook/ui/kit"
)

func TestClicksGoThroughTextsToWhatTheyStandOn(t *testing.T) {
	var text fyne.CanvasObject = kit.NewText("a row's name")
	if _, takes := text.(fyne.Tappable); takes {
		t.Error("a text takes the click that is meant for its row, its picker or its button")
	}
	clicked := false
	link := kit.NewLink("and 3 more", func() { clicked = true })
	if link.Tapped(nil); !clicked {
		t.Error("a link does nothing when it is clicked on")
	}
}
