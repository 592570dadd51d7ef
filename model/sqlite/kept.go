package sqlite

import (
	"database/sql"
	"fmt"
	"maps"
	"slices"

	"rollbook/model"
)

// The counts kept ready. recount makes them from the raw rows for whole activities, in
// SQL; recountOne changes them by what one registration changed, so that a mark costs the
// same in an activity of ten and of ten thousand.

const (
	// keptRegistrations counts the registrations of the activities in recount: rule 2
	// (attended), 7 (days) and 8 (completed).
	keptRegistrations = `
INSERT INTO kept_registration (registration, activity, person, country, sex, counted, marks, attended, days, completed)
WITH marked AS (
  SELECT m.registration, s.activity, count(*) AS marks,
    count(DISTINCT CASE WHEN m.value IN ('P','L') THEN s.day END) AS days,
    sum(m.value IN ('P','L')) AS here, sum(s.required AND m.value IN ('P','L')) AS required_here
  FROM recount c JOIN session s ON s.activity = c.activity AND s.deleted = 0
    JOIN mark m ON m.session = s.id AND m.deleted = 0
  GROUP BY m.registration, s.activity),
activities AS (
  SELECT c.activity, (SELECT count(*) FROM session s WHERE s.activity = c.activity AND s.deleted = 0 AND s.required) AS required,
    EXISTS (SELECT 1 FROM session s JOIN mark m ON m.session = s.id AND m.deleted = 0
      JOIN registration r ON r.id = m.registration AND r.deleted = 0 AND r.activity = c.activity
      WHERE s.activity = c.activity AND s.deleted = 0) AS any_marks,
    CASE WHEN a.completion > 0 THEN a.completion ELSE coalesce((SELECT completion FROM office WHERE deleted = 0 LIMIT 1), 80) END AS completion
  FROM recount c JOIN activity a ON a.id = c.activity AND a.deleted = 0)
SELECT r.id, r.activity, coalesce(p.merged_into, r.person), r.country, coalesce(q.sex, p.sex, ''), coalesce(o.counted, 0), coalesce(m.marks, 0),
  coalesce(o.counted, 0) AND CASE WHEN x.any_marks THEN coalesce(m.here, 0) > 0 ELSE r.status = 'attended' END,
  coalesce(m.days, 0),
  coalesce(o.counted, 0) AND x.required > 0 AND coalesce(m.required_here, 0) * 100 >= x.completion * x.required AND coalesce(m.here, 0) > 0
FROM activities x CROSS JOIN registration r ON r.activity = x.activity AND r.deleted = 0
  LEFT JOIN person p ON p.id = r.person LEFT JOIN person q ON q.id = p.merged_into LEFT JOIN role o ON o.id = r.role LEFT JOIN marked m ON m.registration = r.id AND m.activity = r.activity`

	// keptActivities counts the activities in recount from their registrations and
	// headcounts: rule 3 (which evidence counts), 6 and 7.
	keptActivities = `
INSERT INTO kept_activity (activity, type, first_day, held, evidence, participants, approximate, countries, women, known,
  person_days, completed, named, registrations, marks, by_register, by_headcounts)
WITH register AS (
  SELECT k.activity, sum(attended) AS named, count(*) AS registrations, sum(marks) AS marks, sum(completed) AS completed,
    sum(attended AND sex = 'female') AS women, sum(attended AND sex <> '') AS known, sum(CASE WHEN attended THEN days ELSE 0 END) AS days
  FROM recount c JOIN kept_registration k ON k.activity = c.activity GROUP BY k.activity),
heads AS (
  SELECT h.activity, sum(number) AS people, max(approximate) AS approximate,
    sum(CASE WHEN sex = 'female' THEN number ELSE 0 END) AS women, sum(CASE WHEN sex <> '' THEN number ELSE 0 END) AS known
  FROM recount c JOIN headcount h ON h.activity = c.activity AND h.deleted = 0 GROUP BY h.activity),
both AS (
  SELECT a.id, coalesce(a.type, 0) AS type, a.first_day, a.status = 'held' AS held,
    CAST(julianday(a.last_day) - julianday(a.first_day) + 1 AS INTEGER) AS length,
    r.*, h.people, h.approximate, h.women AS head_women, h.known AS head_known,
    CASE WHEN (coalesce(r.marks, 0) > 0 OR coalesce(r.named, 0) > 0) AND NOT (a.counts = 'headcounts' AND h.activity IS NOT NULL) THEN 'register'
      WHEN h.activity IS NOT NULL THEN 'headcounts' ELSE 'none' END AS evidence,
    CASE WHEN coalesce(r.marks, 0) > 0 OR coalesce(r.named, 0) > 0 THEN r.named END AS by_register
  FROM recount c JOIN activity a ON a.id = c.activity AND a.deleted = 0
    LEFT JOIN register r ON r.activity = a.id LEFT JOIN heads h ON h.activity = a.id)
SELECT id, type, first_day, held, evidence,
  CASE evidence WHEN 'register' THEN named WHEN 'headcounts' THEN people ELSE 0 END,
  evidence = 'headcounts' AND approximate, 0,
  CASE evidence WHEN 'register' THEN women WHEN 'headcounts' THEN head_women ELSE 0 END,
  CASE evidence WHEN 'register' THEN known WHEN 'headcounts' THEN head_known ELSE 0 END,
  CASE evidence WHEN 'register' THEN CASE WHEN marks > 0 THEN days END WHEN 'headcounts' THEN people * length END,
  coalesce(completed, 0), coalesce(named, 0), coalesce(registrations, 0), coalesce(marks, 0), by_register, people
FROM both`

	// keptCountries counts the countries of the activities in recount: rules 5 and 11.
	keptCountries = `
INSERT INTO kept_country (activity, country, participants, approximate, women, known, person_days, groups)
WITH parts AS (
  SELECT k.activity, k.country, count(*) AS participants, 0 AS approximate, sum(k.sex = 'female') AS women, sum(k.sex <> '') AS known,
    CASE WHEN a.person_days IS NOT NULL THEN sum(k.days) END AS person_days, a.first_day
  FROM recount c JOIN kept_activity a ON a.activity = c.activity AND a.evidence = 'register'
    JOIN kept_registration k ON k.activity = c.activity AND k.attended = 1
  GROUP BY k.activity, k.country
  UNION ALL
  SELECT h.activity, h.country, sum(h.number), max(h.approximate), sum(CASE WHEN h.sex = 'female' THEN h.number ELSE 0 END),
    sum(CASE WHEN h.sex <> '' THEN h.number ELSE 0 END),
    sum(h.number) * CAST(julianday(x.last_day) - julianday(x.first_day) + 1 AS INTEGER), a.first_day
  FROM recount c JOIN kept_activity a ON a.activity = c.activity AND a.evidence = 'headcounts' JOIN activity x ON x.id = c.activity
    JOIN headcount h ON h.activity = c.activity AND h.deleted = 0
  GROUP BY h.activity, h.country HAVING sum(h.number) > 0)
SELECT activity, country, participants, approximate, women, known, person_days, ` + groupsOn + ` FROM parts`

	// groupsOn gives the groups of parts.country on parts.first_day (rule 11).
	groupsOn = `coalesce((SELECT sum(DISTINCT CASE grp WHEN 'LDC' THEN 1 WHEN 'LLDC' THEN 2 WHEN 'SIDS' THEN 4 ELSE 0 END)
  FROM country_status s WHERE s.country = parts.country AND s.country <> '' AND s.deleted = 0 AND s.effective = 1
    AND (s.associate = 0 OR (SELECT sids_associates FROM office WHERE deleted = 0 LIMIT 1))
    AND (s.from_day = '' OR s.from_day <= parts.first_day) AND (s.to_day = '' OR parts.first_day < s.to_day)), 0)`

	keptCountryTotals = `UPDATE kept_activity SET countries = (SELECT count(*) FROM kept_country k
  WHERE k.activity = kept_activity.activity AND k.country <> '') WHERE activity IN (SELECT activity FROM recount)`
)

