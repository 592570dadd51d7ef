package exchange

import (
	"context"
	"errors"
	"fmt"
	"math"
	"runtime"
	"slices"
	"syscall"
	"time"

	"rollbook/model"
)

// Report says what one round of exchange by a folder or a hub did.
type Report struct {
	Read    int           // files or messages taken in
	Came    model.Outcome // what they brought, all together
	Written int           // files or messages written
	Sent    int64         // edits in them
	ToGo    int64         // edits known here that are not there yet
	Notes   []string      // for people: what was found there, and what was done about it
	Skipped []Skipped     // what could not be taken in, and why; all else was

	Strangers []model.Stranger // copies that nobody has said yes to; what they sent waits there
}

// Skipped is a file or message that could not be taken in. It is tried again when it or
// this program changes.
type Skipped struct {
	Name string // of the file below the folder; of the message
	Err  error  // has one of the codes of Register.Merge and Read
}

// Forked gives the error of the first file or message that shows that two copies of the
// register wrote under one name; nil where none does.
func (r Report) Forked() error {
	for _, s := range r.Skipped {
		if model.CodeOf(s.Err) == model.EForked {
			return s.Err
		}
	}
	return nil
}

// took adds what a merge brought.
func (r *Report) took(o model.Outcome) {
	r.Read++
	c := &r.Came
	c.Operations += o.Operations
	c.Known += o.Known
	c.Waiting = o.Waiting // of all that came so far
	c.Later += o.Later
	c.Activities += o.Activities
	c.People += o.People
	c.Registrations += o.Registrations
	c.Sessions += o.Sessions
	c.Marks += o.Marks
	c.Edits += o.Edits
	c.Deleted += o.Deleted
	c.Erased += o.Erased
	c.Met += o.Met
	c.MarksMet += o.MarksMet
	c.Duplicates += o.Duplicates
	for _, warning := range o.Warnings {
		r.note(warning)
	}
}

// then adds what a later round did.
func (r *Report) then(next Report) {
	read := r.Read + next.Read
	if next.Read > 0 {
		r.took(next.Came)
	}
	r.Read = read
	r.Written += next.Written
	r.Sent += next.Sent
	r.ToGo = next.ToGo
	for _, note := range next.Notes {
		r.note(note)
	}
	r.Skipped, r.Strangers = next.Skipped, next.Strangers
}

// skip adds what could not be taken in, by the name given, or whose it is that waits.
func (r *Report) skip(name string, err error) {
	var stranger *model.StrangerError
	if !errors.As(err, &stranger) {
		r.Skipped = append(r.Skipped, Skipped{Name: name, Err: told(err)})
		return
	}
	if !slices.ContainsFunc(r.Strangers, func(s model.Stranger) bool { return s.UID == stranger.Stranger.UID && s.Key == stranger.Stranger.Key }) {
		r.Strangers = append(r.Strangers, stranger.Stranger)
	}
}

// note says something once.
func (r *Report) note(text string) {
	if !slices.Contains(r.Notes, text) {
		r.Notes = append(r.Notes, text)
	}
}

// Status says how an exchange that goes on by itself stands.
type Status struct {
	Reachable bool             // the folder was there, the hub answered, when last looked
	Seen      time.Time        // when it last was or did; zero: not since the program was opened
	ToGo      int64            // edits known here that are not there yet
	Came      int              // edits that came since the program was opened
	Sent      int64            // edits sent since then
	Skipped   []Skipped        // what cannot be taken in
	Strangers []model.Stranger // copies that nobody has said yes to; what they sent waits
	Notes     []Note           // what people should know, the latest last
	Err       error            // why the last round failed, in words for people; nil where it did not
}

// Note is something that people should know, with when it was noticed.
type Note struct {
	At   time.Time
	Text string
}

// mostNotes is how many notes a status keeps.
const mostNotes = 20

// add takes over what a round did.
func (s *Status) add(r Report, err error, at time.Time) {
	s.Err = err
	s.Reachable = err == nil || !unreachable(err)
	if s.Reachable {
		s.Seen = at
	}
	s.ToGo, s.Skipped, s.Strangers = r.ToGo, r.Skipped, r.Strangers
	s.Came += r.Came.Operations
	s.Sent += r.Sent
	for _, text := range r.Notes {
		s.Notes = append(slices.DeleteFunc(slices.Clone(s.Notes), func(n Note) bool { return n.Text == text }), Note{at, text})
	}
	s.Notes = s.Notes[max(0, len(s.Notes)-mostNotes):]
}

// unreachable says whether an error means that the folder or hub could not be got at.
func unreachable(err error) bool {
	code := model.CodeOf(err)
	return code == model.EGone || code == model.ENotFound
}

// theirs says whether an error is about what came, so that all else can be taken in all
// the same. Any other is about this computer, and ends the round.
func theirs(err error) bool {
	switch model.CodeOf(err) {
	case model.EUnreadable, model.EPassphrase, model.EOtherRegister, model.ENewer, model.EForked, model.EInvalid, model.EStranger, model.EShutOut:
		return true
	}
	return false
}

