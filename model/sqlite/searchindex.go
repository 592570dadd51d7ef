package sqlite

import (
	"database/sql"
	"strings"

	"rollbook/model"
	"rollbook/model/country"
	"rollbook/model/fold"
)

// keepSearch brings the search indexes up to date with what the transaction changed.
func (w *writer) keepSearch() error {
	for id := range w.dirty.themes {
		if err := w.collect(w.dirty.findActivity, "SELECT activity FROM activity_theme WHERE theme = ? AND deleted = 0", int64(id)); err != nil {
			return err
		}
	}
	for id := range w.dirty.partners {
		if err := w.collect(w.dirty.findActivity, "SELECT activity FROM activity_partner WHERE partner = ? AND deleted = 0", int64(id)); err != nil {
			return err
		}
	}
	for id := range w.dirty.findActivity {
		if _, err := w.index("find_activity", id, activityWords); err != nil {
			return err
		}
	}
	if len(w.dirty.findPerson) > manyNames {
		return w.indexManyPeople()
	}
	for id := range w.dirty.findPerson {
		if _, err := w.indexPerson(id); err != nil {
			return err
		}
	}
	return nil
}

// indexPerson brings what is kept to find and sort a person up to date; removed says
// whether the index had any words of theirs.
func (w *writer) indexPerson(id model.ID) (removed bool, err error) {
	if removed, err = w.index("find_person", id, personWords); err != nil {
		return removed, err
	}
	return removed, w.sortPerson(id)
}

// sortPerson keeps what a person is sorted by.
func (w *writer) sortPerson(id model.ID) error {
	named, err := w.reg.prepared("SELECT name, family FROM person WHERE id = ? AND deleted = 0 AND erased = 0 AND merged_into IS NULL")
	if err != nil {
		return err
	}
	var p model.Person
	switch err := named.QueryRowContext(w.ctx, int64(id)).Scan(&p.Name, &p.Family); err {
	case nil:
		return w.exec("INSERT INTO kept_person (person, sort) VALUES (?1, ?2) ON CONFLICT (person) DO UPDATE SET sort = ?2", int64(id), fold.Text(p.SortName()))
	case sql.ErrNoRows:
		return w.exec("DELETE FROM kept_person WHERE person = ?", int64(id))
	default:
		return err
	}
}

// manyNames is from how many people on the index is made anew rather than cleansed of each
// of them: to leave no trace of a word costs milliseconds.
const manyNames = 300

// indexManyPeople brings the index of people up to date with many changes at once. What
// it no longer holds leaves no trace in it.
func (w *writer) indexManyPeople() error {
	cleanse := func(on int) error {
		return w.exec("INSERT INTO find_person (find_person, rank) VALUES ('secure-delete', ?)", on)
	}
	if err := cleanse(0); err != nil {
		return err
	}
	removed := false
	for id := range w.dirty.findPerson {
		if err := w.dirty.cancelled(); err != nil {
			return err
		}
		gone, err := w.indexPerson(id)
		if err != nil {
			return err
		}
		removed = removed || gone
	}
	if removed {
		if err := w.exec("INSERT INTO find_person (find_person) VALUES ('rebuild')"); err != nil {
			return err
		}
	}
	return cleanse(1)
}

// What is found by its words: texts, then a country's code. No row: not to be found.
const (
	activityWords = `SELECT title || char(10) || code || char(10) || city || char(10) ||
  coalesce((SELECT group_concat(t.name, char(10)) FROM activity_theme x JOIN theme t ON t.id = x.theme WHERE x.activity = a.id AND x.deleted = 0), '') || char(10) ||
  coalesce((SELECT group_concat(p.name, char(10)) FROM activity_partner x JOIN partner p ON p.id = x.partner WHERE x.activity = a.id AND x.deleted = 0), ''),
  country FROM activity a WHERE id = ? AND deleted = 0`
	personWords = `SELECT name || char(10) || native_name || char(10) || organisation || char(10) || email, country
  FROM person WHERE id = ? AND deleted = 0 AND erased = 0 AND merged_into IS NULL`
)

// index puts a record's words into an index, in place of those it had; removed says whether
// it had any.
func (w *writer) index(index string, id model.ID, query string) (removed bool, err error) {
	remove, err := w.reg.prepared("DELETE FROM " + index + " WHERE rowid = ?")
	if err != nil {
		return false, err
	}
	done, err := remove.ExecContext(w.ctx, int64(id))
	if err != nil {
		return false, err
	}
	if n, err := done.RowsAffected(); err != nil {
		return false, err
	} else if n > 0 {
		removed = true
	}
	words, err := w.reg.prepared(query)
	if err != nil {
		return removed, err
	}
	var texts, code string
	switch err := words.QueryRowContext(w.ctx, int64(id)).Scan(&texts, &code); {
	case err == sql.ErrNoRows:
		return removed, nil
	case err != nil:
		return removed, err
	}
	texts = wordsOf(texts, model.CountryCode(code))
	add, err := w.reg.prepared("INSERT INTO " + index + " (rowid, words) VALUES (?, ?)")
	if err != nil {
		return removed, err
	}
	_, err = add.ExecContext(w.ctx, int64(id), strings.Join(fold.Words(texts), " "))
	return removed, err
}

// wordsOf gives what is found: texts, and the name of a country.
func wordsOf(texts string, code model.CountryCode) string {
	if c, ok := country.ByCode(code); ok {
		texts += "\n" + c.Name
	}
	return texts
}

// matchExpression gives what is sought as an expression of the index: every word begins a
// word. It is "" when there is nothing to look for.
func matchExpression(find string) string {
	words := fold.Words(find)
	for i, word := range words {
		words[i] = `"` + word + `"*`
	}
	return strings.Join(words, " ")
}