// keepCounts brings counts and search indexes up to date with what the transaction did.
func (w *writer) keepCounts() error {
	if err := w.exec("CREATE TEMP TABLE IF NOT EXISTS recount (activity INTEGER PRIMARY KEY)"); err != nil {
		return err
	}
	if err := w.recountPeople(); err != nil {
		return err
	}
	// Many registrations at once are cheaper counted by whole activities.
	if one := len(w.dirty.registrations); one > 50 && !w.dirty.all {
		if err := w.wholeActivities(); err != nil {
			return err
		}
	}
	if err := w.recountWhole(); err != nil {
		return err
	}
	if !w.dirty.all {
		for id := range w.dirty.registrations {
			if err := w.recountOne(id); err != nil {
				return err
			}
		}
		if err := w.recountWhole(); err != nil {
			return err
		}
	}
	return w.keepSearch()
}

// recountPeople adds the registrations of people who changed to what is counted again.
func (w *writer) recountPeople() error {
	for id := range w.dirty.people {
		if err := w.collect(w.dirty.registrations, "SELECT id FROM registration WHERE person = ? OR person IN (SELECT id FROM person WHERE merged_into = ?)",
			int64(id), int64(id)); err != nil {
			return err
		}
	}
	return nil
}

// wholeActivities turns the registrations to count again into their activities.
func (w *writer) wholeActivities() error {
	for id := range w.dirty.registrations {
		if err := w.collect(w.dirty.activities, "SELECT activity FROM registration WHERE id = ?", int64(id)); err != nil {
			return err
		}
	}
	clear(w.dirty.registrations)
	return nil
}