// takeIn merges what a folder or hub brought, and gives the runs of operations that it
// holds, whatever its head says, as far as they were read. It takes nothing that is not
// sealed by the register's key, nor what is signed by nobody who is trusted: the error is a
// StrangerError where a person can say yes to who sent it, as accept does for them. What
// such a one says that is known here already does no harm, but counts for nothing: it is
// written again, signed.
func takeIn(ctx context.Context, r Register, b model.Bundle, accept func(model.Stranger) bool) (runs []model.Run, out model.Outcome, err error) {
	if b.Head.Snapshot != nil {
		return nil, out, model.Errorf(model.EUnreadable, "It is a pack, made to be opened by hand.")
	}
	if b.Opened != model.ByKey {
		return nil, out, model.Errorf(model.EInvalid, "It is not sealed by this register's key, so none of its computers wrote it. It was left alone.")
	}
	heads, err := r.Heads(ctx)
	if err != nil {
		return nil, out, err
	}
	trust, err := r.TrustOf(ctx, b.Head)
	if err != nil {
		return nil, out, err
	}
	if s := (model.Stranger{Replica: b.Head.From, Key: b.Head.Signer, Opened: b.Opened}); trust == model.NotTrusted && (accept == nil || !accept(s)) {
		return nil, out, saysNothingNew(b, heads, s)
	}
	own := r.Replica().Tag
	parts := b.Parts
	b.Parts = func(yield func(model.Part, error) bool) {
		for part, err := range parts {
			if o := part.Operation; err == nil && o != nil {
				runs = extended(runs, o)
				if trust == model.Trusted && o.Replica == own && o.Seq > heads[own].Seq {
					err = model.Errorf(model.EForked, "Somebody else writes under the name of this computer (%s): the register's file was copied and used in two places. Close it in one of them, and make a new copy there from a pack of everything.", replicaText(own))
				}
			}
			if !yield(part, err) || err != nil {
				return
			}
		}
	}
	out, err = r.Merge(ctx, b, model.MergeOptions{ByItself: true, Accept: accept})
	return runs, out, err
}

// saysNothingNew gives the error where what a stranger sent holds anything that is not
// known here.
func saysNothingNew(b model.Bundle, heads model.Heads, s model.Stranger) error {
	var first error
	for part, err := range b.Parts {
		switch o := part.Operation; {
		case err != nil:
			return err // it is not even whole
		case o != nil && first == nil && (o.Seq < 1 || o.Seq > heads[o.Replica].Seq):
			first = model.NewStrangerError(s)
		}
	}
	return first
}

// extended gives runs with one operation more.
func extended(runs []model.Run, o *model.Operation) []model.Run {
	if last := len(runs) - 1; last >= 0 && runs[last].Replica == o.Replica && runs[last].Last == o.Seq-1 {
		runs[last].Last = o.Seq
		return runs
	}
	if o.Seq < 1 || o.Seq == math.MaxInt64 {
		return runs
	}
	return append(runs, model.Run{Replica: o.Replica, First: o.Seq, Last: o.Seq})
}

// holdsOf says whether runs are of a replica.
func holdsOf(runs []model.Run, replica model.ReplicaTag) bool {
	return slices.ContainsFunc(runs, func(run model.Run) bool { return run.Replica == replica })
}

// replicaText names a copy of the register in the folder and on the hub: the tag, eight
// figures in hexadecimal.
func replicaText(tag model.ReplicaTag) string { return fmt.Sprintf("%08x", int64(tag)) }

// told says why something was skipped, in words for people who did not ask for it.
func told(err error) error {
	var text string
	switch model.CodeOf(err) {
	case model.EUnreadable:
		if broken := new(damage); !errors.As(err, &broken) && !notOurs(err) {
			return err // it is whole, and says what cannot be
		}
		text = "It is cut short or was altered on its way; a computer that knows what was in it writes it again."
	case model.EPassphrase:
		text = "It is sealed with a key that this copy of the register does not have, or was altered on its way. If it stays so, merge a pack of everything from a computer that reads it."
	case model.ENewer:
		text = "It was written by a newer Rollbook. Update this one to read it."
	default:
		return err
	}
	return &model.Error{Code: model.CodeOf(err), Message: text, Err: err}
}

// notOurs says whether what lies there was not written by Rollbook at all.
func notOurs(err error) bool { return errors.Is(err, errNotOurs) }

// whole refuses copies that hold single activities only: the log of others is not theirs
// to take in, and theirs goes back as a pack.
func whole(r Register) error {
	if r.Partial() {
		return model.Errorf(model.EInvalid, "This copy holds single activities only, so it does not follow a folder or hub. Send what was done in it back as a pack.")
	}
	return nil
}

// keysOf gives what opens and seals what folder and hub carry. A register that has no key
// yet is given one, but only where nothing lies there already: what others sealed, a new
// key would not open.
func keysOf(ctx context.Context, r Register, empty bool) (Keys, Seal, error) {
	all, err := r.Keys(ctx)
	if err != nil {
		return Keys{}, Seal{}, err
	}
	if len(all) == 0 && !empty {
		return Keys{}, Seal{}, model.Errorf(model.EPassphrase, "What lies there is sealed, and this copy of the register has no key. Merge a pack of everything from a computer that exchanges by it; or, if this register is not in there yet, choose an empty folder.")
	}
	if all, err = EnsureKey(ctx, r); err != nil {
		return Keys{}, Seal{}, err
	}
	return KeysOf(all), SealFor(all), nil
}

// full says whether the disk is full.
func full(err error) bool {
	if errors.Is(err, syscall.ENOSPC) {
		return true
	}
	var no syscall.Errno
	return runtime.GOOS == "windows" && errors.As(err, &no) && (no == 112 || no == 39) // ERROR_DISK_FULL, ERROR_HANDLE_DISK_FULL
}
