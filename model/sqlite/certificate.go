package sqlite

import (
	"context"
	"database/sql"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"rollbook/model"
)

// Certificate gives how an activity's certificates read: as the office set it or, where it
// did not, as a first certificate reads, numbered by the activity's year.
func (r *Register) Certificate(ctx context.Context, activity model.ID) (model.Certificate, error) {
	all, err := list(ctx, r, "SELECT title, lead, text, signatures, logo, number, first FROM certificate WHERE activity = ? AND deleted = 0", []any{int64(activity)}, scanCertificate)
	if err != nil {
		return model.Certificate{}, err
	}
	if len(all) > 0 {
		return all[0], nil
	}
	c := model.FirstCertificate()
	a, err := r.Activity(ctx, activity)
	if err != nil {
		return c, err
	}
	if c.Number = a.Code; c.Number == "" {
		c.Number = strconv.Itoa(a.FirstDay.Year())
	}
	c.Number += "/"
	return c, nil
}

func scanCertificate(rows *sql.Rows, c *model.Certificate) error {
	var signatures, logo string
	if err := rows.Scan(&c.Title, &c.Lead, &c.Text, &signatures, &logo, &c.Number, &c.First); err != nil {
		return err
	}
	if signatures != "" {
		if err := json.Unmarshal([]byte(signatures), &c.Signatures); err != nil {
			return fmt.Errorf("read the signatures: %w", err)
		}
	}
	var err error
	c.Logo, err = base64.StdEncoding.DecodeString(logo)
	return err
}

// SaveCertificate sets how an activity's certificates read, as one action. The error has
// code EInvalid.
func (r *Register) SaveCertificate(ctx context.Context, activity model.ID, c model.Certificate) error {
	if err := c.Validate(); err != nil {
		return err
	}
	signatures := ""
	if len(c.Signatures) > 0 {
		data, err := json.Marshal(c.Signatures)
		if err != nil {
			return err
		}
		signatures = string(data)
	}
	_, err := r.write(ctx, model.VerbEdit, model.Ref{Kind: model.KindActivity, ID: activity}, func(w *writer) error {
		return w.link(model.KindCertificate, derived(model.KindCertificate, activity), values{"activity": int64(activity), "title": c.Title, "lead": c.Lead, "text": c.Text,
			"signatures": signatures, "logo": base64.StdEncoding.EncodeToString(c.Logo), "number": c.Number, "first": int64(max(c.First, 1))})
	})
	return err
}

// Awards gives the numbers of an activity's certificates that were given out, by
// registration.
func (r *Register) Awards(ctx context.Context, activity model.ID) (map[model.ID]string, error) {
	numbers := map[model.ID]string{}
	err := r.each(ctx, `SELECT w.registration, w.number FROM award w JOIN registration g ON g.id = w.registration AND g.deleted = 0
		WHERE g.activity = ? AND w.deleted = 0`, []any{int64(activity)}, func(rows *sql.Rows) error {
		var registration model.ID
		var number string
		err := rows.Scan(&registration, &number)
		numbers[registration] = number
		return err
	})
	return numbers, err
}

// Award gives everybody who completed an activity and has no number yet the next one, by
// name, as one action, and gives the numbers of all. A number that was given out stays with
// whom it was given to.
func (r *Register) Award(ctx context.Context, activity model.ID, day model.Day) (map[model.ID]string, error) {
	c, err := r.Certificate(ctx, activity)
	if err != nil {
		return nil, err
	}
	roll, err := r.Roll(ctx, activity)
	if err != nil {
		return nil, err
	}
	numbers, err := r.Awards(ctx, activity)
	if err != nil {
		return nil, err
	}
	completed := map[model.ID]bool{}
	if err := r.each(ctx, "SELECT registration FROM kept_registration WHERE activity = ? AND completed = 1", []any{int64(activity)}, func(rows *sql.Rows) error {
		var id model.ID
		err := rows.Scan(&id)
		completed[id] = true
		return err
	}); err != nil {
		return nil, err
	}
	next := 0
	for _, number := range numbers {
		if n, err := strconv.Atoi(strings.TrimPrefix(number, c.Number)); err == nil {
			next = max(next, n-max(c.First, 1)+1)
		}
	}
	fresh := map[model.ID]string{}
	for _, a := range roll.Attendees {
		if completed[a.ID] && numbers[a.ID] == "" {
			fresh[a.ID] = c.Numbered(next)
			next++
		}
	}
	if len(fresh) == 0 || r.readOnly != nil {
		return numbers, nil
	}
	if _, err := r.write(ctx, model.VerbAward, model.Ref{Kind: model.KindActivity, ID: activity}, func(w *writer) error {
		for _, a := range roll.Attendees {
			number, ok := fresh[a.ID]
			if !ok {
				continue
			}
			if err := w.link(model.KindAward, derived(model.KindAward, a.ID), values{"registration": int64(a.ID), "number": number, "day": string(day)}); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		return nil, err
	}
	for id, number := range fresh {
		numbers[id] = number
	}
	return numbers, nil
}
