package sqlite

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"rollbook/model"
	"rollbook/model/fold"
)

func personValues(p model.Person) values {
	return values{"name": p.Name, "family": p.Family, "native_name": p.NativeName, "title": p.Title, "sex": string(p.Sex), "country": string(p.Country),
		"organisation": p.Organisation, "position": p.Position, "email": p.Email, "phone": p.Phone, "notes": p.Notes, "erased": whole(p.Erased)}
}

const personColumns = "p.id, p.name, p.family, p.native_name, p.title, p.sex, p.country, p.organisation, p.position, p.email, p.phone, p.notes, p.erased"

func scanPerson(p *model.Person) []any {
	return []any{&p.ID, &p.Name, &p.Family, &p.NativeName, &p.Title, &p.Sex, &p.Country, &p.Organisation, &p.Position, &p.Email, &p.Phone, &p.Notes, &p.Erased}
}

// Person gives one person. The error has code ENotFound.
func (r *Register) Person(ctx context.Context, id model.ID) (model.Person, error) {
	return readPerson(ctx, r, id)
}

func readPerson(ctx context.Context, from source, id model.ID) (model.Person, error) {
	found, err := list(ctx, from, "SELECT "+personColumns+" FROM person p WHERE p.id = ? AND p.deleted = 0", []any{int64(id)},
		func(rows *sql.Rows, p *model.Person) error { return rows.Scan(scanPerson(p)...) })
	if err == nil && len(found) == 0 {
		err = model.Errorf(model.ENotFound, "This person is not in the register any more.")
	}
	if err != nil {
		return model.Person{}, err
	}
	return found[0], nil
}

// People gives the people whose words begin with every word sought, by name; limit 0
// gives all.
func (r *Register) People(ctx context.Context, find string, limit int) ([]model.Person, error) {
	people, _, err := r.findPeople(ctx, find, limit)
	return people, err
}

// findPeople gives those people, and how many there are in all.
func (r *Register) findPeople(ctx context.Context, find string, limit int) (people []model.Person, of int, err error) {
	if of, err = r.countPeople(ctx, find); err != nil || of == 0 {
		return nil, 0, err
	}
	if limit == 0 {
		limit = -1
	}
	switch words := matchExpression(find); {
	case words == "":
		people, err = list(ctx, r, "SELECT "+personColumns+" FROM kept_person s JOIN person p ON p.id = s.person ORDER BY s.sort, s.person LIMIT ?", []any{limit}, scanPersonRow)
	case limit > 0 && of > manyFound:
		people, err = r.peopleByName(ctx, find, limit)
	default:
		people, err = list(ctx, r, "SELECT "+personColumns+` FROM (SELECT s.person, s.sort FROM find_person f JOIN kept_person s ON s.person = f.rowid WHERE find_person MATCH ?
			ORDER BY s.sort, s.person LIMIT ?) s JOIN person p ON p.id = s.person ORDER BY s.sort, s.person`, []any{words, limit}, scanPersonRow)
	}
	return people, of, err
}

// manyFound is from how many people on it takes longer to sort those found than to go
// through everybody by name until there are enough.
const manyFound = 4000

// peopleByName goes through everybody by name and gives the first whose words begin as is
// sought.
func (r *Register) peopleByName(ctx context.Context, find string, limit int) ([]model.Person, error) {
	sought := fold.Words(find)
	ctx, leave, err := r.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	rows, err := r.query(ctx, "SELECT "+personColumns+" FROM kept_person s JOIN person p ON p.id = s.person ORDER BY s.sort, s.person")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var found []model.Person
	for len(found) < limit && rows.Next() {
		var p model.Person
		if err := scanPersonRow(rows, &p); err != nil {
			return nil, err
		}
		if fold.Matches(fold.Words(wordsOf(p.Name+"\n"+p.NativeName+"\n"+p.Organisation+"\n"+p.Email, p.Country)), sought) {
			found = append(found, p)
		}
	}
	return found, r.explain(rows.Err())
}

