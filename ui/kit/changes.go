package kit

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"rollbook/model"
)

// Changes says of a record who changed what, and when; any action can be taken back.
type Changes struct {
	window   func() fyne.Window
	page     *Page
	takeBack func(model.ActionRef)
	Object   fyne.CanvasObject
}

// NewChanges makes an empty list of changes; takeBack nil: none can be taken back.
func NewChanges(window func() fyne.Window, takeBack func(model.ActionRef)) *Changes {
	c := &Changes{window: window, page: NewPage(Step2), takeBack: takeBack}
	c.Object = c.page
	return c
}

// RefsOf gives the records that changes speak of, to be named.
func RefsOf(changes []model.Change) []model.Ref {
	var refs []model.Ref
	for _, c := range changes {
		for _, f := range c.Fields {
			if kind, ok := linkKinds[f.Field]; ok {
				for _, v := range []any{f.From, f.To} {
					if id, ok := v.(int64); ok {
						refs = append(refs, model.Ref{Kind: kind, ID: model.ID(id)})
					}
				}
			}
		}
	}
	return refs
}

// RefsIn gives the records that values of fields point at, to be named.
func RefsIn(values map[string]any) []model.Ref {
	var refs []model.Ref
	for field, v := range values {
		if kind, ok := linkKinds[field]; ok {
			if id, ok := v.(int64); ok {
				refs = append(refs, model.Ref{Kind: kind, ID: model.ID(id)})
			}
		}
	}
	return refs
}

// Set shows changes of a kind of record, with the names of what they speak of.
func (h *Changes) Set(of model.Kind, changes []model.Change, names map[model.Ref]string) {
	rows := []fyne.CanvasObject{Gap(1)}
	var last model.ActionRef
	for _, c := range changes {
		if c.ActionRef != last {
			last = c.ActionRef
			rows = append(rows, h.action(c))
		}
		text := Quiet(sentence(of, c, names))
		text.Cut = true
		text.SetToolTip(text.Text)
		rows = append(rows, Padded(0, Step3, text))
	}
	h.page.Set(rows...)
}

// action heads the changes of one action.
func (h *Changes) action(c model.Change) fyne.CanvasObject {
	head := NewText(fmt.Sprintf("%s · %s · %s", c.At.Time().Format(momentLayout), c.Who, lang.L(string(c.Verb))))
	head.SizeName, head.Cut = SizeTable, true
	if c.Undone {
		head.Color = ColorQuiet
		head.Text += " · " + lang.L("undone")
		return head
	}
	if c.Verb == model.VerbUndo || c.Verb == model.VerbRedo || c.Verb == model.VerbErase || h.takeBack == nil {
		return head
	}
	return container.NewBorder(nil, nil, nil, QuietLink(lang.L("Take back"), func() { h.askToTakeBack(c) }), head)
}

// askToTakeBack takes the action of a change back; one that changed much besides the
// record whose history is shown, after asking.
func (h *Changes) askToTakeBack(c model.Change) {
	switch c.Verb {
	case model.VerbImport, model.VerbSample, model.VerbTake, model.VerbFollow:
		Ask(h.window(), lang.L("Take all of it back?"),
			lang.L("“{{.What}}” of {{.When}} may have changed much more than is shown here. All of it is taken back but for what was edited since; Undo brings it again.",
				map[string]any{"What": lang.L(string(c.Verb)), "When": c.At.Time().Format(momentLayout)}),
			lang.L("Take back"), func() { h.takeBack(c.ActionRef) })
	default:
		h.takeBack(c.ActionRef)
	}
}

// sentence says in words what a change did.
func sentence(of model.Kind, c model.Change, names map[model.Ref]string) string {
	what := recordWords(c, names)
	if len(c.Fields) == 1 && c.Fields[0].Field == "deleted" {
		if fmt.Sprint(c.Fields[0].To) == "1" {
			return lang.L("took away: {{.What}}", map[string]any{"What": what})
		}
		return lang.L("brought back: {{.What}}", map[string]any{"What": what})
	}
	if c.Made {
		return lang.L("added: {{.What}}", map[string]any{"What": what})
	}
	text := ""
	for _, f := range c.Fields {
		word := FieldWords(c.Record.Kind, f.Field)
		if word == "" || f.Field == "deleted" {
			continue
		}
		if text != "" {
			text += "; "
		}
		text += fmt.Sprintf("%s: %s → %s", word, ValueWords(c.Record.Kind, f.Field, f.From, names), ValueWords(c.Record.Kind, f.Field, f.To, names))
	}
	if c.Record.Kind != of {
		text = what + " · " + text
	}
	return text
}

// recordWords names the record that a change is of.
func recordWords(c model.Change, names map[model.Ref]string) string {
	value := func(field string) string {
		for _, f := range c.Fields {
			if f.Field == field {
				if f.To != nil {
					return ValueWords(c.Record.Kind, field, f.To, names)
				}
				return ValueWords(c.Record.Kind, field, f.From, names)
			}
		}
		return ""
	}
	switch c.Record.Kind {
	case model.KindHeadcount:
		text := lang.L("headcount")
		if code := value("country"); code != "" {
			text += " " + code
		}
		if n := value("number"); n != "" {
			text += " " + n
		}
		return text
	case model.KindActivityTheme:
		return lang.L("theme") + " " + value("theme")
	case model.KindActivitySDG:
		return lang.L("SDG") + " " + value("code")
	case model.KindActivityPartner:
		return lang.L("partner") + " " + value("partner")
	case model.KindPerson:
		return lang.L("the person")
	case model.KindRegistration:
		return lang.L("registration")
	case model.KindSession:
		return lang.L("session") + " " + value("name")
	case model.KindMark:
		return lang.L("mark") + " " + value("value")
	}
	return lang.L("the activity")
}