// countedAtOnce is how many activities are counted again in one go: between two the work can be
// stopped.
const countedAtOnce = 200

// recountWhole counts the dirty activities again, or all of them.
func (w *writer) recountWhole() error {
	if w.dirty.all {
		if err := w.collect(w.dirty.activities, "SELECT id FROM activity"); err != nil {
			return err
		}
		for _, kept := range []string{"kept_registration", "kept_activity", "kept_country"} {
			if err := w.exec("DELETE FROM " + kept); err != nil {
				return err
			}
		}
	}
	ids := slices.Sorted(maps.Keys(w.dirty.activities))
	clear(w.dirty.activities)
	for some := range slices.Chunk(ids, countedAtOnce) {
		if err := w.dirty.cancelled(); err != nil {
			return err
		}
		if err := w.recount(some); err != nil {
			return err
		}
	}
	return nil
}

// recount counts some activities again.
func (w *writer) recount(ids []model.ID) error {
	if err := w.exec("DELETE FROM recount"); err != nil {
		return err
	}
	stmt, err := w.reg.prepared("INSERT INTO recount VALUES (?)")
	if err != nil {
		return err
	}
	for _, id := range ids {
		if _, err := stmt.ExecContext(w.ctx, int64(id)); err != nil {
			return err
		}
	}
	for _, step := range []string{
		"DELETE FROM kept_registration WHERE activity IN (SELECT activity FROM recount)",
		"DELETE FROM kept_activity WHERE activity IN (SELECT activity FROM recount)",
		"DELETE FROM kept_country WHERE activity IN (SELECT activity FROM recount)",
		keptRegistrations, keptActivities, keptCountries, keptCountryTotals,
	} {
		stmt, err := w.reg.prepared(step)
		if err != nil {
			return err
		}
		if _, err := stmt.ExecContext(w.ctx); err != nil {
			return err
		}
	}
	return nil
}

// keptRegistration is a row of the table of that name.
type keptRegistration struct {
	activity, person                          int64
	country, sex                              string
	counted, marks, attended, days, completed int64
}

