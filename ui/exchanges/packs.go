package exchanges

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"rollbook/model"
	"rollbook/model/exchange"
	"rollbook/ui/kit"
)

// makePack makes a pack in three steps: what is in it, how it is sealed, where it goes.
func (s *Screen) makePack() {
	s.gather(func(activities []model.ActivityLine, recipient string) {
		p := &packing{screen: s, recipient: recipient}
		p.open(activities)
	})
}

// gather reads what making a pack asks about.
func (s *Screen) gather(then func(activities []model.ActivityLine, recipient string)) {
	var activities []model.ActivityLine
	var recipient string
	kit.Work(s.navigator.Window(), lang.L("Looking"), func(ctx context.Context, _ model.Progress) error {
		if s.register.ReadOnly() == nil && !s.register.Partial() {
			if _, err := exchange.EnsureKey(ctx, s.register); err != nil {
				return err
			}
		}
		var err error
		if recipient, err = s.register.Recipient(ctx); err != nil {
			return err
		}
		activities, _, err = s.register.Activities(ctx, model.ActivityFilter{Sort: model.SortDays, Down: true})
		return err
	}, func(err error) {
		if err != nil {
			s.failed(err)
			return
		}
		then(activities, recipient)
	})
}

// packing is the dialog that makes a pack.
type packing struct {
	screen     *Screen
	recipient  string // the office's public key; empty: not known
	what       *kit.Radio
	activity   *kit.Picker[model.ID]
	seal       *kit.Radio
	passphrase *kit.LineEntry
	again      *kit.LineEntry
	fault      *widget.Label
	dialog     *kit.Dialog
}

// The choices of the dialog.
func oneActivity() string  { return lang.L("One activity, with its people and what it needs") }
func everything() string   { return lang.L("Everything") }
func byPassphrase() string { return lang.L("By a passphrase, told on another way than the pack") }
func forOffice() string    { return lang.L("For this office’s own computers") }

func (p *packing) open(activities []model.ActivityLine) {
	var choices []kit.Choice[model.ID]
	for _, a := range activities {
		choices = append(choices, kit.Choice[model.ID]{Value: a.ID, Label: a.Title, Detail: model.SpanText(a.FirstDay, a.LastDay), Words: a.Code})
	}
	p.activity = kit.NewPicker(choices, nil)
	p.activity.NoneLabel = lang.L("Choose the activity")
	p.activity.Set(0)
	p.what = kit.NewRadio([]string{oneActivity(), everything()}, false, func(chosen string) {
		if chosen == oneActivity() {
			p.activity.Show()
		} else {
			p.activity.Hide()
		}
	})
	p.passphrase, p.again = kit.NewPasswordEntry(), kit.NewPasswordEntry()
	p.passphrase.SetPlaceHolder(lang.L("Passphrase"))
	p.again.SetPlaceHolder(lang.L("The same again"))
	words := kit.Grid(150, 2, kit.Step2, p.passphrase, p.again)
	ways := []string{byPassphrase()}
	if p.recipient != "" {
		ways = append(ways, forOffice())
	}
	p.seal = kit.NewRadio(ways, false, func(chosen string) {
		if chosen == byPassphrase() {
			words.Show()
		} else {
			words.Hide()
		}
	})
	p.what.SetSelected(oneActivity())
	p.seal.SetSelected(byPassphrase())
	n := 0
	p.fault = dangerNote("")
	p.fault.Hide()
	rows := []fyne.CanvasObject{}
	step := func(text string) { // the steps are numbered as far as there are any
		n++
		rows = append(rows, kit.Title(fmt.Sprintf("%d  %s", n, text)))
	}
	if p.screen.register.Partial() {
		p.what.SetSelected(everything())
		if p.recipient != "" {
			p.seal.SetSelected(forOffice())
		}
	} else {
		step(lang.L("What is in it"))
		rows = append(rows, p.what, p.activity)
	}
	step(lang.L("How it is sealed"))
	rows = append(rows, p.seal, words)
	step(lang.L("Where it goes"))
	rows = append(rows, quietNote(lang.L("You are asked for the file next. Names travel in it: send it only to whom it is for.")), p.fault)
	p.dialog = kit.NewDialog(p.screen.navigator.Window(), lang.L("Make a pack"), kit.Wide(480, kit.Rows(kit.Step2, rows...)))
	p.dialog.SetButtons(kit.NewButton(lang.L("Cancel"), p.dialog.Hide), kit.Primary(lang.L("Save the pack …"), p.next))
	p.dialog.AskBeforeLeaving()
	p.dialog.Show()
}

