// Package readin shows a list before it is read in: what it is of, what its columns hold,
// what would be added, and what cannot be read and how to put it right. Nothing is written
// before people have confirmed it.
package readin

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"rollbook/model"
	"rollbook/model/intake"
	"rollbook/ui/kit"
)

// register is what reading a list asks of the register.
type register interface {
	intake.Register
	SaveBatch(context.Context, model.Batch, model.Progress) (model.Action, error)
}

// state is a list as it was checked.
type state struct {
	list    *intake.List
	preview *intake.Preview
}

// Dialog shows one list.
type Dialog struct {
	register   register
	navigator  kit.Navigator
	path       string
	pasted     string   // what was pasted, in place of a file
	counts     bool     // that is headcounts, not people
	about      model.ID // the activity that every row is about; 0: the rows say it
	asks       bool     // nobody has said yet which activity that is
	lookedAt   model.ID // is offered where that is asked; 0: none was
	activities []model.ActivityLine
	options    intake.Options

	checking sync.Mutex // held while the list is checked or changed
	source   *intake.Source
	known    *intake.Known
	list     *intake.List
	loader   *kit.Loader[state]
	ready    *intake.Preview

	over      *kit.Over
	says      *kit.Text
	settings  *fyne.Container
	columns   *fyne.Container
	questions *fyne.Container
	unread    *fyne.Container
	notes     *widget.Label
	rows      *fyne.Container
	confirm   *kit.Button
}

// Open reads a file and shows the list in it. Where its rows do not say which activity they
// are about, it is the one given, if any.
func Open(r register, n kit.Navigator, path string, activity model.ID) {
	d := &Dialog{register: r, navigator: n, path: path, about: activity}
	d.build()
	d.read(func() {
		d.over.Show()
		d.resize()
	})
}

// OpenFromOutside reads a file that was dropped on the window or opened with the program. Where
// its rows do not say which activity they are about, it asks: the one that was looked at last
// is offered, and nothing is read in before there is an answer.
func OpenFromOutside(r register, n kit.Navigator, path string, lookedAt model.ID) {
	d := &Dialog{register: r, navigator: n, path: path, asks: true, lookedAt: lookedAt}
	d.build()
	d.read(func() {
		d.over.Show()
		d.resize()
	})
}

// OpenPasted shows people who were copied from a spreadsheet, as a list; with an activity
// they are registered for it.
func OpenPasted(r register, n kit.Navigator, text string, activity model.ID) {
	d := &Dialog{register: r, navigator: n, path: lang.L("what was pasted"), pasted: text, about: activity}
	d.build()
	d.read(func() {
		d.over.Show()
		d.resize()
	})
}

// OpenPastedHeadcounts shows headcounts of an activity that were copied from a spreadsheet, as a
// list.
func OpenPastedHeadcounts(r register, n kit.Navigator, text string, activity model.ID) {
	d := &Dialog{register: r, navigator: n, path: lang.L("what was pasted"), pasted: text, counts: true, about: activity}
	d.build()
	d.read(func() {
		d.over.Show()
		d.resize()
	})
}

func (d *Dialog) build() {
	d.says, d.notes = kit.NewText(""), kit.Note("")
	d.says.Bold, d.says.Cut = true, true
	d.settings, d.columns, d.unread, d.questions, d.rows = kit.Rows(kit.Step2), kit.Rows(kit.Step1), kit.Rows(2), kit.Rows(kit.Step1), container.NewStack()
	d.confirm = kit.Primary("", d.save)
	cancel := kit.NewButton(lang.L("Cancel"), d.close)
	title := kit.Title(lang.L("Read a list in: {{.File}}", map[string]any{"File": filepath.Base(d.path)}))
	title.Cut = true
	left := kit.Wide(310, container.NewVScroll(container.NewPadded(kit.Rows(kit.Step3, d.settings, kit.Quiet(lang.L("What the columns hold")), d.columns, d.unread))))
	d.notes.Importance = widget.LowImportance
	right := container.NewBorder(container.NewVBox(d.says, d.notes, d.questions, kit.Gap(kit.Step1)), nil, nil, nil, d.rows)
	foot := container.NewBorder(nil, nil, nil, container.NewHBox(cancel, d.confirm))
	body := container.NewBorder(container.NewVBox(title, kit.Gap(kit.Step2)), foot, left, nil, kit.Padded(0, kit.Step3, right))
	d.over = kit.NewOver(d.navigator.Window().Canvas(), kit.Padded(kit.Step3, kit.Step4, body))
	d.over.OnEscape = d.close
	d.loader = kit.NewLoader(d.check, d.show)
}

// resize uses most of the window.
func (d *Dialog) resize() {
	size := d.navigator.Window().Canvas().Size()
	d.over.SetSize(fyne.NewSize(min(size.Width-32, 1240), min(size.Height-32, 860)))
}

func (d *Dialog) close() {
	d.loader.Stop()
	d.over.Hide()
}