// recountOne counts one registration again and changes its activity's counts by the
// difference. Where that changes what the activity's figure rests on, the activity is
// left to be counted as a whole.
func (w *writer) recountOne(id model.ID) error {
	was, err := w.keptRegistration(id)
	if err != nil {
		return err
	}
	activity, err := w.activityOf(id)
	if err != nil {
		return err
	}
	if activity == 0 {
		return nil
	}
	kept, err := w.keptActivity(activity)
	if err != nil {
		return err
	}
	whole := func() error { w.dirty.activities[activity] = struct{}{}; return nil }
	if kept == nil || kept.marks == 0 || kept.evidence != string(model.FromRegister) || (was != nil && was.activity != int64(activity)) {
		return whole() // the first mark, headcounts, or not counted before
	}
	now, err := w.countRegistration(id)
	if err != nil {
		return err
	}
	if was == nil && now == nil {
		return nil
	}
	zero := keptRegistration{}
	a, b := &zero, &zero
	if was != nil {
		a = was
	}
	if now != nil {
		b = now
	}
	if kept.marks+b.marks-a.marks == 0 {
		return whole() // the last mark is gone
	}
	return w.shift(id, activity, was != nil, now != nil, *a, *b)
}

// shift changes the kept counts of an activity from what one registration was to what it
// is.
func (w *writer) shift(id, activity model.ID, had, has bool, a, b keptRegistration) error {
	if err := w.exec("DELETE FROM kept_registration WHERE registration = ?", int64(id)); err != nil {
		return err
	}
	count := func(yes bool) int64 {
		if yes {
			return 1
		}
		return 0
	}
	if has {
		if err := w.exec(`INSERT INTO kept_registration (registration, activity, person, country, sex, counted, marks, attended, days, completed)
			VALUES (?,?,?,?,?,?,?,?,?,?)`, int64(id), b.activity, b.person, b.country, b.sex, b.counted, b.marks, b.attended, b.days, b.completed); err != nil {
			return err
		}
	}
	women := func(k keptRegistration) int64 { return k.attended * count(k.sex == string(model.Female)) }
	known := func(k keptRegistration) int64 { return k.attended * count(k.sex != "") }
	if err := w.exec(`UPDATE kept_activity SET participants = participants + ?1, named = named + ?1, by_register = by_register + ?1,
		women = women + ?2, known = known + ?3, person_days = person_days + ?4, completed = completed + ?5,
		registrations = registrations + ?6, marks = marks + ?7 WHERE activity = ?8`,
		b.attended-a.attended, women(b)-women(a), known(b)-known(a), b.attended*b.days-a.attended*a.days, b.completed-a.completed,
		count(has)-count(had), b.marks-a.marks, int64(activity)); err != nil {
		return err
	}
	for _, side := range []struct {
		k    keptRegistration
		sign int64
	}{{a, -1}, {b, 1}} {
		if side.k.attended == 0 {
			continue
		}
		if err := w.exec(`INSERT INTO kept_country (activity, country, participants, approximate, women, known, person_days, groups)
			SELECT ?1, ?2, ?3, 0, ?4, ?5, ?6, `+groupsOn+` FROM (SELECT ?2 AS country, (SELECT first_day FROM kept_activity WHERE activity = ?1) AS first_day) AS parts
			WHERE true ON CONFLICT (activity, country) DO UPDATE SET participants = participants + ?3, women = women + ?4, known = known + ?5,
			person_days = person_days + ?6`, int64(activity), side.k.country, side.sign, side.sign*women(side.k), side.sign*known(side.k), side.sign*side.k.days); err != nil {
			return err
		}
	}
	if err := w.exec("DELETE FROM kept_country WHERE activity = ? AND participants = 0", int64(activity)); err != nil {
		return err
	}
	return w.exec(`UPDATE kept_activity SET countries = (SELECT count(*) FROM kept_country k WHERE k.activity = ?1 AND k.country <> '')
		WHERE activity = ?1`, int64(activity))
}

func (w *writer) keptRegistration(id model.ID) (*keptRegistration, error) {
	return w.scanRegistration("SELECT activity, person, country, sex, counted, marks, attended, days, completed FROM kept_registration WHERE registration = ?", id)
}

