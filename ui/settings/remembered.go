package settings

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"rollbook/model"
	"rollbook/model/intake"
	"rollbook/ui/kit"
)

// remembered is the section of the answers that people gave when lists were read in, and
// asked to be kept.
func (s *Screen) remembered() section {
	return newRecords(s, about[model.Remembered]{
		title: lang.L("Answers for lists"), one: lang.L("Answer"), add: lang.L("Add an answer"),
		explains: lang.L("What texts of lists mean, as somebody said once when a list was read in. The next list that has them asks nothing, and says what it took."),
		columns: []kit.Column[model.Remembered]{
			column(lang.L("What it is of"), 180, func(m model.Remembered) string { return lang.L(intake.TopicLabel(m.Topic)) }),
			nameColumn(lang.L("Lists say"), func(m model.Remembered) string { return m.Text }),
			column(lang.L("It means"), 180, func(m model.Remembered) string { return m.Means }),
		},
		load: s.register.Remembered,
		ref:  func(m model.Remembered) model.Ref { return model.Ref{Kind: model.KindRemembered, ID: m.ID} },
		edit: func(m model.Remembered) *kit.Editor {
			e := &kit.Editor{}
			var topics []kit.Choice[string]
			for _, topic := range intake.Topics() {
				topics = append(topics, kit.Choice[string]{Value: topic, Label: lang.L(intake.TopicLabel(topic))})
			}
			topic := kit.NewPicker(topics, nil)
			topic.Set(m.Topic)
			e.Field("topic", lang.L("What it is of"), topic)
			text := e.Line("text", lang.L("Lists say"), m.Text)
			means := e.Line("means", lang.L("It means"), m.Means)
			means.SetPlaceHolder(lang.L("empty: nothing is known"))
			e.Save = func() (kit.Change, error) {
				m.Topic, m.Text, m.Means = topic.Value(), text.Text, means.Text
				return func(ctx context.Context) error { _, err := s.register.SaveRemembered(ctx, m); return err }, nil
			}
			return e
		},
	})
}
