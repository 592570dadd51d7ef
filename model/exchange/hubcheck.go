package exchange

import (
	"context"
	"crypto/rand"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"slices"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"rollbook/model"
)

// Verdict says what was found of one thing that was looked at.
type Verdict string

// The verdicts of Check.
const (
	Right    Verdict = "right"
	Doubtful Verdict = "doubtful" // it works, and could be better or cannot be known from here
	Wrong    Verdict = "wrong"    // desks cannot exchange by it, or not safely
)

// Finding is what was found of one thing.
type Finding struct {
	Verdict Verdict
	Text    string
}

// farOff is a difference between clocks that people should know of.
const farOff = 2 * time.Minute

// leastPayload is the size of messages that a hub must take, in bytes.
const leastPayload = 256 << 10

// Check looks whether the hub is set up as it must be, and makes the stream where there is
// none. Given a register, which may be nil, it looks whether this replica may write there
// what it must. The errors are those of Sync: that it cannot be got at at all.
func (h Hub) Check(ctx context.Context, r Register) ([]Finding, error) {
	if err := h.address(); err != nil {
		return nil, err
	}
	c := &hubCheck{hub: h}
	defer c.link.close()
	err := c.do(ctx, r)
	return c.found, h.explain(err)
}

// hubCheck is a check that is under way.
type hubCheck struct {
	hub   Hub
	link  link
	found []Finding
}

func (c *hubCheck) find(v Verdict, format string, args ...any) {
	c.found = append(c.found, Finding{v, fmt.Sprintf(format, args...)})
}

func (c *hubCheck) do(ctx context.Context, r Register) error {
	subjects := subjectOf("check", "*")
	if r != nil {
		subjects = subjectOf(r.UID(), "*")
	}
	if err := c.link.connect(c.hub, subjects, make(chan struct{}, 1)); err != nil {
		return err
	}
	c.line()
	stream, err := c.stream(ctx)
	if err != nil {
		return err
	}
	if err := c.clock(ctx, stream); err != nil {
		return err
	}
	if err := c.reading(ctx, stream, subjects); err != nil {
		return err
	}
	if err := c.writing(ctx, r); err != nil {
		return err
	}
	c.find(Doubtful, "whether every server puts what it acknowledges on disk cannot be asked from here: in each one's configuration, jetstream must have “sync_interval: always”")
	return nil
}

// line looks at the connection and the servers.
func (c *hubCheck) line() {
	conn := c.link.conn
	c.find(Right, "%s answers: nats-server %s", conn.ConnectedUrlRedacted(), conn.ConnectedServerVersion())
	if state, err := conn.TLSConnectionState(); err == nil {
		c.find(Right, "the line is encrypted (%s)", tls.VersionName(state.Version))
	} else if loopback(conn.ConnectedAddr()) {
		c.find(Doubtful, "the line is not encrypted; it does not leave this computer")
	} else {
		c.find(Wrong, "the line is not encrypted; give the servers certificates and use tls:// in the address")
	}
	if n := conn.MaxPayload(); n < leastPayload {
		c.find(Wrong, "it takes messages of %d bytes at most; set max_payload to 1MB", n)
	}
	switch n := len(conn.Servers()); {
	case conn.ConnectedClusterName() == "":
		c.find(Doubtful, "it is one server; with three, one may fail and nothing waits")
	case n < 3:
		c.find(Doubtful, "%d of the cluster's servers are known; with three, one may fail and nothing waits", n)
	default:
		c.find(Right, "it is a cluster of %d servers", n)
	}
}

func loopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	return err == nil && net.ParseIP(host).IsLoopback()
}

// stream looks at JetStream and the stream, and makes it where there is none.
func (c *hubCheck) stream(ctx context.Context) (stream jetstream.Stream, err error) {
	err = c.link.call(ctx, func(ctx context.Context) (err error) {
		stream, err = c.link.js.Stream(ctx, streamName)
		return err
	})
	made := errors.Is(err, jetstream.ErrStreamNotFound)
	if made {
		stream, err = c.link.makeStream(ctx)
	}
	if err != nil {
		return nil, err
	}
	info := stream.CachedInfo()
	wrong := streamFaults(info.Config)
	for _, fault := range wrong {
		c.find(Wrong, "the stream %s is not set as it must be: %s", streamName, fault)
	}
	if len(wrong) == 0 {
		text := fmt.Sprintf("JetStream is on, and the stream %s is set as it must be (%d messages, %d KB)", streamName, info.State.Msgs, info.State.Bytes>>10)
		if made {
			text = "JetStream is on, and the stream " + streamName + ", which was not there, could be made"
		}
		c.find(Right, "%s", text)
	}
	c.copies(info)
	return stream, nil
}

