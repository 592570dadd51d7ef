package sqlite

import (
	"encoding/json"
	"runtime/debug"
	"time"
)

// clock is a hybrid logical clock: milliseconds since 1970 (UTC) in the upper 48 bits, a
// counter in the lower 16. It never runs back, whatever the wall clock does.
// See Kulkarni et al., "Logical Physical Clocks", OPODIS 2014.
type clock struct {
	last int64
	wall func() time.Time
}

// tick gives the next time: later than any given or seen before. A clock on the wall that
// cannot be right, far beyond all that is known, is not followed: others would refuse what
// is written by it.
func (c *clock) tick() int64 {
	c.last++
	if wall := c.wall(); wall.Before(believable(time.UnixMilli(c.last >> 16))) {
		c.last = max(c.last, wall.UnixMilli()<<16)
	}
	return c.last
}

// leap is how far a clock may jump ahead of all that is known before it is remembered that
// it did: people are told still after the first edit by it.
const leap = 365 * 24 * time.Hour

// jump is a leap of this computer's clock: what was the newest before it, and to when.
type jump struct {
	From int64 `json:"from"` // milliseconds since 1970
	To   int64 `json:"to"`
}

// jumpNote is the name in meta under which a jump is kept.
const jumpNote = "clock_jump"

// noteJump keeps that the clock has leapt, in the transaction of the first edit after it.
func (w *writer) noteJump() error {
	last, now := w.before>>16, w.action.At.UnixMilli
	if last == 0 || now-last <= leap.Milliseconds() {
		return nil
	}
	w.jump = &jump{last, now}
	text, err := json.Marshal(w.jump)
	if err != nil {
		return err
	}
	return w.exec("INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", jumpNote, string(text))
}

// recallJump reads a jump of the clock that was kept.
func (r *Register) recallJump(kept string) {
	var j jump
	if kept != "" && json.Unmarshal([]byte(kept), &j) == nil {
		r.jumped.Store(&j)
	}
}

// leapt says whether this computer's clock has leapt ahead and nobody else's was there yet.
func (j *jump) leapt(wall, others time.Time) bool {
	return j != nil && wall.Sub(time.UnixMilli(j.From)) > leap && others.Before(time.UnixMilli(j.To).Add(-leap))
}

// behind is how far a clock may lag before people are told.
const behind = 5 * time.Minute

// ClockWarning says what is odd about this computer's clock, before anybody edits by it:
// it is earlier than this program, behind what is in the register, or more than two days
// ahead of anything that others are known to have done. It is "" where nothing is. Edits
// are recorded all the same: never out of order, but a clock that is ahead wins over
// others.
func (r *Register) ClockWarning() string {
	wall := r.clock.wall()
	var newest, others time.Time
	for replica, k := range r.allKnown() {
		at := time.UnixMilli(k.furthest().Clock >> 16)
		if at.After(newest) {
			newest = at
		}
		if replica != r.replica.Tag && at.After(others) {
			others = at
		}
	}
	says := "This computer's clock says " + wall.Format("2 Jan 2006 15:04")
	switch built := builtAt(); {
	case wall.Before(built):
		return says + ", which is before this Rollbook was made (" + built.Format("2 Jan 2006") + "). Set the clock right."
	case newest.Sub(wall) > behind:
		return says + ", but there are changes of " + newest.In(wall.Location()).Format("2 Jan 2006 15:04") + " in the register. Set the clock right."
	case r.jumped.Load().leapt(wall, others):
		return says + "; before it leapt, the last change known here was of " + time.UnixMilli(r.jumped.Load().From).In(wall.Location()).Format("2 Jan 2006 15:04") + ". If that is not so, set the clock right."
	case others.Unix() > 0 && wall.Sub(newest) > farOff, newest.Unix() > 0 && wall.Sub(newest) > leap:
		return says + "; the last change known here is of " + newest.In(wall.Location()).Format("2 Jan 2006 15:04") + ". If that is not so, set the clock right."
	}
	return ""
}

// builtAt gives when this program was made; the zero time where it does not know.
func builtAt() time.Time {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return time.Time{}
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.time" {
			at, err := time.Parse(time.RFC3339, s.Value)
			if err == nil {
				return at
			}
		}
	}
	return time.Time{}
}
