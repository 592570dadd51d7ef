package model

// Copy is a replica as people see it: whose it is, how far it is known here, and what is
// missing from it.
type Copy struct {
	Replica
	Own     bool
	Known   int64   // its edits that are known and applied here
	Last    Instant // when it made the last of them; zero where none is known
	Waiting int     // edits of its that came before something they rest on

	Key     string // public half of the key by which it signs; "" where it is not known
	Trust   Trust  // what it sends is taken
	ShutOut Day    // since when it is not
}

// Fingerprint gives what people compare by telephone of the copy's key; "" where it is not
// known.
func (c Copy) Fingerprint() string {
	if c.Key == "" {
		return ""
	}
	return Fingerprint(c.Key)
}
