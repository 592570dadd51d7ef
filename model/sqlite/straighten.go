package sqlite

import (
	"database/sql"
	"maps"
	"slices"
	"strings"

	"rollbook/model"
	"rollbook/model/fold"
	"rollbook/model/likeness"
)

// straighten mends what merging people on two computers at once can leave: a person who
// was made one with somebody who was made one with a third, and two who were each made one
// with the other. It does so by edits of this replica, which are the same wherever they
// are made.
func (m *merger) straighten() error {
	for _, id := range slices.Sorted(maps.Keys(m.repointed)) {
		path, err := m.mergedPath(id)
		if err != nil {
			return err
		}
		if len(path) > 1 && slices.Contains(path[:len(path)-1], path[len(path)-1]) {
			if err := m.parted(path); err != nil {
				return err
			}
			if path, err = m.mergedPath(id); err != nil {
				return err
			}
		}
		root := path[len(path)-1]
		below := map[model.ID]struct{}{}
		if root != id {
			if err := m.collect(below, "SELECT id FROM person WHERE merged_into = ?", int64(id)); err != nil {
				return err
			}
		}
		if len(path) > 2 {
			below[id] = struct{}{}
		}
		for _, one := range slices.Sorted(maps.Keys(below)) {
			if one == root {
				continue
			}
			if err := m.edit(model.KindPerson, one, values{"merged_into": int64(root)}); err != nil {
				return err
			}
		}
	}
	return nil
}

// mergedPath follows a person to the one they were made one with, and on; it ends with
// somebody who stands for themselves, or with the first who comes again.
func (m *merger) mergedPath(id model.ID) ([]model.ID, error) {
	stmt, err := m.reg.prepared("SELECT merged_into FROM person WHERE id = ?")
	if err != nil {
		return nil, err
	}
	path := []model.ID{id}
	for {
		var into sql.NullInt64
		if err := stmt.QueryRowContext(m.ctx, int64(path[len(path)-1])).Scan(&into); err != nil && err != sql.ErrNoRows {
			return nil, err
		}
		if !into.Valid {
			return path, nil
		}
		again := slices.Contains(path, model.ID(into.Int64))
		path = append(path, model.ID(into.Int64))
		if again {
			return path, nil
		}
	}
}

// parted ends a circle of people: the first of them, by id, stands for all again. What
// was done when they were made one with another is taken back, where the log has it.
func (m *merger) parted(path []model.ID) error {
	last := path[len(path)-1]
	circle := path[slices.Index(path, last) : len(path)-1]
	stays := slices.Min(circle)
	if err := m.takeBackVersion(tableOf[model.KindPerson], model.Ref{Kind: model.KindPerson, ID: stays}, "merged_into"); err != nil {
		return err
	}
	return m.edit(model.KindPerson, stays, values{"merged_into": nil})
}

// mostAlike is how many people of one name are looked at for each who came.
const mostAlike = 20

// mostNear is how many people are looked at whose names begin alike.
const mostNear = 50

// nearExpressions look for names that are nearly the same: whose words all begin alike or, where
// there is a slip in the beginning of one, that have all the others.
func nearExpressions(name string) []string {
	words := fold.Words(name)
	beginnings := make([]string, len(words))
	for i, w := range words {
		runes := []rune(w)
		beginnings[i] = string(runes[:min(len(runes), 3)])
	}
	all := []string{matchExpression(strings.Join(beginnings, " "))}
	if len(words) < 2 || len(words) > 6 {
		return all
	}
	for i := range words {
		all = append(all, matchExpression(strings.Join(slices.Concat(words[:i], words[i+1:]), " ")))
	}
	return all
}

// findLikely notes who of the people that came may be in the register already.
func (m *merger) findLikely() error {
	if m.starting {
		return nil
	}
	byName := map[string][]model.Person{}
	for _, id := range slices.Sorted(maps.Keys(m.newPeople)) {
		people, err := m.people("p.id = ?", int64(id))
		if err != nil {
			return err
		}
		if len(people) == 0 {
			continue
		}
		p := people[0]
		words := matchExpression(p.Name)
		alike := byName[words]
		byName[words] = append(alike, p)
		if words != "" {
			found, err := m.people("p.id IN (SELECT rowid FROM find_person WHERE find_person MATCH ? LIMIT ?)", words, mostAlike)
			if err != nil {
				return err
			}
			alike = append(found, alike...)
			for _, beginnings := range nearExpressions(p.Name) {
				found, err := m.people("p.id IN (SELECT rowid FROM find_person WHERE find_person MATCH ? LIMIT ?)", beginnings, mostNear)
				if err != nil {
					return err
				}
				alike = append(alike, found...)
			}
		}
		if p.Email != "" {
			found, err := m.people("p.email = ? LIMIT ?", p.Email, mostAlike)
			if err != nil {
				return err
			}
			alike = append(found, alike...)
		}
		if err := m.likely(p, alike); err != nil {
			return err
		}
	}
	return nil
}

func (m *merger) people(where string, args ...any) ([]model.Person, error) {
	stmt, err := m.reg.prepared("SELECT " + personColumns + " FROM person p WHERE p.deleted = 0 AND p.erased = 0 AND p.merged_into IS NULL AND " + where)
	if err != nil {
		return nil, err
	}
	rows, err := stmt.QueryContext(m.ctx, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []model.Person
	for rows.Next() {
		var p model.Person
		if err := scanPersonRow(rows, &p); err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, rows.Err()
}

func (m *merger) likely(p model.Person, alike []model.Person) error {
	found := false
	seen := map[model.ID]bool{p.ID: true}
	for _, other := range alike {
		if seen[other.ID] {
			continue
		}
		seen[other.ID] = true
		pairs, err := likeness.Among(m.ctx, []model.Person{other, p}, 1, func(a, b model.ID) bool { return false })
		if err != nil {
			return err
		}
		if len(pairs) == 0 {
			continue
		}
		found = true
		if err := m.exec("INSERT OR IGNORE INTO likely (one, other, merge) VALUES (?,?,?)", int64(min(p.ID, other.ID)), int64(max(p.ID, other.ID)), m.action.No); err != nil {
			return err
		}
	}
	if found {
		m.out.Duplicates++
	}
	return nil
}