// copies looks on how many servers the stream lies.
func (c *hubCheck) copies(info *jetstream.StreamInfo) {
	n := info.Config.Replicas
	if n < 3 {
		c.find(Doubtful, "the stream lies on %d server; on three (nats stream edit %s --replicas 3) one may be lost and nothing with it", n, streamName)
		return
	}
	if info.Cluster == nil {
		return
	}
	var behind []string
	for _, peer := range info.Cluster.Replicas {
		if peer.Offline || !peer.Current {
			behind = append(behind, peer.Name)
		}
	}
	if len(behind) > 0 {
		c.find(Doubtful, "the stream lies on %d servers, of which %s is away or behind", n, strings.Join(behind, " and "))
		return
	}
	c.find(Right, "the stream lies on %d servers, all of them up to date", n)
}

// clock compares the clocks.
func (c *hubCheck) clock(ctx context.Context, stream jetstream.Stream) error {
	var info *jetstream.StreamInfo
	began := time.Now()
	err := c.link.call(ctx, func(ctx context.Context) (err error) {
		info, err = stream.Info(ctx)
		return err
	})
	if err != nil {
		return err
	}
	took := time.Since(began)
	off := began.Add(took / 2).Sub(info.TimeStamp).Round(time.Second / 10)
	switch {
	case info.TimeStamp.IsZero():
		c.find(Doubtful, "the hub does not tell the time")
	case off.Abs() > farOff:
		c.find(Doubtful, "this computer's clock and the hub's are %v apart; set the one that is wrong", off.Abs())
	default:
		c.find(Right, "the clocks agree (within %v); an answer takes %v", max(off.Abs(), time.Second/10), took.Round(time.Millisecond))
	}
	return nil
}

// reading looks whether these credentials may read.
func (c *hubCheck) reading(ctx context.Context, stream jetstream.Stream, subjects string) error {
	err := c.link.call(ctx, func(ctx context.Context) error {
		consumer, err := stream.CreateConsumer(ctx, jetstream.ConsumerConfig{AckPolicy: jetstream.AckNonePolicy, FilterSubject: subjects, InactiveThreshold: 10 * time.Second, MemoryStorage: true, Replicas: 1})
		if err != nil {
			return err
		}
		batch, err := consumer.FetchNoWait(1)
		if err != nil {
			return err
		}
		for range batch.Messages() {
		}
		return stream.DeleteConsumer(ctx, consumer.CachedInfo().Name)
	})
	if model.CodeOf(err) == model.EPermission {
		c.find(Wrong, "these credentials may not read (%s)", violation(errors.Unwrap(err)))
		return nil
	}
	if err == nil {
		c.find(Right, "these credentials may read")
	}
	return err
}

// writing looks to which subjects these credentials may write: this replica's, and no
// other.
func (c *hubCheck) writing(ctx context.Context, r Register) error {
	if r != nil {
		own := subjectOf(r.UID(), replicaText(r.Replica().Tag))
		may, err := c.mayWrite(ctx, own)
		if err != nil {
			return err
		}
		if may {
			c.find(Right, "this computer may write its subject, %s", own)
		} else {
			c.find(Wrong, "this computer may not write its subject, %s; rollbookctl hub user prints what whoever runs the hub must add", own)
		}
	}
	may, err := c.mayWrite(ctx, subjectOf("check", strings.ToLower(rand.Text()[:8])))
	if err != nil {
		return err
	}
	if may {
		c.find(Doubtful, "these credentials may write under the name of any computer; give each its own")
	} else {
		c.find(Right, "these credentials may not write under the name of other computers")
	}
	return nil
}

// mayWrite says whether these credentials may write to a subject. It writes nothing: what
// is published expects another stream, which the hub refuses after it let it through.
func (c *hubCheck) mayWrite(ctx context.Context, subject string) (bool, error) {
	err := c.link.call(ctx, func(ctx context.Context) error {
		_, err := c.link.js.PublishMsg(ctx, &nats.Msg{Subject: subject}, jetstream.WithExpectStream(streamName+"-NONE"), jetstream.WithRetryAttempts(0))
		return err
	})
	var api *jetstream.APIError
	switch {
	case model.CodeOf(err) == model.EPermission:
		return false, nil
	case errors.As(err, &api):
		return true, nil
	case err == nil:
		return true, errors.New("the hub took what it must refuse")
	}
	return false, err
}

// Sound says whether nothing that was found is wrong.
func Sound(found []Finding) bool {
	return !slices.ContainsFunc(found, func(f Finding) bool { return f.Verdict == Wrong })
}
