package exchange

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"rollbook/model"
)

// Hub is a server, or three, that desks publish their logs to and follow: NATS with
// JetStream. HUB.md says how an office sets one up. The stream ROLLBOOK has a subject
// rollbook.NAME.REPLICA for each replica, to which that replica alone may publish; NAME is
// made from the register's id and does not tell it:
// its own edits, and those of others that it brought, as from a trainer's pack. Messages
// are sealed like files. The hub carries, it is no archive: what it loses is published
// again from the desks' logs.
type Hub struct {
	URL       string // "tls://hub.example.org"; several are separated by commas
	Creds     string // file with the credentials of this computer; empty: none
	CA        string // file with certificates to trust beside the system's; empty: none
	ConfigDir string // where this computer remembers how far it has read; empty: the user's configuration folder

	// Accept says yes to copies that are not known yet; nil says no, and what they published
	// waits where it lies.
	Accept func(model.Stranger) bool

	pace pace // zero: the usual one
}

const (
	streamName        = "ROLLBOOK"
	subjectPrefix     = "rollbook"
	messageOperations = 1000 // operations in a message at most: some 20 KB

	callTime  = 5 * time.Second  // for one call to the hub; after a server died it takes that long to choose another
	onceTime  = 30 * time.Second // for which Sync keeps trying
	retryTime = time.Second
)

// hubPace: what is done goes out after some seconds, so that marks taken one after the
// other travel together.
var hubPace = pace{settle: time.Second, batch: 5 * time.Second, look: time.Minute, patience: 45 * time.Second, again: 2 * time.Second}

// Sync takes in what is new on the hub and publishes what it lacks, once; for half a minute
// it tries again where the hub does not answer. What could be done is in the report, also
// beside an error. The errors have the codes EGone (the hub does not answer), EPermission
// (it does not accept the credentials, or does not let this replica write, or is not
// trusted), EInvalid (it is not set up as it must be, or the copy holds single activities
// only), EPassphrase and EForked as with Folder.Sync, and those of the register.
func (h Hub) Sync(ctx context.Context, r Register) (Report, error) {
	s, err := h.open(r)
	if err != nil {
		return Report{}, err
	}
	defer s.close()
	var total Report
	for until := time.Now().Add(onceTime); ; {
		report, err := s.round(ctx, giveAll)
		total.then(report)
		if err == nil || model.CodeOf(err) != model.EGone || time.Now().After(until) || !wait(ctx, retryTime) {
			return total, err
		}
	}
}

// Follow follows the hub until ctx ends, in rounds like Sync: when something is published
// there or done here, and every so often. Nothing that fails ends it. At the end it
// publishes what is left. It calls tell, in its own goroutine, with how things stand after
// every round. The error has code EInvalid where the copy of the register holds single
// activities only.
func (h Hub) Follow(ctx context.Context, r Register, tell func(Status)) error {
	s, err := h.open(r)
	if err != nil {
		return err
	}
	defer s.close()
	follow(ctx, r, s.hub.pace, s.heard, s.round, tell)
	return nil
}

// hubSession is a register that follows a hub: the connection, and what is remembered
// between rounds.
type hubSession struct {
	hub    Hub
	reg    Register
	own    model.ReplicaTag
	memory *hubMemory
	failed map[uint64]failedMessage // by sequence number
	absent absences
	heard  chan struct{} // something was published, or the connection is back

	link   link
	stream jetstream.Stream
	info   *jetstream.StreamInfo
	keys   Keys
	seal   Seal
	had    covered // what the hub had before this round, or before what it lost was published again
	report Report
}

// failedMessage is a message that could not be taken in.
type failedMessage struct {
	keys int // how many there were to open it with
	err  error
	own  bool // it claims to hold edits made here
}

func (h Hub) open(r Register) (*hubSession, error) {
	if err := whole(r); err != nil {
		return nil, err
	}
	if err := h.address(); err != nil {
		return nil, err
	}
	h.pace = h.pace.or(hubPace)
	h.pace.patience += rand.N(h.pace.patience) // so that not all desks bring what another did at once
	memory, err := h.recall(r)
	if err != nil {
		return nil, err
	}
	return &hubSession{hub: h, reg: r, own: r.Replica().Tag, memory: memory, failed: map[uint64]failedMessage{}, absent: absences{}, heard: make(chan struct{}, 1)}, nil
}

func (s *hubSession) close() { s.link.close() }

// subjects gives the subject of all replicas of the register.
func (s *hubSession) subjects() string { return subjectOf(s.reg.UID(), "*") }

// subject gives the one to which this replica publishes.
func (s *hubSession) subject() string { return subjectOf(s.reg.UID(), replicaText(s.own)) }