// next asks where the pack goes, when what was chosen holds.
func (p *packing) next() {
	scope, seal, err := p.read()
	if err != nil {
		p.fault.SetText(err.Error())
		p.fault.Show()
		return
	}
	p.dialog.Hide()
	s := p.screen
	name := lang.L("Pack for the office")
	if !s.register.Partial() {
		name = lang.L("Pack of everything")
		if scope.Activity != 0 {
			name = lang.L("Pack for a trainer")
		}
	}
	s.program.SaveAs(lang.L("Save the pack"), kit.FileName(name+" "+string(kit.Today()))+exchange.Extension, func(path string) {
		if !strings.HasSuffix(strings.ToLower(path), exchange.Extension) {
			path += exchange.Extension
		}
		var packed exchange.Packed
		kit.Work(s.navigator.Window(), lang.L("Making the pack"), func(ctx context.Context, _ model.Progress) error {
			var err error
			packed, err = exchange.Pack(ctx, s.register, scope, path, seal)
			return err
		}, func(err error) {
			if err != nil {
				s.failed(err)
				return
			}
			s.program.Say(lang.L("The pack is saved: {{.KB}} kB", map[string]any{"KB": fmt.Sprint((packed.Size + 1023) / 1024)}))
		})
	})
}

// read gives what was chosen; the error says what is missing.
func (p *packing) read() (model.PackScope, exchange.Seal, error) {
	var scope model.PackScope
	var seal exchange.Seal
	if p.what.Selected == oneActivity() && !p.screen.register.Partial() {
		if scope.Activity = p.activity.Value(); scope.Activity == 0 {
			return scope, seal, model.Errorf(model.EInvalid, "%s", lang.L("Choose the activity that the pack is for."))
		}
	}
	switch p.seal.Selected {
	case byPassphrase():
		seal.Passphrase = strings.TrimSpace(p.passphrase.Text)
		if len([]rune(seal.Passphrase)) < exchange.LeastPassphrase {
			return scope, seal, model.Errorf(model.EInvalid, "%s", lang.L("A passphrase has at least {{.N}} letters; three or four words are easy to tell.", map[string]any{"N": exchange.LeastPassphrase}))
		}
		if seal.Passphrase != strings.TrimSpace(p.again.Text) {
			return scope, seal, model.Errorf(model.EInvalid, "%s", lang.L("The two passphrases differ."))
		}
	case forOffice():
		seal.Recipients = []string{p.recipient}
	}
	return scope, seal, nil
}

// askForPack asks for a pack to merge.
func (s *Screen) askForPack() {
	if s.st.readOnly != nil {
		s.failed(s.st.readOnly)
		return
	}
	s.program.Choose(lang.L("Choose a pack"), []string{exchange.Extension}, func(path string) { s.tryPack(path, "") })
}

// OpenPack looks at a pack, says what it would bring, and merges it when people say so. A
// sealed one is opened by the register's own keys or, where they do not fit, by a
// passphrase that is asked for.
func (s *Screen) OpenPack(path, passphrase string) { s.tryPack(path, passphrase) }

// tryPack looks at a pack with a passphrase, if there is one.
func (s *Screen) tryPack(path, passphrase string) {
	var out model.Outcome
	var keys exchange.Keys
	kit.Work(s.navigator.Window(), lang.L("Looking at the pack"), func(ctx context.Context, progress model.Progress) error {
		own, err := s.register.Keys(ctx)
		if err != nil {
			return err
		}
		keys = exchange.KeysOf(own)
		keys.Passphrase = passphrase
		if _, err := exchange.Verify(ctx, path, keys); err != nil {
			return err
		}
		return exchange.ReadFile(path, keys, func(b model.Bundle) error {
			out, err = s.register.Merge(ctx, b, model.MergeOptions{Preview: true, Progress: progress, Accept: func(model.Stranger) bool { return true }})
			return err
		})
	}, func(err error) {
		switch {
		case model.CodeOf(err) == model.EPassphrase:
			AskPassphrase(s.navigator.Window(), err, func(passphrase string) { s.tryPack(path, passphrase) })
		case err != nil:
			s.failed(err)
		case out.Nothing():
			kit.Say(s.navigator.Window(), lang.L("Nothing new"), lang.L("Everything in this pack is in the register already."))
		default:
			s.confirm(path, keys, out)
		}
	})
}

