package attendance

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"rollbook/model"
	"rollbook/ui/kit"
)

func now() model.Instant { return model.InstantOf(time.Now()) }

// showBelow shows, below the list, how many are shown and the way to add a walk-in, or the
// line that adds one.
func (s *Screen) showBelow() {
	if s.walkIn.open {
		if len(s.below.Objects) != 1 || s.below.Objects[0] != s.walkIn.object {
			s.below.Objects = []fyne.CanvasObject{s.walkIn.object}
			s.below.Refresh()
		}
		return
	}
	typed := strings.TrimSpace(s.find.Text)
	label := lang.L("Add a walk-in")
	if typed != "" {
		label = lang.L("Walk-in “{{.Name}}”", map[string]any{"Name": typed})
	}
	count := kit.Quiet(lang.L("{{.N}} of {{.M}}", map[string]any{"N": len(s.hits), "M": len(s.st.desk.Roll.Attendees)}))
	asks := kit.Quiet(lang.L("Not here?"))
	s.below.Objects = []fyne.CanvasObject{container.NewBorder(nil, nil, kit.Columns(kit.Step2, kit.Middle(asks), kit.NewButtonWithIcon(label, kit.Icon("add"), func() { s.walkIn.show(typed) })), kit.Middle(count))}
	s.below.Refresh()
}