func subjectOf(register, replica string) string {
	return subjectPrefix + "." + hubName(register) + "." + replica
}

// hubName gives what a register is called on a hub: nobody learns its id from that.
func hubName(register string) string {
	sum := sha256.Sum256([]byte("rollbook on a hub\n" + register))
	return hex.EncodeToString(sum[:16])
}

// round takes in and gives once.
func (s *hubSession) round(ctx context.Context, g give) (Report, error) {
	s.report = Report{}
	err := s.work(ctx, g)
	for _, sequence := range slices.Sorted(maps.Keys(s.failed)) {
		s.report.skip(fmt.Sprintf("message %d", sequence), s.failed[sequence].err)
	}
	return s.report, s.hub.explain(err)
}

func (s *hubSession) work(ctx context.Context, g give) error {
	if err := s.link.connect(s.hub, s.subjects(), s.heard); err != nil {
		return err
	}
	if err := s.findStream(ctx); err != nil {
		return err
	}
	empty, err := s.empty(ctx)
	if err != nil {
		return err
	}
	if s.keys, s.seal, err = keysOf(ctx, s.reg, empty); err != nil {
		return err
	}
	if s.had == nil {
		s.had = maps.Clone(s.memory.Has)
	}
	if err := s.compare(ctx); err != nil {
		return err
	}
	err = s.takeAll(ctx)
	if err == nil {
		err = s.forked()
	}
	if err == nil {
		err = s.give(ctx, g)
	}
	return errors.Join(err, s.memory.save(ctx, s.reg))
}

// empty says whether the hub has nothing of this register.
func (s *hubSession) empty(ctx context.Context) (bool, error) {
	if s.info.State.Msgs == 0 {
		return true, nil
	}
	if keys, err := s.reg.Keys(ctx); err != nil || len(keys) > 0 {
		return false, err // it has keys, and nobody needs to know
	}
	var info *jetstream.StreamInfo
	err := s.link.call(ctx, func(ctx context.Context) (err error) {
		info, err = s.stream.Info(ctx, jetstream.WithSubjectFilter(s.subjects()))
		return err
	})
	return err == nil && len(info.State.Subjects) == 0, err
}

// forked gives the error where another copy of the register writes under this one's name:
// nothing more may be published then.
func (s *hubSession) forked() error {
	for _, f := range s.failed {
		if f.own && model.CodeOf(f.err) == model.EForked {
			return f.err
		}
	}
	return nil
}

// compare forgets what was read where the hub is no longer the one that it was read from:
// emptied, made anew, or put back to an older state.
func (s *hubSession) compare(ctx context.Context) error {
	if err := s.memory.check(ctx, s.reg); err != nil {
		return err
	}
	m, state := s.memory, s.info.State
	first := max(state.FirstSeq, 1)
	another := !m.Created.Equal(s.info.Created) || first != m.First || state.NumDeleted != m.Deleted || state.LastSeq < m.Read || state.LastSeq < m.Own
	if !another && m.Read > 0 && (state.LastSeq != m.Read || !state.LastTime.Equal(m.ReadTime)) {
		var at *jetstream.RawStreamMsg
		err := s.link.call(ctx, func(ctx context.Context) (err error) {
			at, err = s.stream.GetMsg(ctx, m.Read)
			return err
		})
		if err != nil && !errors.Is(err, jetstream.ErrMsgNotFound) {
			return err
		}
		another = err != nil || !at.Time.Equal(m.ReadTime)
	}
	if another {
		s.memory.forget()
		clear(s.failed)
		s.memory.Created, s.memory.First, s.memory.Deleted = s.info.Created, first, state.NumDeleted
	}
	return nil
}

// give publishes what the hub lacks, as far as asked.
func (s *hubSession) give(ctx context.Context, g give) error {
	heads, err := s.reg.Heads(ctx)
	if err != nil {
		return err
	}
	lacking := s.memory.Has.lacking(s.own, heads)
	for _, run := range lacking {
		if s.had.holds(run) && g != giveNothing {
			s.report.note("The hub had lost what was published; what this computer has was published again.")
		}
	}
	s.absent.see(lacking, time.Now())
	for i, run := range lacking {
		if !s.absent.due(g, run.Replica == s.own, run.Replica, s.hub.pace.patience) {
			s.report.ToGo += run.Last - run.First + 1
			continue
		}
		if err := s.publish(ctx, run); err != nil {
			for _, left := range lacking[i:] {
				s.report.ToGo += left.Last - left.First + 1
			}
			return err
		}
	}
	if g != giveNothing {
		s.had = nil
	}
	return nil
}

