package exchange

import (
	"context"
	"maps"
	"slices"

	"rollbook/model"
)

// span is an unbroken piece of a log, by the numbers of its first and last operation.
type span [2]int64

// spans are pieces of one log, in order; they neither overlap nor touch.
type spans []span

// with gives the pieces with another.
func (s spans) with(one span) spans {
	from, _ := slices.BinarySearchFunc(s, one[0]-1, func(p span, first int64) int { return int(min(1, max(-1, p[1]-first))) })
	to := from
	for ; to < len(s) && s[to][0] <= one[1]+1; to++ {
		one = span{min(one[0], s[to][0]), max(one[1], s[to][1])}
	}
	return slices.Replace(slices.Clone(s), from, to, one)
}

// lacks gives what of 1 … last is not in the pieces.
func (s spans) lacks(last int64) (gaps spans) {
	next := int64(1)
	for _, p := range s {
		if p[0] > last {
			break
		}
		if p[0] > next {
			gaps = append(gaps, span{next, p[0] - 1})
		}
		next = p[1] + 1
	}
	if next <= last {
		gaps = append(gaps, span{next, last})
	}
	return gaps
}

// holds says whether all of a piece is in the pieces.
func (s spans) holds(one span) bool {
	return slices.ContainsFunc(s, func(p span) bool { return p[0] <= one[0] && one[1] <= p[1] })
}

// covered is what a folder or hub has of each replica's log.
type covered map[model.ReplicaTag]spans

func (c covered) add(runs ...model.Run) {
	for _, run := range runs {
		c[run.Replica] = c[run.Replica].with(span{run.First, run.Last})
	}
}

func (c covered) holds(run model.Run) bool { return c[run.Replica].holds(span{run.First, run.Last}) }

// lacking gives the runs of known logs that a folder or hub does not have, this copy's
// own first.
func (c covered) lacking(own model.ReplicaTag, heads model.Heads) (runs []model.Run) {
	for _, replica := range slices.SortedFunc(maps.Keys(heads), func(a, b model.ReplicaTag) int {
		if (a == own) != (b == own) {
			if a == own {
				return -1
			}
			return 1
		}
		return int(min(1, max(-1, a-b)))
	}) {
		for _, gap := range c[replica].lacks(heads[replica].Seq) {
			runs = append(runs, model.Run{Replica: replica, First: gap[0], Last: gap[1]})
		}
	}
	return runs
}

// logFrom gives the first operation from the given one on that the register's log has:
// what came as a snapshot is not in it.
func logFrom(ctx context.Context, r Register, run model.Run) (int64, error) {
	has := func(first int64) (bool, error) {
		_, err := r.Log(ctx, run.Replica, first-1, 1)
		if model.CodeOf(err) == model.ENotFound {
			return false, nil
		}
		return err == nil, err
	}
	low, high := run.First, run.Last+1 // the log has what follows high - 1
	for low < high {
		mid := low
		if low != run.First { // most logs have all
			mid = low + (high-low)/2
		}
		ok, err := has(mid)
		switch {
		case err != nil:
			return 0, err
		case ok:
			high = mid
		default:
			low = mid + 1
		}
	}
	return low, nil
}