// AskPassphrase asks for the passphrase of a pack, and says why.
func AskPassphrase(window fyne.Window, why error, then func(passphrase string)) {
	entry := kit.NewPasswordEntry()
	e := &kit.Editor{}
	e.Note(why.Error())
	e.Field("passphrase", lang.L("Passphrase"), entry)
	d := kit.NewDialog(window, lang.L("The pack is sealed"), kit.Wide(380, kit.Rows(kit.Step3, e.Rows...)))
	try := func() {
		d.Hide()
		then(entry.Text)
	}
	entry.OnSubmitted = func(string) { try() }
	d.SetButtons(kit.NewButton(lang.L("Cancel"), d.Hide), kit.Primary(lang.L("Open"), try))
	d.OnEnter = try
	d.Show()
	window.Canvas().Focus(entry)
}

// confirm says what a pack would bring, and merges it.
func (s *Screen) confirm(path string, keys exchange.Keys, out model.Outcome) {
	rows := kit.Rows(kit.Step1)
	from := out.From.Name
	if from == "" {
		from = fmt.Sprintf("%08x", int64(out.From.Tag))
	}
	rows.Add(kit.Title(lang.L("From {{.Name}}", map[string]any{"Name": from})))
	for _, line := range brought(out) {
		t := kit.NewText(line)
		t.SizeName = kit.SizeTable
		rows.Add(t)
	}
	for _, warning := range out.Warnings {
		rows.Add(dangerNote(warning))
	}
	if out.Stranger != nil {
		rows.Add(strangerNote(*out.Stranger))
	}
	rows.Add(quietNote(lang.L("Merging is one action; undo takes all of it back.")))
	d := kit.NewDialog(s.navigator.Window(), lang.L("Merge this pack?"), kit.Wide(440, rows))
	merge := func() {
		d.Hide()
		s.merge(path, keys, out.Stranger)
	}
	text := lang.L("Merge")
	if out.Stranger != nil && out.Stranger.Opened != model.ByPassphrase {
		text = lang.L("Yes, merge it")
	}
	d.SetButtons(kit.NewButton(lang.L("Cancel"), d.Hide), kit.Primary(text, merge))
	d.OnEnter = merge
	d.Show()
}

// brought says in a line each what a merge brings.
func brought(out model.Outcome) []string {
	var all []string
	for _, p := range []struct {
		n    int
		text string
	}{
		{out.Marks, "{{.N}} marks"}, {out.Activities, "{{.N}} new activities"}, {out.People, "{{.N}} new people"}, {out.Registrations, "{{.N}} new registrations"},
		{out.Sessions, "{{.N}} new sessions"}, {out.Edits, "{{.N}} other edits"}, {out.Deleted, "{{.N}} records deleted"}, {out.Erased, "{{.N}} people erased"},
		{out.Met, "{{.N}} edits that met others, to be looked at"}, {out.Duplicates, "{{.N}} new people who may be here already"},
		{out.Waiting, "{{.N}} edits that wait for others which have not come yet"}, {out.Later, "{{.N}} edits of a newer Rollbook, kept for later"},
	} {
		if p.n > 0 {
			all = append(all, lang.N(p.text, p.n, map[string]any{"N": model.Thousands(p.n)}))
		}
	}
	if len(all) == 0 {
		all = []string{lang.N("{{.N}} edits", out.Operations, map[string]any{"N": model.Thousands(out.Operations)})}
	}
	return all
}

// merge merges a pack; yes is who made it, where people said yes to them just now.
func (s *Screen) merge(path string, keys exchange.Keys, yes *model.Stranger) {
	accept := func(one model.Stranger) bool { return yes != nil && one.UID == yes.UID && one.Key == yes.Key }
	var out model.Outcome
	var did model.Receipt
	kit.Work(s.navigator.Window(), lang.L("Merging"), func(ctx context.Context, progress model.Progress) error {
		return exchange.ReadFile(path, keys, func(b model.Bundle) error {
			var err error
			out, err = s.register.Merge(did.Context(ctx), b, model.MergeOptions{Progress: progress, Accept: accept})
			return err
		})
	}, func(err error) {
		if err != nil {
			s.failed(err)
			return
		}
		s.navigator.Go(model.ExchangeRoute{})
		s.navigator.Did(lang.L("Merged: {{.What}}", map[string]any{"What": strings.Join(brought(out), ", ")}), did.Action.ActionRef)
	})
}