// read reads the file, as the options say, and finds the list in it.
func (d *Dialog) read(then func()) {
	kit.Work(d.navigator.Window(), lang.L("Reading the list"), func(ctx context.Context, _ model.Progress) error {
		known, err := intake.Learn(ctx, d.register)
		if err != nil {
			return err
		}
		if d.activities, _, err = d.register.Activities(ctx, model.ActivityFilter{Sort: model.SortDays, Down: true}); err != nil {
			return err
		}
		if d.pasted != "" {
			read := intake.PastedPeople
			if d.counts {
				read = intake.PastedHeadcounts
			}
			list, _, err := read(ctx, known, d.about, d.pasted)
			if err != nil {
				return err
			}
			d.source, d.known, d.list = list.Source, known, list
			return nil
		}
		source, err := intake.Read(ctx, d.path, d.options)
		if err != nil {
			return err
		}
		kind := intake.GuessKind(source)
		if d.list != nil {
			kind = d.list.Kind
		}
		d.source, d.known, d.list = source, known, d.newList(source, kind)
		return nil
	}, func(err error) {
		if err != nil {
			kit.ShowError(d.navigator.Window(), err)
			return
		}
		d.showSettings()
		then()
		d.loader.Go()
	})
}

// newList finds a list of a kind in what was read, about the activity chosen where its rows
// do not say which.
func (d *Dialog) newList(source *intake.Source, kind intake.Kind) *intake.List {
	list := intake.NewList(source, kind)
	if list.Holds("activity") || !kind.AboutOne() {
		d.about = 0
	}
	list.About(d.about)
	return list
}

// check is the loader's: it touches no widget.
func (d *Dialog) check(ctx context.Context) (state, error) {
	d.checking.Lock()
	defer d.checking.Unlock()
	preview, err := d.list.Check(ctx, d.known)
	return state{d.list, preview}, err
}

// again checks after a change. A check that is under way is stopped, and waited for.
func (d *Dialog) again(change func()) {
	d.loader.Stop()
	d.checking.Lock()
	change()
	d.checking.Unlock()
	d.showSettings()
	d.loader.Go()
}

// show shows what reading the list in would do.
func (d *Dialog) show(st state, err error) {
	if err != nil {
		d.says.SetText(err.Error())
		return
	}
	p := st.preview
	d.ready = p
	d.notes.SetText(joinLines(p.Notes))
	visible(d.notes, len(p.Notes) > 0)
	questions := p.Questions()
	read := len(p.Rows) - len(p.LeftOut)
	rows := map[string]any{"Rows": lang.N("{{.N}} rows", read, map[string]any{"N": model.Thousands(read)})}
	d.says.SetText(summary(p, d.list.Kind))
	if n := len(questions); n > 0 {
		d.says.SetText(lang.N("{{.N}} problems", n, map[string]any{"N": model.Thousands(n)}) + " " + lang.L("in {{.Rows}}. Put them right, or leave their rows out.", rows))
	}
	d.says.SetToolTip(strings.Join(d.list.Lines(p), "\n"))
	d.showLeftOut(p)
	d.confirm.SetText(lang.L("Read {{.Rows}} in", rows))
	enable(d.confirm, len(p.Problems) == 0 && p.Batch.Size() > 0 && !d.mustAsk())
	d.showQuestions(p, questions)
	if d.mustAsk() {
		d.askActivity()
	}
	d.showRows(p)
	d.over.Refresh()
}

func enable(b *kit.Button, on bool) {
	if on {
		b.Enable()
	} else {
		b.Disable()
	}
}

func visible(o fyne.CanvasObject, yes bool) {
	if yes {
		o.Show()
	} else {
		o.Hide()
	}
}

func joinLines(lines []string) string {
	text := ""
	for i, line := range lines {
		if i == 4 {
			return text + fmt.Sprintf(" … (%d)", len(lines)-i)
		}
		if i > 0 {
			text += "\n"
		}
		text += line
	}
	return text
}

// save reads the list in, as one action.
func (d *Dialog) save() {
	batch := d.ready.Batch
	var did model.Receipt
	d.loader.Stop()
	d.over.Hide()
	kit.Work(d.navigator.Window(), lang.L("Reading the list in"), func(ctx context.Context, progress model.Progress) error {
		_, err := d.register.SaveBatch(did.Context(ctx), batch, progress)
		return err
	}, func(err error) {
		if err != nil {
			d.over.Show()
			kit.ShowError(d.navigator.Window(), err)
			return
		}
		d.navigator.Go(d.after())
		d.navigator.Did(lang.N("{{.N}} records were read in", batch.Size(), map[string]any{"N": model.Thousands(batch.Size())}), did.Action.ActionRef)
	})
}

// after is where people see what was read in.
func (d *Dialog) after() model.Route {
	switch d.list.Kind {
	case intake.Activities:
		return model.ActivitiesRoute{}
	case intake.People:
		if d.about != 0 {
			return model.ActivityRoute{ID: d.about, Tab: "people"}
		}
		return model.PeopleRoute{}
	case intake.Headcounts:
		if d.about != 0 {
			return model.ActivityRoute{ID: d.about, Tab: "figures"}
		}
	case intake.Marks:
		if d.about != 0 {
			return model.AttendanceRoute{Activity: d.about}
		}
	}
	return model.OverviewRoute{}
}