// publish publishes a run of operations, in as many messages as it takes.
func (s *hubSession) publish(ctx context.Context, run model.Run) error {
	first, err := logFrom(ctx, s.reg, run)
	if err != nil {
		return err
	}
	for first <= run.Last {
		last, err := s.publishSome(ctx, run, first)
		if err != nil || last < first {
			return err
		}
		first = last + 1
	}
	return nil
}

// publishSome publishes as many operations of a run, from the first given on, as a message
// holds, and gives the last of them. The message id keeps one that was acknowledged to
// nobody from being there twice; the expected sequence keeps two copies of a replica from
// publishing beside each other.
func (s *hubSession) publishSome(ctx context.Context, run model.Run, first int64) (last int64, err error) {
	var data bytes.Buffer
	var c model.Changes
	for limit := min(messageOperations, run.Last-first+1); ; limit /= 2 {
		if limit == 0 {
			return 0, model.Errorf(model.EInvalid, "An edit is larger than the hub takes (its max_payload is %d bytes). Ask whoever runs it to allow more.", s.link.payload())
		}
		if c, err = s.reg.Log(ctx, run.Replica, first-1, int(limit)); err != nil || c.Run.Last < c.Run.First {
			return 0, err
		}
		b, err := BundleOf(ctx, s.reg, c, "")
		if err != nil {
			return 0, err
		}
		data.Reset()
		if _, err := Write(&data, during(ctx, b), s.seal); err != nil {
			return 0, err
		}
		if data.Len() <= s.link.payload() {
			break
		}
	}
	id := fmt.Sprintf("%s.%s.%s.%d-%d.%d.%d", hubName(s.reg.UID()), replicaText(s.own), replicaText(run.Replica), c.Run.First, c.Run.Last, s.memory.Own, s.memory.First)
	var ack *jetstream.PubAck
	err = s.link.call(ctx, func(ctx context.Context) (err error) {
		ack, err = s.link.js.PublishMsg(ctx, &nats.Msg{Subject: s.subject(), Data: data.Bytes()}, jetstream.WithExpectStream(streamName),
			jetstream.WithExpectLastSequencePerSubject(s.memory.Own), jetstream.WithMsgID(id))
		return err
	})
	if err != nil {
		return 0, err
	}
	s.memory.Own = ack.Sequence
	s.memory.Has.add(c.Run)
	s.report.Written++
	s.report.Sent += c.Run.Last - c.Run.First + 1
	return c.Run.Last, nil
}

// explain says what is wrong with the hub, in words for people.
func (h Hub) explain(err error) error {
	if err == nil || errors.Is(err, context.Canceled) || model.CodeOf(err) != "" {
		return err
	}
	say := func(code model.Code, format string, args ...any) error {
		return &model.Error{Code: code, Err: err, Message: fmt.Sprintf(format, args...)}
	}
	var api *jetstream.APIError
	switch {
	case untrusted(err):
		return say(model.EPermission, "The hub %s is not trusted: %v. Ask whoever runs it for its certificate.", h.names(), err)
	case errors.Is(err, nats.ErrAuthorization) || errors.Is(err, nats.ErrAuthExpired) || errors.Is(err, nats.ErrAuthRevoked) || errors.Is(err, nats.ErrAccountAuthExpired):
		return say(model.EPermission, "The hub %s does not accept the credentials. Ask whoever runs it for new ones.", h.names())
	case errors.Is(err, jetstream.ErrJetStreamNotEnabled) || errors.Is(err, jetstream.ErrJetStreamNotEnabledForAccount):
		return say(model.EInvalid, "JetStream is not on at the hub %s. rollbookctl hub check tells what it lacks.", h.names())
	case errors.As(err, &api) && api.Code == 400 && !wrongLast(api):
		return say(model.EInvalid, "The hub %s refuses: %s. rollbookctl hub check tells what it lacks.", h.names(), api.Description)
	}
	return say(model.EGone, "The hub %s does not answer. What is new here goes out when it does.", h.names())
}

// address says what is wrong with the URL.
func (h Hub) address() error {
	for one := range strings.SplitSeq(h.URL, ",") {
		u, err := url.Parse(strings.TrimSpace(one))
		if err != nil || u.Host == "" || !slices.Contains([]string{"tls", "nats", "wss", "ws"}, u.Scheme) {
			return model.Errorf(model.EInvalid, "%s is not the address of a hub; one looks like tls://hub.example.org.", h.names())
		}
	}
	return nil
}

// names gives the URL without what may be secret in it.
func (h Hub) names() string {
	var names []string
	for one := range strings.SplitSeq(h.URL, ",") {
		if i := strings.LastIndex(one, "@"); i >= 0 {
			one = one[i+1:]
		}
		names = append(names, strings.TrimSpace(one))
	}
	return strings.Join(names, ", ")
}
