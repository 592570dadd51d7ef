package exchanges

import (
	"cmp"
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"rollbook/model"
	"rollbook/ui/kit"
)

// copiesCard lists the copies of the register.
func (s *Screen) copiesCard() fyne.CanvasObject {
	rows := kit.Rows(kit.Step2)
	for _, c := range s.st.copies {
		rows.Add(s.copy(c))
	}
	if len(s.st.copies) < 2 {
		rows.Add(kit.Flush(quietNote(lang.L("No other computer has sent anything yet."))))
	}
	return kit.Card(lang.L("Copies of this register"), nil, rows)
}

// copy shows one copy: its name, how much is known of it, and its mark.
func (s *Screen) copy(c model.Copy) fyne.CanvasObject {
	head := kit.NewText(cmp.Or(c.Name, lang.L("unnamed")))
	head.SizeName, head.Cut, head.Bold = kit.SizeTable, true, c.Own
	sub := lang.N("{{.N}} edits", int(c.Known), map[string]any{"N": model.Thousands(int(c.Known))})
	if c.Last.UnixMilli > 0 {
		sub += " · " + lang.L("last {{.When}}", map[string]any{"When": c.Last.Time().Local().Format("2 Jan 2006 15:04")})
	}
	if c.Waiting > 0 {
		sub += " · " + lang.N("{{.N}} wait for others", int(c.Waiting), map[string]any{"N": c.Waiting})
	}
	side := container.NewHBox()
	if c.Own {
		sub = lang.L("this computer") + " · " + sub
		if s.st.readOnly == nil {
			side.Add(kit.Padded(0, kit.Step2, kit.Middle(kit.QuietLink(lang.L("Rename …"), func() { s.rename(c) }))))
		}
	}
	below := kit.Quiet(sub)
	below.Cut = true
	below.SetToolTip(sub)
	side.Add(kit.Middle(kit.Quiet(fmt.Sprintf("%08x", int64(c.Tag)))))
	return container.NewBorder(nil, nil, nil, side, kit.Rows(2, head, below))
}

// rename asks for a name by which people know this computer.
func (s *Screen) rename(c model.Copy) {
	e := &kit.Editor{}
	name := e.Line("name", lang.L("Name by which others know this computer"), c.Name)
	e.Save = func() (kit.Change, error) {
		return func(ctx context.Context) error { return s.register.Rename(ctx, name.Text) }, nil
	}
	e.Open(s.navigator.Window(), lang.L("This computer"), func(change kit.Change, done func(error)) {
		s.do(change, func(err error) {
			done(err)
			s.loader.Go()
		})
	}, nil)
}

// strangerNote says of whom nothing is known yet who sent something, and what to do before
// saying yes to them.
func strangerNote(one model.Stranger) fyne.CanvasObject {
	name := cmp.Or(one.Name, lang.L("unnamed"))
	switch {
	case one.Opened == model.ByPassphrase && one.Key != "":
		return kit.Flush(quietNote(lang.L("{{.Name}} is not known here yet. Whoever made this pack knows its passphrase: with your yes this computer is known from now on, by the fingerprint {{.Fingerprint}}.",
			map[string]any{"Name": name, "Fingerprint": one.Fingerprint()})))
	case one.Key == "":
		return kit.Flush(dangerNote(lang.L("Nobody signed this: an older Rollbook made it, or somebody who wants to be taken for {{.Name}}. Ask there before you say yes.", map[string]any{"Name": name})))
	}
	return kit.Flush(dangerNote(lang.L("{{.Name}} is not known here yet. Call whoever works there and compare this fingerprint before you say yes: {{.Fingerprint}}", map[string]any{"Name": name, "Fingerprint": one.Fingerprint()})))
}