// SavePerson adds a person. The error has code EInvalid.
func (r *Register) SavePerson(ctx context.Context, p model.Person) (model.ID, error) {
	p = p.Normal()
	return r.save(ctx, model.KindPerson, p.ID, p.Validate(), making(model.KindPerson, personValues(p)))
}

// UpdatePerson changes fields of a person. The error has code EInvalid or ENotFound.
func (r *Register) UpdatePerson(ctx context.Context, id model.ID, u model.PersonUpdate) error {
	_, err := r.write(ctx, model.VerbEdit, model.Ref{Kind: model.KindPerson, ID: id}, func(w *writer) error {
		return w.updatePerson(id, u)
	})
	return err
}

func (w *writer) updatePerson(id model.ID, u model.PersonUpdate) error {
	read := func(ctx context.Context, from source) (model.Person, error) { return readPerson(ctx, from, id) }
	return changeIn(w, read, func(p *model.Person) { u.Apply(p); *p = p.Normal() }, func(w *writer, p model.Person) error {
		return w.edit(model.KindPerson, id, personValues(p))
	})
}

func registrationID(g model.Registration) model.ID {
	return derived(model.KindRegistration, g.Activity, g.Person)
}

// place gives a registration the id it has: that of one that stands under another record of
// the person, who was merged, or the derived one.
func (w *writer) place(g model.Registration) (model.Registration, error) {
	// By the person's registrations, which are few, not by the activity's: hence the plus.
	stmt, err := w.reg.prepared(`SELECT g.id, g.person FROM registration g WHERE g.person IN (SELECT ?2 UNION ALL SELECT id FROM person WHERE merged_into = ?2)
		AND g.deleted = 0 AND +g.activity = ?1 ORDER BY g.person <> ?2 LIMIT 1`)
	if err != nil {
		return g, err
	}
	switch err := stmt.QueryRowContext(w.ctx, int64(g.Activity), int64(g.Person)).Scan(&g.ID, &g.Person); err {
	case nil, sql.ErrNoRows:
	default:
		return g, err
	}
	g.ID = registrationID(g)
	return g, nil
}

func registrationValues(g model.Registration) values {
	return values{"activity": int64(g.Activity), "person": int64(g.Person), "role": idOrNull(g.Role), "country": string(g.Country),
		"organisation": g.Organisation, "position": g.Position, "status": string(g.Status), "code": g.Code}
}

// UpdateRegistration changes fields of a registration. The error has code EInvalid or
// ENotFound.
func (r *Register) UpdateRegistration(ctx context.Context, id model.ID, u model.RegistrationUpdate) error {
	_, err := r.write(ctx, model.VerbEdit, model.Ref{Kind: model.KindRegistration, ID: id}, func(w *writer) error {
		return w.updateRegistration(id, u)
	})
	return err
}

func (w *writer) updateRegistration(id model.ID, u model.RegistrationUpdate) error {
	read := func(ctx context.Context, from source) (model.Registration, error) {
		all, err := list(ctx, from, "SELECT "+registrationColumns+" FROM registration g WHERE g.id = ? AND g.deleted = 0", []any{int64(id)}, scanRegistration)
		return among(all, err, model.KindRegistration, func(model.Registration) bool { return true })
	}
	return changeIn(w, read, u.Apply, func(w *writer, g model.Registration) error {
		return w.edit(model.KindRegistration, id, registrationValues(g))
	})
}

// codes gives the check-in codes of an activity's registrations.
func (w *writer) codes(activity model.ID) (map[model.ID]string, error) {
	rows, err := w.reg.conn.QueryContext(w.ctx, "SELECT id, code FROM registration WHERE activity = ?", int64(activity))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	taken := map[model.ID]string{}
	for rows.Next() {
		var id model.ID
		var code string
		if err := rows.Scan(&id, &code); err != nil {
			return nil, err
		}
		taken[id] = code
	}
	return taken, rows.Err()
}

