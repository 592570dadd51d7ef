package activities

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"rollbook/model"
	"rollbook/model/country"
	"rollbook/ui/kit"
)

// history is the part of the form that says who changed what, and when.
type history struct {
	form   *form
	page   *kit.Page
	object fyne.CanvasObject
}

func newHistory(f *form) *history {
	h := &history{form: f, page: kit.NewPage(kit.Step2)}
	h.object = h.page
	return h
}

// refsOf gives the records that changes speak of, to be named.
func refsOf(changes []model.Change) []model.Ref {
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

// linkKinds are the fields that hold a reference.
var linkKinds = map[string]model.Kind{"type": model.KindActivityType, "theme": model.KindTheme, "partner": model.KindPartner}

func (h *history) show(st formState) {
	var rows []fyne.CanvasObject
	rows = append(rows, kit.Gap(1))
	var last model.ActionRef
	for _, c := range st.changes {
		if c.ActionRef != last {
			last = c.ActionRef
			rows = append(rows, h.action(c))
		}
		text := kit.Quiet(sentence(c, st.names))
		text.Cut = true
		text.SetToolTip(text.Text)
		rows = append(rows, kit.Padded(0, kit.Step3, text))
	}
	h.page.Set(rows...)
}

// action heads the changes of one action.
func (h *history) action(c model.Change) fyne.CanvasObject {
	head := kit.NewText(fmt.Sprintf("%s · %s · %s", c.At.Time().Format("2 Jan 2006 15:04"), c.Who, lang.L(string(c.Verb))))
	head.SizeName, head.Cut = kit.SizeTable, true
	if c.Undone {
		head.Color = kit.ColorQuiet
		head.Text += " · " + lang.L("undone")
		return head
	}
	if c.Verb == model.VerbUndo || c.Verb == model.VerbRedo {
		return head
	}
	back := kit.Quiet(lang.L("Take back"))
	back.OnTapped = func() { h.takeBack(c.ActionRef) }
	return container.NewBorder(nil, nil, nil, back, head)
}

func (h *history) takeBack(a model.ActionRef) {
	r := h.form.screen.register
	h.form.screen.worker.Do(func() {
		_, err := r.UndoAction(context.Background(), a)
		fyne.Do(func() { h.form.say(err) })
	})
}

// sentence says in words what a change did.
func sentence(c model.Change, names map[model.Ref]string) string {
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
		if f.Field == "deleted" {
			continue
		}
		if text != "" {
			text += "; "
		}
		text += fmt.Sprintf("%s: %s → %s", fieldWords(f.Field), valueWords(f.Field, f.From, names), valueWords(f.Field, f.To, names))
	}
	if c.Record.Kind != model.KindActivity {
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
					return valueWords(field, f.To, names)
				}
				return valueWords(field, f.From, names)
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
	}
	return lang.L("the activity")
}

func fieldWords(field string) string {
	words := map[string]string{"title": "title", "type": "type", "code": "code", "first_day": "first day", "last_day": "last day", "city": "city",
		"country": "country", "mode": "mode", "status": "status", "notes": "notes", "number": "number", "approximate": "approximate", "sex": "sex"}
	if w, ok := words[field]; ok {
		return lang.L(w)
	}
	return field
}

func valueWords(field string, v any, names map[model.Ref]string) string {
	switch v := v.(type) {
	case nil:
		return "–"
	case int64:
		if kind, ok := linkKinds[field]; ok {
			if name := names[model.Ref{Kind: kind, ID: model.ID(v)}]; name != "" {
				return name
			}
		}
		return fmt.Sprint(v)
	case string:
		switch {
		case v == "":
			return "–"
		case field == "country":
			if name := country.Name(model.CountryCode(v)); name != "" {
				return name
			}
		case field == "first_day" || field == "last_day":
			return model.Day(v).Text()
		case field == "status":
			return lang.L(model.Status(v).Label())
		case field == "mode":
			return lang.L(model.Mode(v).Label())
		}
		return v
	}
	return fmt.Sprint(v)
}
