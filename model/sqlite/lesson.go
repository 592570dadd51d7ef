package sqlite

import (
	"context"
	"database/sql"

	"rollbook/model"
)

// Lessons gives the lessons, those still open first, then by their days; of one activity,
// or of all where activity is 0.
func (r *Register) Lessons(ctx context.Context, activity model.ID) ([]model.Lesson, error) {
	return readLessons(ctx, r, activity)
}

func readLessons(ctx context.Context, from source, activity model.ID) ([]model.Lesson, error) {
	all, err := list(ctx, from, `SELECT id, text, follow_up, due, done FROM lesson l WHERE deleted = 0
		AND (?1 = 0 OR EXISTS (SELECT 1 FROM lesson_activity k WHERE k.lesson = l.id AND k.activity = ?1 AND k.deleted = 0))
		ORDER BY done, due = '', due, id`, []any{int64(activity)},
		func(rows *sql.Rows, l *model.Lesson) error {
			return rows.Scan(&l.ID, &l.Text, &l.FollowUp, &l.Due, &l.Done)
		})
	if err != nil {
		return nil, err
	}
	place := map[model.ID]int{}
	for i, l := range all {
		place[l.ID] = i
	}
	err = from.each(ctx, `SELECT k.lesson, k.activity FROM lesson_activity k JOIN activity a ON a.id = k.activity AND a.deleted = 0
		WHERE k.deleted = 0 ORDER BY a.first_day, a.id`, nil, func(rows *sql.Rows) error {
		var lesson, of model.ID
		if err := rows.Scan(&lesson, &of); err != nil {
			return err
		}
		if i, ok := place[lesson]; ok {
			all[i].Activities = append(all[i].Activities, of)
		}
		return nil
	})
	return all, err
}

// SaveLesson adds a lesson with the activities it is tied to, as one action, and gives its
// id. The error has code EInvalid.
func (r *Register) SaveLesson(ctx context.Context, l model.Lesson) (model.ID, error) {
	l = l.Normal()
	return r.save(ctx, model.KindLesson, l.ID, l.Validate(), func(w *writer) (model.ID, error) { return w.saveLesson(l) })
}

// UpdateLesson changes fields of a lesson and what it is tied to, as one action. The error
// has code EInvalid or ENotFound.
func (r *Register) UpdateLesson(ctx context.Context, id model.ID, u model.LessonUpdate) error {
	read := func(ctx context.Context, from source) (model.Lesson, error) {
		all, err := readLessons(ctx, from, 0)
		return among(all, err, model.KindLesson, func(l model.Lesson) bool { return l.ID == id })
	}
	return change(ctx, r, model.Ref{Kind: model.KindLesson, ID: id}, read, u.Apply, func(w *writer, l model.Lesson) error {
		_, err := w.saveLesson(l.Normal())
		return err
	})
}

func (w *writer) saveLesson(l model.Lesson) (model.ID, error) {
	if l.ID == 0 {
		var err error
		if l.ID, err = w.make(model.KindLesson, lessonValues(l)); err != nil {
			return 0, err
		}
	} else if err := w.edit(model.KindLesson, l.ID, lessonValues(l)); err != nil {
		return 0, err
	}
	want := map[model.ID]values{}
	for _, activity := range l.Activities {
		want[derived(model.KindLessonActivity, l.ID, activity)] = values{"lesson": int64(l.ID), "activity": int64(activity)}
	}
	return l.ID, w.links(model.KindLessonActivity, "lesson", l.ID, want)
}

func lessonValues(l model.Lesson) values {
	return values{"text": l.Text, "follow_up": l.FollowUp, "due": string(l.Due), "done": whole(l.Done)}
}

// Outputs gives the outputs by their days; of one activity, or of all where activity is 0.
func (r *Register) Outputs(ctx context.Context, activity model.ID) ([]model.Output, error) {
	return readOutputs(ctx, r, activity)
}

func readOutputs(ctx context.Context, from source, activity model.ID) ([]model.Output, error) {
	return list(ctx, from, `SELECT o.id, o.activity, o.kind, o.title, o.place, o.day FROM output o JOIN activity a ON a.id = o.activity AND a.deleted = 0
		WHERE o.deleted = 0 AND (?1 = 0 OR o.activity = ?1) ORDER BY o.day, o.title, o.id`, []any{int64(activity)},
		func(rows *sql.Rows, o *model.Output) error {
			return rows.Scan(&o.ID, &o.Activity, &o.Kind, &o.Title, &o.Place, &o.Day)
		})
}

// SaveOutput adds an output. The error has code EInvalid.
func (r *Register) SaveOutput(ctx context.Context, o model.Output) (model.ID, error) {
	o = o.Normal()
	return r.save(ctx, model.KindOutput, o.ID, o.Validate(), making(model.KindOutput, outputValues(o)))
}

// UpdateOutput changes fields of an output. The error has code EInvalid or ENotFound.
func (r *Register) UpdateOutput(ctx context.Context, id model.ID, u model.OutputUpdate) error {
	read := func(ctx context.Context, from source) (model.Output, error) {
		all, err := readOutputs(ctx, from, 0)
		return among(all, err, model.KindOutput, func(o model.Output) bool { return o.ID == id })
	}
	return change(ctx, r, model.Ref{Kind: model.KindOutput, ID: id}, read, u.Apply, func(w *writer, o model.Output) error {
		return w.edit(model.KindOutput, id, outputValues(o.Normal()))
	})
}

func outputValues(o model.Output) values {
	return values{"activity": idOrNull(o.Activity), "kind": string(o.Kind), "title": o.Title, "place": o.Place, "day": string(o.Day)}
}