// codeLetters are those that cannot be taken for one another, read or heard: no 0 O, 1 I
// L, 2 Z, 5 S, 8 B, U V.
const codeLetters = "ACDEFGHJKMNPQRTWXY34679"

// newCode makes a check-in code unlike those taken: four letters, more where an activity
// is very large.
func newCode(taken map[model.ID]string) string {
	used := map[string]bool{}
	for _, code := range taken {
		used[code] = true
	}
	for length := 4; ; length++ {
		for range 20 {
			random := make([]byte, length)
			if _, err := rand.Read(random); err != nil {
				panic(err) // crypto/rand never fails on the systems Rollbook runs on
			}
			var b strings.Builder
			for _, n := range random {
				b.WriteByte(codeLetters[int(n)%len(codeLetters)])
			}
			if !used[b.String()] {
				return b.String()
			}
		}
	}
}

// Registrations gives the registrations of an activity, of a person, or of a person for an
// activity; 0 leaves either open.
func (r *Register) Registrations(ctx context.Context, activity, person model.ID) ([]model.Registration, error) {
	where, args := "g.deleted = 0", []any{}
	if activity != 0 {
		where, args = where+" AND g.activity = ?", append(args, int64(activity))
	}
	if person != 0 {
		where, args = where+" AND g.person = ?", append(args, int64(person))
	}
	return list(ctx, r, "SELECT "+registrationColumns+" FROM registration g WHERE "+where+" ORDER BY g.activity, g.code, g.id", args, scanRegistration)
}

const registrationColumns = "g.id, g.activity, g.person, coalesce(g.role, 0), g.country, g.organisation, g.position, g.status, g.code"

func registrationFields(g *model.Registration) []any {
	return []any{&g.ID, &g.Activity, &g.Person, &g.Role, &g.Country, &g.Organisation, &g.Position, &g.Status, &g.Code}
}

func scanRegistration(rows *sql.Rows, g *model.Registration) error {
	return rows.Scan(registrationFields(g)...)
}

// Sessions gives the sessions of an activity in the order of their days.
func (r *Register) Sessions(ctx context.Context, activity model.ID) ([]model.Session, error) {
	return list(ctx, r, "SELECT "+sessionColumns+" FROM session WHERE activity = ? AND deleted = 0 ORDER BY day, position, id", []any{int64(activity)}, scanSession)
}

const sessionColumns = "id, activity, name, day, position, required"

func scanSession(rows *sql.Rows, s *model.Session) error {
	return rows.Scan(&s.ID, &s.Activity, &s.Name, &s.Day, &s.Position, &s.Required)
}

func sessionValues(s model.Session) values {
	return values{"activity": int64(s.Activity), "name": s.Name, "day": string(s.Day), "position": int64(s.Position), "required": whole(s.Required)}
}

// SaveSession adds a session. The error has code EInvalid.
func (r *Register) SaveSession(ctx context.Context, s model.Session) (model.ID, error) {
	return r.save(ctx, model.KindSession, s.ID, s.Validate(), making(model.KindSession, sessionValues(s)))
}

// UpdateSession changes fields of a session. The error has code EInvalid or ENotFound.
func (r *Register) UpdateSession(ctx context.Context, id model.ID, u model.SessionUpdate) error {
	read := func(ctx context.Context, from source) (model.Session, error) {
		all, err := list(ctx, from, "SELECT "+sessionColumns+" FROM session WHERE id = ? AND deleted = 0", []any{int64(id)}, scanSession)
		return among(all, err, model.KindSession, func(model.Session) bool { return true })
	}
	return change(ctx, r, model.Ref{Kind: model.KindSession, ID: id}, read, u.Apply, func(w *writer, s model.Session) error {
		return w.edit(model.KindSession, id, sessionValues(s))
	})
}

