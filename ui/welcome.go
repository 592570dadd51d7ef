package ui

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"

	"rollbook/assets"
	"rollbook/model"
	"rollbook/model/exchange"
	"rollbook/ui/kit"
)

// showWelcome shows what can be done while no register is open.
func (w *Window) showWelcome() {
	icon := canvas.NewImageFromResource(fyne.NewStaticResource("icon.png", assets.Icon))
	icon.FillMode = canvas.ImageFillContain
	icon.SetMinSize(fyne.NewSquareSize(88))
	name := kit.NewText("Rollbook")
	name.SizeName, name.Bold, name.Align = kit.SizeFigure, true, fyne.TextAlignCenter
	says := kit.Paragraph(lang.L("The register of an office that builds other people’s capacity: what it held, who came, from which countries, and what it adds up to."))
	says.Alignment = fyne.TextAlignCenter
	fresh := kit.Primary(lang.L("New register"), w.askForNew)
	open := kit.NewButton(lang.L("Open a register"), w.askForOpen)
	sample := kit.NewButton(lang.L("Look at the sample"), w.openSample)
	buttons := container.NewHBox(layout.NewSpacer(), fresh, open, sample, layout.NewSpacer())
	pack := kit.QuietLink(lang.L("Got a pack from the office? Open it"), func() {
		w.Choose(lang.L("Open a pack"), []string{exchange.Extension}, w.openPack)
	})
	rows := []fyne.CanvasObject{icon, name, says, buttons, container.NewHBox(layout.NewSpacer(), pack, layout.NewSpacer())}
	if recent := w.recent(); len(recent) > 0 {
		list := kit.Rows(kit.Step1, kit.Quiet(lang.L("Opened lately")))
		for _, path := range recent {
			title := kit.NewText(strings.TrimSuffix(filepath.Base(path), w.registers.Extension()))
			title.Cut = true
			folder := kit.Quiet(filepath.Dir(path))
			folder.Cut = true
			row := kit.NewClickable(kit.NewSurface(kit.ColorCard, kit.ColorLine, kit.ButtonRadius, kit.Padded(kit.Step2, kit.Step3, kit.Rows(2, title, folder))), func() { w.Open(path) })
			list.Add(row)
		}
		rows = append(rows, list)
	}
	w.content.Objects = []fyne.CanvasObject{container.NewCenter(kit.Wide(480, kit.Rows(kit.Step4, rows...)))}
	w.content.Refresh()
}

// askForNew asks for the office's name and a place for a new register.
func (w *Window) askForNew() {
	name := kit.NewEntry(lang.L("Name of the office"), nil)
	field := kit.NewField(lang.L("Whose register is it?"), name)
	d := kit.NewDialog(w.window, lang.L("New register"), kit.Wide(400, field))
	next := func() {
		if strings.TrimSpace(name.Text) == "" {
			field.SetFault(lang.L("Give the office a name; it can be changed later."))
			return
		}
		d.Hide()
		w.files.save(lang.L("Where to keep the register"), kit.FileName(name.Text)+w.registers.Extension(), func(path string) {
			if !strings.HasSuffix(path, w.registers.Extension()) {
				path += w.registers.Extension()
			}
			w.create(path, name.Text)
		})
	}
	name.OnSubmitted = func(string) { next() }
	d.SetButtons(kit.NewButton(lang.L("Cancel"), d.Hide), kit.Primary(lang.L("Choose the place"), next))
	d.OnEnter = next
	d.AskBeforeLeaving()
	d.Show()
	w.window.Canvas().Focus(name)
}

func (w *Window) create(path, office string) {
	w.opening(path, lang.L("Making the register"), func(ctx context.Context, _ model.Progress) (Register, error) {
		return w.registers.Create(ctx, path, office)
	}, func(err error) { kit.ShowError(w.window, err) })
}

func (w *Window) askForOpen() {
	w.files.open(lang.L("Open a register"), []string{w.registers.Extension()}, w.Open)
}

// openSample opens the sample register, which is made in a folder for passing files.
func (w *Window) openSample() {
	folder, err := os.MkdirTemp("", "rollbook-sample-")
	if err != nil {
		kit.ShowError(w.window, err)
		return
	}
	path := filepath.Join(folder, "Sample"+w.registers.Extension())
	w.opening(path, lang.L("Making the sample"), func(ctx context.Context, progress model.Progress) (Register, error) {
		return w.registers.Sample(ctx, path, progress)
	}, func(err error) { kit.ShowError(w.window, err) })
}
