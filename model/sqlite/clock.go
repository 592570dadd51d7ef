package sqlite

import "time"

// clock is a hybrid logical clock: milliseconds since 1970 (UTC) in the upper 48 bits, a
// counter in the lower 16. It never runs back, whatever the wall clock does.
// See Kulkarni et al., "Logical Physical Clocks", OPODIS 2014.
type clock struct {
	last int64
	wall func() time.Time
}

// tick gives the next time: later than any given or seen before.
func (c *clock) tick() int64 {
	c.last = max(c.last+1, c.wall().UnixMilli()<<16)
	return c.last
}
