package reports

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"rollbook/model"
	"rollbook/model/publish"
	"rollbook/ui/kit"
)

// freeze asks for a name and keeps the figures of the period as they are now.
func (s *Screen) freeze() {
	period := s.request.Period
	e := &kit.Editor{}
	name := e.Line("name", lang.L("What it is for"), period.Label())
	e.Note(lang.L("The figures of {{.Period}} are kept as they are now. Later figures can be laid beside them, and say which activities made the difference.", map[string]any{"Period": period.Label()}))
	e.Save = func() (kit.Change, error) {
		called, at := name.Text, now()
		return func(ctx context.Context) error {
			shot, err := publish.Freeze(ctx, s.register, called, period, at)
			if err != nil {
				return err
			}
			_, err = s.register.SaveSnapshot(ctx, shot)
			return err
		}, nil
	}
	e.Open(s.navigator.Window(), lang.L("Freeze the figures"), s.do, nil)
}

// snapshotTools choose a snapshot, and take one away.
func (s *Screen) snapshotTools() fyne.CanvasObject {
	remove := kit.IconButton("delete", lang.L("Delete the snapshot"), func() {
		if s.request.Snapshot == 0 {
			return
		}
		ref := model.Ref{Kind: model.KindSnapshot, ID: s.request.Snapshot}
		var did model.Receipt
		s.do(func(ctx context.Context) error { return s.register.Delete(did.Context(ctx), ref) }, func(err error) {
			if err != nil {
				kit.ShowError(s.navigator.Window(), err)
				return
			}
			s.request.Snapshot = 0
			s.loader.Go()
			s.navigator.Did(lang.L("The snapshot was deleted"), did.Action.ActionRef)
		})
	})
	return container.NewBorder(nil, nil, nil, remove, kit.Between(180, 420, s.snapshot))
}

// offerSnapshots fills the choice of snapshots; the latest is chosen where none is.
func (s *Screen) offerSnapshots(all []model.Snapshot) {
	var choices []kit.Choice[model.ID]
	for _, one := range all {
		choices = append(choices, kit.Choice[model.ID]{Value: one.ID, Label: one.Name, Detail: one.At.Time().Format("2 Jan 2006")})
	}
	s.snapshot.SetChoices(choices)
	s.snapshot.Set(s.request.Snapshot)
}

// noSnapshot says how there comes to be one.
func (s *Screen) noSnapshot() fyne.CanvasObject {
	return kit.Empty("reports", lang.L("Nothing is frozen yet"),
		lang.L("Freeze the Summary on the day it is published. From then on this report lays the figures of now beside it and says which activities made the difference."),
		kit.NewButton(lang.L("To the Summary"), func() { s.navigator.Go(model.ReportsRoute{Kind: "summary"}) }))
}
