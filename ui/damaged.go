package ui

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"rollbook/model"
	"rollbook/ui/kit"
	"rollbook/ui/settings"
)

// offerBackup offers, of a damaged register, to restore the newest backup that is sound, or
// to recover what can still be read.
func (w *Window) offerBackup(path string, damage error) {
	var good settings.Backup
	kit.Work(w.window, lang.L("Looking for a sound backup"), func(ctx context.Context, _ model.Progress) error {
		var err error
		good, err = w.registers.LastGood(ctx, path)
		return err
	}, func(err error) {
		text := damage.Error() + "\n\n"
		if err != nil {
			text += lang.L("There is no sound backup of it. What can still be read can be recovered into a new register; this one stays as it is.")
		} else {
			text += lang.L("The last good backup is of {{.When}}; it was checked just now. The damaged file stays beside it, under another name. Or what can still be read of the damaged one is recovered into a new register.",
				map[string]any{"When": good.At.Format("2 Jan 2006 15:04")})
		}
		d := kit.NewDialog(w.window, lang.L("This register is damaged"), kit.Wide(440, kit.Paragraph(text)))
		rescue := func() { d.Hide(); w.recover(path) }
		if err != nil {
			d.SetButtons(kit.NewButton(lang.L("Cancel"), d.Hide), kit.Primary(lang.L("Recover what can be read"), rescue))
		} else {
			d.SetButtons(kit.NewButton(lang.L("Cancel"), d.Hide), kit.NewButton(lang.L("Recover what can be read"), rescue),
				kit.Primary(lang.L("Restore the backup"), func() { d.Hide(); w.restore(good.Path, path) }))
		}
		d.Show()
	})
}

// recover makes a new register of what can be read of a damaged one, opens it, and says
// what is missing.
func (w *Window) recover(path string) {
	var to string
	var found model.Recovered
	kit.Work(w.window, lang.L("Recovering"), func(ctx context.Context, progress model.Progress) error {
		var err error
		to, found, err = w.registers.Recover(ctx, path, progress)
		return err
	}, func(err error) {
		if err != nil {
			kit.ShowError(w.window, err)
			return
		}
		w.Open(to)
		there, missing := found.Total()
		kit.Say(w.window, lang.L("Recovered"), lang.N("{{.There}} records are in {{.File}}.", there, map[string]any{"There": there, "File": to})+" "+
			lang.L("Known to be missing: {{.Missing}}, and {{.Lost}} of the history. The damaged register stays as it is.", map[string]any{"Missing": missing, "Lost": found.Lost}))
	})
}
