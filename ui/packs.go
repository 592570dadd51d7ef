package ui

import (
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2/lang"

	"rollbook/model"
	"rollbook/model/exchange"
	"rollbook/ui/exchanges"
	"rollbook/ui/kit"
)

// openPack takes a pack that was dropped on the window or opened with the program: it is merged into
// the register that is open where it is of that register, else a new copy of its register
// can be made from it.
func (w *Window) openPack(path string) { w.tryPack(path, "") }

// tryPack looks at a pack with a passphrase, if there is one.
func (w *Window) tryPack(path, passphrase string) {
	r := w.register
	var head model.BundleHead
	kit.Work(w.window, lang.L("Looking at the pack"), func(ctx context.Context, _ model.Progress) error {
		keys := exchange.Keys{Passphrase: passphrase}
		if r != nil {
			own, err := r.Keys(ctx)
			if err != nil {
				return err
			}
			keys.Identities = exchange.KeysOf(own).Identities
		}
		var err error
		head, err = exchange.Verify(ctx, path, keys)
		return err
	}, func(err error) {
		switch {
		case model.CodeOf(err) == model.EPassphrase:
			exchanges.AskPassphrase(w.window, err, func(passphrase string) { w.tryPack(path, passphrase) })
		case err != nil:
			kit.ShowError(w.window, err)
		case r != nil && r.UID() == head.Register:
			w.Go(model.ExchangeRoute{})
			w.screens.exchange.OpenPack(path, passphrase)
		case !head.Begins():
			kit.Say(w.window, lang.L("This pack is of another register"), lang.L("It holds what was done in a register that is not open here. Open that register, then open the pack again."))
		default:
			w.offerCopy(path, passphrase, head)
		}
	})
}

// offerCopy offers to make a new copy of the register that a pack is from.
func (w *Window) offerCopy(path, passphrase string, head model.BundleHead) {
	what := lang.L("the whole register")
	if head.Snapshot != nil && head.Snapshot.Title != "" {
		what = "“" + head.Snapshot.Title + "”"
	}
	text := lang.L("The pack holds {{.What}} of {{.Office}}. A copy of the register is made on this computer; what is done in it goes back by a pack.", map[string]any{"What": what, "Office": head.Office})
	d := kit.NewDialog(w.window, lang.L("Make a copy of this register?"), kit.Wide(440, kit.Paragraph(text)))
	d.SetButtons(kit.NewButton(lang.L("Cancel"), d.Hide), kit.Primary(lang.L("Make the copy …"), func() {
		d.Hide()
		name := kit.FileName(head.Office) + w.registers.Extension()
		w.files.save(lang.L("Where to keep the register"), name, func(to string) {
			if !strings.EqualFold(filepath.Ext(to), w.registers.Extension()) {
				to += w.registers.Extension()
			}
			w.copyFrom(path, passphrase, to)
		})
	}))
	d.Show()
}

// copyFrom makes a copy of a pack's register and opens it.
func (w *Window) copyFrom(path, passphrase, to string) {
	w.opening(to, lang.L("Making the copy"), func(ctx context.Context, progress model.Progress) (Register, error) {
		var r Register
		err := exchange.ReadFile(path, exchange.Keys{Passphrase: passphrase}, func(b model.Bundle) error {
			var err error
			r, err = w.registers.Replicate(ctx, to, b, progress)
			return err
		})
		return r, err
	}, func(err error) { kit.ShowError(w.window, err) })
}
