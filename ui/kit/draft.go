package kit

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
)

// filledIn is something that people fill in; entered gives what stands in it.
type filledIn interface{ entered() string }

func (l *LineEntry) entered() string  { return l.Text }
func (p *Picker[T]) entered() string  { return fmt.Sprint(p.value) }
func (s *Several[T]) entered() string { return fmt.Sprint(s.values) }
func (c *Check) entered() string      { return fmt.Sprint(c.Checked) }
func (r *Radio) entered() string      { return r.Selected }

// Entered gives what stands in all that can be filled in within an object: what differs from
// before was typed or chosen since.
func Entered(object fyne.CanvasObject) string {
	var all []string
	var walk func(fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case filledIn:
			all = append(all, o.entered())
		case *Field:
			walk(o.content)
		case *Page:
			walk(o.box)
		case *Surface:
			walk(o.content)
		case *container.Scroll:
			walk(o.Content)
		case *fyne.Container:
			for _, child := range o.Objects {
				walk(child)
			}
		}
	}
	walk(object)
	return strings.Join(all, "\x00")
}

// AskBeforeLeaving makes Escape ask before a dialog is left in which something was typed or
// chosen and not saved.
func (d *Dialog) AskBeforeLeaving() {
	before := Entered(d.frame.body)
	d.OnEscape = func() {
		if Entered(d.frame.body) == before {
			d.Hide()
			return
		}
		AskToLeave(d.canvas, d.Hide)
	}
}

// AskToLeave asks whether what was typed may go; Escape and Enter go back to it.
func AskToLeave(c fyne.Canvas, leave func()) {
	q := newDialog(c, lang.L("Leave without saving?"), Wide(400, Paragraph(lang.L("What you typed is not saved yet, and goes when you leave."))))
	q.SetButtons(NewButton(lang.L("Leave"), func() {
		q.Hide()
		leave()
	}), Primary(lang.L("Go on typing"), q.Hide))
	q.OnEnter = q.Hide
	q.Show()
}
