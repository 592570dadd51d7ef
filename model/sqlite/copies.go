package sqlite

import (
	"context"
	"database/sql"
	"strings"
	"time"

	"rollbook/model"
)

// Copies gives the replicas that are known here, this one first, then those heard of last.
func (r *Register) Copies(ctx context.Context) ([]model.Copy, error) {
	own := r.replica.Tag
	return list(ctx, r, `SELECT p.tag, p.uid, p.name, p.tag = ?1, max(coalesce(h.seq, 0), coalesce(h.part_seq, 0)), max(coalesce(h.clock, 0), coalesce(h.part_clock, 0)),
		(SELECT count(*) FROM waiting w WHERE w.replica = p.tag), coalesce(s.key, ''), coalesce(s.shut_out, '')
		FROM replica p LEFT JOIN (`+signersByUID+`) s ON s.uid = p.uid LEFT JOIN head h ON h.replica = p.tag ORDER BY p.tag <> ?1, 6 DESC, p.tag`, []any{int64(own), r.signing.Public, r.replica.UID},
		func(rows *sql.Rows, c *model.Copy) error {
			var clock int64
			err := rows.Scan(&c.Tag, &c.UID, &c.Name, &c.Own, &c.Known, &clock, &c.Waiting, &c.Key, &c.ShutOut)
			if clock > 0 {
				c.Last = model.InstantOf(time.UnixMilli(clock >> 16))
			}
			switch {
			case c.ShutOut != "":
				c.Trust = model.ShutOut
			case c.Key != "":
				c.Trust = model.Trusted
			}
			return err
		})
}

// signersByUID gives, for each copy that somebody said yes to, the key by which it is known,
// and since when it is shut out: by the records, as this very copy, or as what it was made
// from.
const signersByUID = `SELECT uid, key, shut_out FROM signer WHERE deleted = 0 OR shut_out <> ''
	UNION ALL SELECT ?3, ?2, '' WHERE ?2 <> '' AND NOT EXISTS (SELECT 1 FROM signer WHERE key = ?2 AND (deleted = 0 OR shut_out <> ''))
	UNION ALL SELECT json_extract(o.value, '$.uid'), json_extract(o.value, '$.Key'), '' FROM meta m, json_each(m.value) o WHERE m.name = 'origins'
		AND NOT EXISTS (SELECT 1 FROM signer WHERE key = json_extract(o.value, '$.Key') AND (deleted = 0 OR shut_out <> ''))`

// Rename gives this copy another name: that under which people know this computer. What is
// done here from now on is recorded under it, and other copies learn it with what they get
// next. The error has code EInvalid for an empty name, or says why nothing can be written.
func (r *Register) Rename(ctx context.Context, name string) error {
	name = strings.TrimSpace(name)
	if name == "" {
		return model.Errorf(model.EInvalid, "Give this computer a name by which others know it.")
	}
	r.writing.Lock()
	defer r.writing.Unlock()
	if err := r.refuses(); err != nil {
		return err
	}
	if err := r.inOne(ctx, func(exec func(string, ...any) error) error {
		return exec("UPDATE replica SET name = ? WHERE tag = ?", name, int64(r.replica.Tag))
	}); err != nil {
		return r.explain(err)
	}
	r.renamed.Store(&name)
	return nil
}
