package sqlite

import (
	"rollbook/model"
)

// dirt is what a transaction has touched: what must be counted and indexed again before
// it commits, and what watchers are told.
type dirt struct {
	all           bool                  // count everything again: a rule of counting was changed
	activities    map[model.ID]struct{} // count again as a whole
	registrations map[model.ID]struct{} // count again one by one
	findActivity  map[model.ID]struct{} // index again
	findPerson    map[model.ID]struct{}
	themes        map[model.ID]struct{} // renamed: their activities are indexed again
	partners      map[model.ID]struct{}
	people        map[model.ID]struct{} // their registrations are counted again
	kinds         map[model.Kind][]model.ID
	cancelled     func() error
}

func newDirt() dirt {
	set := func() map[model.ID]struct{} { return map[model.ID]struct{}{} }
	return dirt{activities: set(), registrations: set(), findActivity: set(), findPerson: set(), themes: set(), partners: set(),
		people: set(), kinds: map[model.Kind][]model.ID{}, cancelled: func() error { return nil }}
}

// mostNamed is how many records of a kind an event names one by one.
const mostNamed = 1000

// add notes a changed row: was holds the columns that changed with what they held (none
// for a row that was made), now gives what a column holds.
func (d *dirt) add(kind model.Kind, id model.ID, was values, now func(column string) any) {
	if ids := d.kinds[kind]; len(ids) <= mostNamed {
		d.kinds[kind] = append(ids, id)
	}
	mark := func(set map[model.ID]struct{}, column string) {
		for _, v := range []any{now(column), was[column]} {
			if ref, ok := v.(int64); ok {
				set[model.ID(ref)] = struct{}{}
			}
		}
	}
	switch kind {
	case model.KindOffice:
		_, completion := was["completion"]
		_, associates := was["sids_associates"]
		d.all = d.all || completion || associates
	case model.KindCountryStatus:
		d.all = true
	case model.KindRole:
		_, counted := was["counted"]
		d.all = d.all || counted
	case model.KindActivity:
		d.activities[id] = struct{}{}
		d.findActivity[id] = struct{}{}
	case model.KindHeadcount, model.KindSession:
		mark(d.activities, "activity")
	case model.KindActivityTheme, model.KindActivityPartner:
		mark(d.findActivity, "activity")
	case model.KindTheme:
		d.themes[id] = struct{}{}
	case model.KindPartner:
		d.partners[id] = struct{}{}
	case model.KindPerson:
		d.findPerson[id] = struct{}{}
		_, sex := was["sex"]
		_, merged := was["merged_into"]
		if sex || merged {
			d.people[id] = struct{}{}
		}
	case model.KindRegistration:
		d.registrations[id] = struct{}{}
		if _, moved := was["activity"]; moved {
			mark(d.activities, "activity")
		}
	case model.KindMark:
		mark(d.registrations, "registration")
	}
}

// changed gives what watchers are told.
func (d *dirt) changed() map[model.Kind][]model.ID {
	for kind, ids := range d.kinds {
		if len(ids) > mostNamed {
			d.kinds[kind] = nil
		}
	}
	return d.kinds
}
