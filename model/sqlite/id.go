package sqlite

import (
	"crypto/sha256"
	"encoding/binary"

	"rollbook/model"
)

// Keys are 64-bit integers because SQLite stores and joins those fastest (a million marks
// hold three each): rows get the replica's 31-bit tag and a running number, so that no
// two replicas make the same; links get 63 bits of a hash of what they link, so that two
// replicas that make the same link do make the same. Two links of one kind meeting by
// chance has odds of 1 in 20 million among a million; a link that finds its place taken
// by another is refused (see writer.link).

// derived gives the id of a link between the parts given.
func derived(kind model.Kind, parts ...any) model.ID {
	h := sha256.New() // weaker hashes collide on ids that differ in a few bits
	h.Write([]byte(kind))
	for _, part := range parts {
		h.Write([]byte{0})
		switch p := part.(type) {
		case model.ID:
			var b [8]byte
			binary.BigEndian.PutUint64(b[:], uint64(p))
			h.Write(b[:])
		case string:
			h.Write([]byte(p))
		}
	}
	var sum [sha256.Size]byte
	id := model.ID(binary.BigEndian.Uint64(h.Sum(sum[:0])) >> 1)
	return max(id, 1)
}

// markID gives the id of the mark of a registration at a session. Its upper 16 bits hang
// on the session alone, so that the marks of a session lie side by side in the file and
// taking attendance touches few pages.
func markID(registration, session model.ID) model.ID {
	const low = 47
	near := derived(model.KindMark, session) >> low << low
	return near | derived(model.KindMark, session, registration)&(1<<low-1)
}
