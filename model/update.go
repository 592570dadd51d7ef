package model

import "slices"

// An update holds pointers to the fields of a record that are to change, and nothing of the
// others: what somebody else changed meanwhile stays. Apply changes a record so, and the
// functions called after records and Changes find what differs between two.

// Edit is an update of one record among many.
type Edit[U any] struct {
	ID     ID
	Update U
}

// Links says which of a record's links are made and which taken away; the others stay.
type Links[T comparable] struct{ Add, Remove []T }

// linkChanges gives what makes one set of links another.
func linkChanges[T comparable](from, to []T) Links[T] {
	var l Links[T]
	for _, v := range to {
		if !slices.Contains(from, v) {
			l.Add = append(l.Add, v)
		}
	}
	for _, v := range from {
		if !slices.Contains(to, v) {
			l.Remove = append(l.Remove, v)
		}
	}
	return l
}

// of gives links with those made and without those taken away.
func (l Links[T]) of(all []T) []T {
	all = slices.DeleteFunc(slices.Clone(all), func(v T) bool { return slices.Contains(l.Remove, v) })
	for _, v := range l.Add {
		if !slices.Contains(all, v) {
			all = append(all, v)
		}
	}
	return all
}

// set changes a field where there is something to change it to.
func set[T any](field *T, to *T) {
	if to != nil {
		*field = *to
	}
}

// differing gives the value that a field got; nil where it is as it was.
func differing[T comparable](from, to T) *T {
	if from == to {
		return nil
	}
	return &to
}

// differingNumber does so for a number that may be unknown.
func differingNumber(from, to *int) **int {
	if from == to || from != nil && to != nil && *from == *to {
		return nil
	}
	return &to
}
