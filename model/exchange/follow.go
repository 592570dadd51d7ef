package exchange

import (
	"context"
	"time"

	"rollbook/model"
)

// give says how much of what a folder or hub lacks is given to it in a round.
type give int

const (
	giveNothing give = iota // only take in
	giveOwn                 // what was done here, and of others what has been missing for a while
	giveAll                 // everything
)

// pace says how often things are done while a program is open.
type pace struct {
	settle   time.Duration // after something happened, until it is looked at: more is likely to follow
	batch    time.Duration // between two times that edits made here are given
	look     time.Duration // between two looks where nothing is heard
	patience time.Duration // until what others did and did not bring themselves is given in their place
	again    time.Duration // after a round that failed, until the next; twice as long each time, but no longer than look
}

// or gives the pace, or the usual one where none is set.
func (p pace) or(usual pace) pace {
	if p == (pace{}) {
		return usual
	}
	return p
}

// absences says since when what a folder or hub lacks has been missing there.
type absences map[model.ReplicaTag]time.Time

// see notes what is missing now.
func (a absences) see(lacking []model.Run, now time.Time) {
	still := map[model.ReplicaTag]bool{}
	for _, run := range lacking {
		still[run.Replica] = true
		if _, ok := a[run.Replica]; !ok {
			a[run.Replica] = now
		}
	}
	for replica := range a {
		if !still[replica] {
			delete(a, replica)
		}
	}
}

// due says whether a replica's edits are to be given in this round.
func (a absences) due(g give, own bool, replica model.ReplicaTag, patience time.Duration) bool {
	switch g {
	case giveAll:
		return true
	case giveOwn:
		return own || time.Since(a[replica]) >= patience
	}
	return false
}

// closingTime is how long the last round may take when the program is closed.
const closingTime = 10 * time.Second

// follow does rounds until ctx ends: when the register changes, when heard says that there
// is something new, and every so often. At the end it gives what is left. It tells how
// things stand after every round.
func follow(ctx context.Context, r Register, p pace, heard <-chan struct{}, round func(context.Context, give) (Report, error), tell func(Status)) {
	changed := make(chan struct{}, 1)
	defer r.Watch(func(model.Event) {
		select {
		case changed <- struct{}{}:
		default:
		}
	})()
	var status Status
	again := p.again
	do := func(ctx context.Context, g give) (next time.Duration) {
		report, err := round(ctx, g)
		status.add(report, err, time.Now())
		tell(status)
		if err == nil {
			again = p.again
			return p.look
		}
		next = min(again, p.look)
		again *= 2
		return next
	}
	next, giving := time.NewTimer(do(ctx, giveOwn)), time.NewTimer(p.look)
	giving.Stop()
	given := time.Now()
	defer next.Stop()
	defer giving.Stop()
	pending := false
	for {
		g := giveNothing
		select {
		case <-ctx.Done():
			last, stop := context.WithTimeout(context.WithoutCancel(ctx), closingTime)
			defer stop()
			do(last, giveAll)
			return
		case <-changed:
			if !pending {
				pending = true
				giving.Reset(max(p.settle, time.Until(given.Add(p.batch))))
			}
			continue
		case <-heard:
			if !wait(ctx, p.settle) {
				continue
			}
			drain(heard)
		case <-giving.C:
			g, pending = giveOwn, false
		case <-next.C:
			g = giveOwn
		}
		next.Reset(do(ctx, g))
		if g == giveOwn {
			given = time.Now()
		}
	}
}

// wait waits, and says whether ctx is still good.
func wait(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}

func drain(c <-chan struct{}) {
	for {
		select {
		case <-c:
		default:
			return
		}
	}
}
