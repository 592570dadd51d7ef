package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Text is one line of text without space around it, in a size and colour of the theme. It
// can be cut short with an ellipsis, and explain itself when hovered. Clicks go through to
// what it stands on; a Link is a text to click on.
type Text struct {
	widget.BaseWidget
	tipped
	Text     string
	SizeName fyne.ThemeSizeName  // empty: the body's
	Color    fyne.ThemeColorName // empty: the foreground
	Bold     bool
	Align    fyne.TextAlign
	Cut      bool // may be narrower than its text
	// Fit: where there is no room for the text its letters become smaller; it is never cut. For
	// figures, of which a part would be another figure.
	Fit bool
	// Behind, where it is set, is told of the pointer in the text's place: what the text
	// stands on shows that it can be clicked.
	Behind desktop.Hoverable

	hovered bool
	whole   bool // it explains itself by its whole text, for as long as it is hovered
	shown   *canvas.Text
}

// NewText makes a text of the body's size.
func NewText(text string) *Text {
	t := &Text{Text: text}
	t.tipOf = t
	t.ExtendBaseWidget(t)
	return t
}

// Quiet makes a small text in the quiet colour.
func Quiet(text string) *Text {
	t := NewText(text)
	t.SizeName, t.Color = SizeQuiet, ColorQuiet
	return t
}

// Title makes a card's title.
func Title(text string) *Text {
	t := NewText(text)
	t.SizeName, t.Bold = SizeCardTitle, true
	return t
}

// Heading makes a screen's title.
func Heading(text string) *Text {
	t := NewText(text)
	t.SizeName, t.Bold, t.Cut = SizeScreenTitle, true, true
	return t
}

// SetText changes the text.
func (t *Text) SetText(text string) {
	if t.Text != text {
		t.Text = text
		t.Refresh()
	}
}

// faded says whether the text is still in a colour of a theme that was left.
func (t *Text) faded() bool {
	return t.shown != nil && t.Color != "" && t.shown.Color != Color(t.Color)
}

// CreateRenderer is the toolkit's.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	t.shown = canvas.NewText(t.Text, color.Black)
	r := &textRenderer{t: t, text: t.shown}
	r.Refresh()
	return r
}

// MouseIn explains.
func (t *Text) MouseIn(e *desktop.MouseEvent) {
	if t.Behind != nil {
		t.Behind.MouseIn(e)
		return
	}
	if t.ToolTip() == "" && t.shown != nil && t.shown.Text != t.Text { // cut short: say the whole
		t.SetToolTip(t.Text)
		t.whole = true
	}
	t.tipIn(e)
}

// MouseMoved is where the pointer is.
func (t *Text) MouseMoved(e *desktop.MouseEvent) { t.tipMoved(e) }

// MouseOut ends hovering.
func (t *Text) MouseOut() {
	if t.Behind != nil {
		t.Behind.MouseOut()
		return
	}
	t.tipOut()
	if t.whole {
		t.SetToolTip("")
		t.whole = false
	}
}

type textRenderer struct {
	t    *Text
	text *canvas.Text
}

func (r *textRenderer) Destroy()                     {}
func (r *textRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.text} }

func (r *textRenderer) MinSize() fyne.Size {
	full := fyne.MeasureText(r.t.Text, r.text.TextSize, r.text.TextStyle)
	if r.t.Cut {
		full.Width = min(full.Width, r.text.TextSize*2)
	}
	if r.t.Fit {
		size := Size(r.t.sizeName())
		full = fyne.MeasureText(r.t.Text, size, r.text.TextStyle)
		full.Width = min(full.Width, fyne.MeasureText(r.t.Text, leastLetters, r.text.TextStyle).Width)
	}
	return full
}

// leastLetters is how small letters become at least where a figure has little room.
const leastLetters float32 = 9

func (t *Text) sizeName() fyne.ThemeSizeName {
	if t.SizeName == "" {
		return theme.SizeNameText
	}
	return t.SizeName
}

// fit gives the size of letters at which a text has room in a width.
func fit(text string, width, size float32, style fyne.TextStyle) float32 {
	for size > leastLetters && fyne.MeasureText(text, size, style).Width > width+0.5 {
		size--
	}
	return max(size, leastLetters)
}

func (r *textRenderer) Layout(size fyne.Size) {
	r.text.Resize(size)
	if r.t.Cut {
		r.text.Text = cut(r.t.Text, size.Width, r.text.TextSize, r.text.TextStyle)
	}
	if r.t.Fit {
		r.text.TextSize = fit(r.t.Text, size.Width, Size(r.t.sizeName()), r.text.TextStyle)
	}
}

func (r *textRenderer) Refresh() {
	t := r.t
	size, name := t.sizeName(), t.Color
	if name == "" {
		name = theme.ColorNameForeground
	}
	if t.hovered {
		name = theme.ColorNamePrimary
	}
	r.text.TextSize, r.text.Color, r.text.Alignment = Size(size), Color(name), t.Align
	r.text.TextStyle = fyne.TextStyle{Bold: t.Bold}
	r.text.Text = t.Text
	if (t.Cut || t.Fit) && t.BaseWidget.Size().Width > 0 {
		r.Layout(t.BaseWidget.Size())
	}
	r.text.Refresh()
}

// cut shortens a text to a width, with an ellipsis.
func cut(text string, width, size float32, style fyne.TextStyle) string {
	if fyne.MeasureText(text, size, style).Width <= width+0.5 {
		return text
	}
	runes := []rune(text)
	low, high := 0, len(runes)
	for low < high {
		middle := (low + high + 1) / 2
		if fyne.MeasureText(string(runes[:middle])+"…", size, style).Width <= width {
			low = middle
		} else {
			high = middle - 1
		}
	}
	if low == 0 {
		return ""
	}
	return string(runes[:low]) + "…"
}

// Paragraph makes a text that goes on in the next line where it is too long.
func Paragraph(text string) *widget.Label {
	l := widget.NewLabel(text)
	l.Wrapping = fyne.TextWrapWord
	return l
}

// Note makes a paragraph in small type.
func Note(text string) *widget.Label {
	l := Paragraph(text)
	l.SizeName = theme.SizeNameCaptionText
	return l
}