// countRegistration counts one registration from the raw rows of an activity that has
// marks; nil where it is deleted.
func (w *writer) countRegistration(id model.ID) (*keptRegistration, error) {
	return w.scanRegistration(`
WITH m AS (
  SELECT count(*) AS marks, count(DISTINCT CASE WHEN m.value IN ('P','L') THEN s.day END) AS days,
    coalesce(sum(m.value IN ('P','L')), 0) AS here, coalesce(sum(s.required AND m.value IN ('P','L')), 0) AS required_here
  FROM registration r JOIN mark m ON m.registration = r.id AND m.deleted = 0
    JOIN session s ON s.id = m.session AND s.deleted = 0 AND s.activity = r.activity
  WHERE r.id = ?1),
x AS (
  SELECT (SELECT count(*) FROM session s WHERE s.activity = r.activity AND s.deleted = 0 AND s.required) AS required,
    CASE WHEN a.completion > 0 THEN a.completion ELSE coalesce((SELECT completion FROM office WHERE deleted = 0 LIMIT 1), 80) END AS completion
  FROM registration r JOIN activity a ON a.id = r.activity WHERE r.id = ?1)
SELECT r.activity, coalesce(p.merged_into, r.person), r.country, coalesce(q.sex, p.sex, ''), coalesce(o.counted, 0), m.marks,
  coalesce(o.counted, 0) AND m.here > 0, m.days,
  coalesce(o.counted, 0) AND x.required > 0 AND m.required_here * 100 >= x.completion * x.required AND m.here > 0
FROM registration r JOIN m JOIN x JOIN activity a ON a.id = r.activity AND a.deleted = 0
  LEFT JOIN person p ON p.id = r.person LEFT JOIN person q ON q.id = p.merged_into LEFT JOIN role o ON o.id = r.role
WHERE r.id = ?1 AND r.deleted = 0`, id)
}

func (w *writer) scanRegistration(query string, id model.ID) (*keptRegistration, error) {
	stmt, err := w.reg.prepared(query)
	if err != nil {
		return nil, err
	}
	var k keptRegistration
	err = stmt.QueryRowContext(w.ctx, int64(id)).Scan(&k.activity, &k.person, &k.country, &k.sex, &k.counted, &k.marks, &k.attended, &k.days, &k.completed)
	if err == sql.ErrNoRows {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("count registration %d: %w", id, err)
	}
	return &k, nil
}

// activityOf gives the activity of a registration, deleted or not; 0 where there is none.
func (w *writer) activityOf(registration model.ID) (model.ID, error) {
	var activity sql.NullInt64
	stmt, err := w.reg.prepared("SELECT activity FROM registration WHERE id = ?")
	if err != nil {
		return 0, err
	}
	if err := stmt.QueryRowContext(w.ctx, int64(registration)).Scan(&activity); err != nil && err != sql.ErrNoRows {
		return 0, err
	}
	return model.ID(activity.Int64), nil
}

// keptActivity gives what recountOne asks of an activity's counts; nil where it has none.
func (w *writer) keptActivity(id model.ID) (*struct {
	evidence string
	marks    int64
}, error) {
	stmt, err := w.reg.prepared("SELECT evidence, marks FROM kept_activity WHERE activity = ?")
	if err != nil {
		return nil, err
	}
	var k struct {
		evidence string
		marks    int64
	}
	err = stmt.QueryRowContext(w.ctx, int64(id)).Scan(&k.evidence, &k.marks)
	if err == sql.ErrNoRows {
		return nil, nil
	}
	return &k, err
}

// collect adds the ids that a query gives to a set.
func (w *writer) collect(set map[model.ID]struct{}, query string, args ...any) error {
	stmt, err := w.reg.prepared(query)
	if err != nil {
		return err
	}
	rows, err := stmt.QueryContext(w.ctx, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return err
		}
		set[model.ID(id)] = struct{}{}
	}
	return rows.Err()
}
