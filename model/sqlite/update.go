package sqlite

import (
	"context"
	"database/sql"

	"rollbook/model"
)

// source is what records are read from: the register as it stands on disk or, inside an
// action, as the action has made it.
type source interface {
	each(ctx context.Context, query string, args []any, scan func(*sql.Rows) error) error
}

// each calls scan for every row of a query inside the action.
func (w *writer) each(ctx context.Context, query string, args []any, scan func(*sql.Rows) error) error {
	stmt, err := w.reg.prepared(query)
	if err != nil {
		return err
	}
	rows, err := stmt.QueryContext(ctx, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// record is what can be changed field by field.
type record interface{ Validate() error }

// change changes what an update names of one record, as one user action: read gives the
// record as it stands, apply changes it, and save writes it, which logs the fields that
// differ. The error has code ENotFound where it is gone, EInvalid where a rule is broken.
func change[T record](ctx context.Context, r *Register, ref model.Ref, read func(context.Context, source) (T, error), apply func(*T), save func(*writer, T) error) error {
	_, err := r.write(ctx, model.VerbEdit, ref, func(w *writer) error {
		return changeIn(w, read, apply, save)
	})
	return err
}

// changeIn does so inside an action.
func changeIn[T record](w *writer, read func(context.Context, source) (T, error), apply func(*T), save func(*writer, T) error) error {
	one, err := read(w.ctx, w)
	if err != nil {
		return err
	}
	apply(&one)
	if err := one.Validate(); err != nil {
		return err
	}
	return save(w, one)
}

// among gives the one record that is sought of a list.
func among[T any](all []T, err error, kind model.Kind, is func(T) bool) (T, error) {
	for _, one := range all {
		if is(one) {
			return one, nil
		}
	}
	var none T
	if err == nil {
		err = model.Errorf(model.ENotFound, "This %s is not in the register any more.", kindNoun(kind))
	}
	return none, err
}
