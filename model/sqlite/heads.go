package sqlite

import (
	"context"
	"database/sql"
	"maps"

	"rollbook/model"
)

// known is how far one replica's log is known here.
type known struct {
	model.Head            // its operations are known and applied up to here, without a gap
	base       model.Head // up to here they came as a snapshot and are not in the log
	part       model.Head // up to here they are known for single activities only
}

// furthest gives up to where anything of the replica is known, be it in part.
func (k known) furthest() model.Head {
	if k.part.Seq > k.Seq {
		return k.part
	}
	return k.Head
}

// UID gives the register's own id: the same in every replica of it.
func (r *Register) UID() string { return r.uid }

// Partial says whether this copy was made from a pack of single activities and does not
// hold the whole register.
func (r *Register) Partial() bool { return partial(r.allKnown()) }

func (r *Register) allKnown() map[model.ReplicaTag]known {
	r.knowing.Lock()
	defer r.knowing.Unlock()
	return r.known
}

// keep notes in memory what is on disk now.
func (w *writer) keep() {
	w.reg.knowing.Lock()
	defer w.reg.knowing.Unlock()
	w.reg.known, w.reg.untold, w.reg.reviews = w.known, w.untold, w.reviews
	w.reg.lingers = w.reg.lingers || w.forgets
}

func partial(all map[model.ReplicaTag]known) bool {
	for _, k := range all {
		if k.part.Seq > k.Seq {
			return true
		}
	}
	return false
}

// Heads gives how far each replica's log is known here without a gap. Replicas of which
// only a part is known here are left out.
func (r *Register) Heads(context.Context) (model.Heads, error) {
	return headsOf(r.allKnown()), nil
}

func headsOf(all map[model.ReplicaTag]known) model.Heads {
	heads := model.Heads{}
	for replica, k := range all {
		if k.Seq > 0 && k.Seq >= k.part.Seq {
			heads[replica] = k.Head
		}
	}
	return heads
}

// furthestOf gives up to where anything of each replica is known here.
func furthestOf(all map[model.ReplicaTag]known) model.Heads {
	heads := model.Heads{}
	for replica, k := range all {
		if h := k.furthest(); h.Seq > 0 {
			heads[replica] = h
		}
	}
	return heads
}

// recallHeads reads how far each replica is known, and what this replica's log says of it.
func (r *Register) recallHeads(ctx context.Context) error {
	all := map[model.ReplicaTag]known{}
	if err := r.each(ctx, "SELECT replica, seq, clock, base_seq, base_clock, part_seq, part_clock FROM head", nil, func(rows *sql.Rows) error {
		var replica model.ReplicaTag
		var k known
		err := rows.Scan(&replica, &k.Seq, &k.Clock, &k.base.Seq, &k.base.Clock, &k.part.Seq, &k.part.Clock)
		all[replica] = k
		return err
	}); err != nil {
		return err
	}
	told := model.Heads{}
	if err := r.each(ctx, "SELECT of_replica, max(of_seq) FROM seen WHERE replica = ? GROUP BY of_replica", []any{int64(r.replica.Tag)}, func(rows *sql.Rows) error {
		var replica model.ReplicaTag
		var h model.Head
		err := rows.Scan(&replica, &h.Seq)
		told[replica] = h
		return err
	}); err != nil {
		return err
	}
	if err := r.each(ctx, "SELECT count(*) FROM review", nil, func(rows *sql.Rows) error { return rows.Scan(&r.reviews) }); err != nil {
		return err
	}
	r.knowing.Lock()
	defer r.knowing.Unlock()
	r.known, r.untold = all, false
	latest := believable(r.clock.wall()).UnixMilli()
	for replica, h := range furthestOf(all) {
		if h.Clock>>16 <= latest { // else it is spoilt, and must not spoil what is written here
			r.clock.last = max(r.clock.last, h.Clock)
		}
		if replica != r.replica.Tag && told[replica].Seq < h.Seq {
			r.untold = true
		}
	}
	return nil
}

// tell says in the log what this replica knows of others, before its operation seq, where
// it knows more than it has said.
func (w *writer) tell(seq int64) error {
	if !w.untold {
		return nil
	}
	w.untold = false
	own := int64(w.reg.replica.Tag)
	for replica, h := range furthestOf(w.known) {
		if replica == w.reg.replica.Tag {
			continue
		}
		if err := w.exec(`INSERT INTO seen (replica, seq, of_replica, of_seq, of_clock) SELECT ?1, ?2, ?3, ?4, ?5
			WHERE ?4 > coalesce((SELECT max(of_seq) FROM seen WHERE replica = ?1 AND of_replica = ?3), 0)`, own, seq, int64(replica), h.Seq, h.Clock); err != nil {
			return err
		}
	}
	return nil
}

// keepHead notes how far this replica's log has come.
func (w *writer) keepHead() error {
	if w.logged == 0 {
		return nil
	}
	own := w.reg.replica.Tag
	k := w.known[own]
	k.Head = model.Head{Seq: w.reg.lastSeq + int64(w.logged), Clock: w.reg.clock.last}
	w.known = maps.Clone(w.known)
	w.known[own] = k
	return w.saveHead(own, k)
}

// saveHead writes how far a replica is known.
func (w *writer) saveHead(replica model.ReplicaTag, k known) error {
	stmt, err := w.reg.prepared(`INSERT INTO head (replica, seq, clock, base_seq, base_clock, part_seq, part_clock) VALUES (?1,?2,?3,?4,?5,?6,?7)
		ON CONFLICT (replica) DO UPDATE SET seq = ?2, clock = ?3, base_seq = ?4, base_clock = ?5, part_seq = ?6, part_clock = ?7`)
	if err != nil {
		return err
	}
	_, err = stmt.ExecContext(w.ctx, int64(replica), k.Seq, k.Clock, k.base.Seq, k.base.Clock, k.part.Seq, k.part.Clock)
	return err
}
