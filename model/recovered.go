package model

// Recovered says what was read of a damaged register, by kind of record, and what is known
// to be missing.
type Recovered struct {
	Records map[Kind]int // read, or made again from the history
	Rebuilt int          // of these, made again from the history
	Missing map[Kind]int // known from the history, or because they hung on what is lost
	History int          // entries of the history that were read
	Lost    int          // entries of the history that are missing
}

// Total gives how many records are there, and how many are known to be missing.
func (r Recovered) Total() (there, missing int) {
	for _, n := range r.Records {
		there += n
	}
	for _, n := range r.Missing {
		missing += n
	}
	return there, missing
}