// Mark writes marks, as one action; they are on disk when it returns. Where a mark has no
// time the clock gives it one. The error has code EInvalid.
func (r *Register) Mark(ctx context.Context, marks ...model.Mark) error {
	subject := model.Ref{Kind: model.KindMark}
	if len(marks) == 1 {
		subject.ID = markID(marks[0].Registration, marks[0].Session)
	}
	_, err := r.write(ctx, model.VerbMark, subject, func(w *writer) error {
		for _, m := range marks {
			if err := w.mark(m); err != nil {
				return err
			}
		}
		return nil
	})
	return err
}

func (w *writer) mark(m model.Mark) error {
	if err := m.Validate(); err != nil {
		return err
	}
	if m.At.UnixMilli == 0 {
		m.At = w.action.At
	}
	if m.Way == "" {
		m.Way = model.Typed
	}
	return w.link(model.KindMark, markID(m.Registration, m.Session), markValues(m))
}

func markValues(m model.Mark) values {
	return values{"registration": int64(m.Registration), "session": int64(m.Session), "value": string(m.Value),
		"at": m.At.UnixMilli, "utc_offset": int64(m.At.Offset), "way": string(m.Way), "carried_from": idOrNull(m.CarriedFrom)}
}

// Marks gives the marks of an activity's live sessions.
func (r *Register) Marks(ctx context.Context, activity model.ID) ([]model.Mark, error) {
	return list(ctx, r, `SELECT m.registration, m.session, m.value, m.at, m.utc_offset, m.way, coalesce(json_extract(m.v_columns, '$.value[1]'), m.v_replica) FROM session s
		JOIN mark m ON m.session = s.id AND m.deleted = 0 WHERE s.activity = ? AND s.deleted = 0 ORDER BY m.session, m.registration`, []any{int64(activity)},
		func(rows *sql.Rows, m *model.Mark) error {
			return rows.Scan(&m.Registration, &m.Session, &m.Value, &m.At.UnixMilli, &m.At.Offset, &m.Way, &m.Replica)
		})
}

// PeopleLines gives the people whose words begin with every word sought, by name, with
// how often they came; at most limit, and how many there are. Limit 0 gives all.
func (r *Register) PeopleLines(ctx context.Context, find string, limit int) ([]model.PersonLine, int, error) {
	people, of, err := r.findPeople(ctx, find, limit)
	if err != nil {
		return nil, 0, err
	}
	lines, at := make([]model.PersonLine, len(people)), make(map[model.ID]int, len(people))
	for i, p := range people {
		lines[i].Person, at[p.ID] = p, i
	}
	query, args := `SELECT k.person, count(DISTINCT k.activity), max(a.first_day) FROM kept_registration k JOIN kept_activity a ON a.activity = k.activity WHERE k.attended = 1`, []any{}
	if len(lines) <= 1000 { // of a few out of many
		ids, err := json.Marshal(slices.Collect(maps.Keys(at)))
		if err != nil {
			return nil, 0, err
		}
		query, args = query+" AND k.person IN (SELECT value FROM json_each(?))", append(args, string(ids))
	}
	err = r.each(ctx, query+" GROUP BY k.person", args, func(rows *sql.Rows) error {
		var id model.ID
		var n int
		var last model.Day
		err := rows.Scan(&id, &n, &last)
		if i, ok := at[id]; ok {
			lines[i].Activities, lines[i].Last = n, last
		}
		return err
	})
	return lines, of, err
}

// countPeople counts the people whose words begin with every word sought.
func (r *Register) countPeople(ctx context.Context, find string) (n int, err error) {
	query, args := "SELECT count(*) FROM kept_person", []any{}
	if words := matchExpression(find); words != "" {
		query, args = "SELECT count(*) FROM find_person WHERE find_person MATCH ?", []any{words}
	}
	err = r.each(ctx, query, args, func(rows *sql.Rows) error { return rows.Scan(&n) })
	return n, err
}
