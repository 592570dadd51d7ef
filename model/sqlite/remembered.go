package sqlite

import (
	"context"
	"database/sql"

	"rollbook/model"
	"rollbook/model/fold"
)

// Remembered gives what people said of texts that lists hold, by topic and text.
func (r *Register) Remembered(ctx context.Context) ([]model.Remembered, error) {
	return list(ctx, r, "SELECT id, topic, text, means FROM remembered WHERE deleted = 0 ORDER BY topic, text, id", nil,
		func(rows *sql.Rows, m *model.Remembered) error { return rows.Scan(&m.ID, &m.Topic, &m.Text, &m.Means) })
}

// SaveRemembered makes or changes what a text means, and gives its id. One text of a topic
// has one meaning: another that is saved takes its place. The error has code EInvalid.
func (r *Register) SaveRemembered(ctx context.Context, m model.Remembered) (model.ID, error) {
	m = m.Normal()
	if err := m.Validate(); err != nil {
		return 0, err
	}
	verb := model.VerbEdit
	if m.ID == 0 {
		verb = model.VerbAdd
	}
	id := rememberedID(m)
	_, err := r.write(ctx, verb, model.Ref{Kind: model.KindRemembered, ID: id}, func(w *writer) error {
		if m.ID != 0 && m.ID != id { // it is of another text now
			if err := w.remove(model.KindRemembered, m.ID); err != nil {
				return err
			}
		}
		return w.remember(m)
	})
	return id, err
}

func (w *writer) remember(m model.Remembered) error {
	return w.link(model.KindRemembered, rememberedID(m), values{"topic": m.Topic, "text": m.Text, "means": m.Means})
}

// rememberedID is the same on every replica that is told of the same text, however it
// writes it.
func rememberedID(m model.Remembered) model.ID {
	return derived(model.KindRemembered, m.Topic, fold.Text(m.Text))
}

func (s *batchSaver) saveRemembered(m model.Remembered) error {
	m = m.Normal()
	if err := m.Validate(); err != nil {
		return err
	}
	return s.w.remember(m)
}
