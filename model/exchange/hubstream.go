package exchange

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"rollbook/model"
)

// dedupe is for how long the hub tells a message that it was sent already.
const dedupe = 10 * time.Minute

// streamConfig is how the stream must be set.
func streamConfig(replicas int) jetstream.StreamConfig {
	return jetstream.StreamConfig{
		Name: streamName, Description: "The logs of Rollbook's registers", Subjects: []string{subjectPrefix + ".*.*"},
		Retention: jetstream.LimitsPolicy, Discard: jetstream.DiscardNew, Storage: jetstream.FileStorage, Replicas: replicas,
		MaxMsgs: -1, MaxBytes: -1, MaxMsgsPerSubject: -1, Duplicates: dedupe,
	}
}

// streamFaults says what is wrong with a stream's settings; nothing where all is right.
func streamFaults(c jetstream.StreamConfig) (wrong []string) {
	if !slices.Equal(c.Subjects, streamConfig(1).Subjects) {
		wrong = append(wrong, fmt.Sprintf("its subjects are %s and must be %s", strings.Join(c.Subjects, " "), streamConfig(1).Subjects[0]))
	}
	if c.MaxMsgs > 0 || c.MaxBytes > 0 || c.MaxAge > 0 || c.MaxMsgsPerSubject > 0 {
		wrong = append(wrong, "it drops old messages; remove its limits of number, size and age")
	}
	if c.Retention != jetstream.LimitsPolicy {
		wrong = append(wrong, "it drops what was read; its retention must be “limits”")
	}
	if c.Storage != jetstream.FileStorage {
		wrong = append(wrong, "it is kept in memory only; its storage must be “file”")
	}
	return wrong
}

// findStream finds the stream, and makes it where there is none and that is allowed.
func (s *hubSession) findStream(ctx context.Context) error {
	err := s.link.call(ctx, func(ctx context.Context) (err error) {
		s.stream, err = s.link.js.Stream(ctx, streamName)
		return err
	})
	if errors.Is(err, jetstream.ErrStreamNotFound) {
		s.stream, err = s.link.makeStream(ctx)
		if model.CodeOf(err) == model.EPermission {
			return &model.Error{Code: model.EPermission, Err: err, Message: "The hub has no stream " + streamName + ", and these credentials may not make one. Ask whoever runs it to run rollbookctl hub check with credentials that may."}
		}
	}
	if err != nil {
		return err
	}
	s.info = s.stream.CachedInfo()
	if wrong := streamFaults(s.info.Config); len(wrong) > 0 {
		return model.Errorf(model.EInvalid, "The stream %s of the hub is not set as it must be: %s.", streamName, strings.Join(wrong, "; "))
	}
	return nil
}

// makeStream makes the stream: on three servers, or where there are fewer on one.
func (l *link) makeStream(ctx context.Context) (stream jetstream.Stream, err error) {
	for _, replicas := range []int{3, 1} {
		err = l.call(ctx, func(ctx context.Context) (err error) {
			stream, err = l.js.CreateStream(ctx, streamConfig(replicas))
			return err
		})
		var api *jetstream.APIError
		if !errors.As(err, &api) || !tooFewServers(api) {
			break
		}
		if l.conn.ConnectedClusterName() != "" && len(l.conn.Servers()) > 2 {
			break // one of three is away: it comes back
		}
	}
	return stream, err
}

// tooFewServers says whether the hub has fewer servers than the stream should have.
func tooFewServers(err *jetstream.APIError) bool {
	return err.ErrorCode == 10074 || err.ErrorCode == 10005 || err.ErrorCode == 10023 // not clustered; no suitable peers; insufficient resources
}

// wrongLast says whether a message was refused because another was published on the
// subject in the meantime: the one whose acknowledgement was lost, or another copy's.
func wrongLast(err *jetstream.APIError) bool {
	return err.ErrorCode == jetstream.JSErrCodeStreamWrongLastSequence || err.ErrorCode == jetstream.JSErrCodeStreamWrongLastSequenceConstant
}

// fetched is how many messages are asked for at a time.
const fetched = 200

// takeAll takes in the messages that are new, and tries again what could not be. A message
// that cannot be taken in stops no other.
func (s *hubSession) takeAll(ctx context.Context) error {
	if err := s.again(ctx); err != nil {
		return err
	}
	if s.info.State.LastSeq <= s.memory.Read {
		return nil
	}
	var consumer jetstream.Consumer
	if err := s.link.call(ctx, func(ctx context.Context) (err error) {
		consumer, err = s.stream.CreateConsumer(ctx, jetstream.ConsumerConfig{AckPolicy: jetstream.AckNonePolicy, DeliverPolicy: jetstream.DeliverByStartSequencePolicy,
			OptStartSeq: s.memory.Read + 1, FilterSubject: s.subjects(), InactiveThreshold: 30 * time.Second, MemoryStorage: true, Replicas: 1})
		return err
	}); err != nil {
		return err
	}
	defer s.link.call(context.WithoutCancel(ctx), func(ctx context.Context) error { // else the hub forgets it by itself
		return s.stream.DeleteConsumer(ctx, consumer.CachedInfo().Name)
	})
	saved := time.Now()
	for pending, count := consumer.CachedInfo().NumPending, uint64(0); pending > 0; {
		if err := ctx.Err(); err != nil {
			return err
		}
		var err error
		if pending, count, err = s.fetch(ctx, consumer, count); err != nil {
			return err
		}
		if time.Since(saved) > saveEvery {
			if err := s.memory.save(ctx, s.reg); err != nil {
				return err
			}
			saved = time.Now()
		}
	}
	return nil
}

// errGap is that messages did not come in order; they are asked for again.
var errGap = errors.New("messages did not come in order")

// fetch takes in the messages that come with one request, and gives how many are left and
// how many came so far.
func (s *hubSession) fetch(ctx context.Context, consumer jetstream.Consumer, count uint64) (pending, counted uint64, err error) {
	batch, err := consumer.Fetch(fetched, jetstream.FetchMaxWait(callTime))
	if err != nil {
		return 0, 0, err
	}
	began := count
	for message := range batch.Messages() {
		meta, err := message.Metadata()
		if err != nil {
			return 0, 0, err
		}
		if meta.Sequence.Consumer != count+1 {
			return 0, 0, errGap
		}
		count++
		if err := s.take(ctx, message.Subject(), meta.Sequence.Stream, message.Data()); err != nil {
			return 0, 0, err
		}
		s.memory.Read, s.memory.ReadTime = meta.Sequence.Stream, meta.Timestamp
		if pending = meta.NumPending; pending == 0 {
			return 0, count, nil
		}
	}
	if err := batch.Error(); err != nil || count == began {
		return 0, 0, errors.Join(err, errGap)
	}
	return pending, count, nil
}

// take takes in one message, or notes why it cannot be. An error is about this computer.
func (s *hubSession) take(ctx context.Context, subject string, sequence uint64, data []byte) error {
	publisher, ours := publisherOf(subject)
	ours = ours && publisher == s.own
	if ours && sequence <= s.memory.Own {
		return nil // published from here, and acknowledged
	}
	own := ours
	b, err := Read(bytes.NewReader(data), s.keys)
	if err == nil {
		var runs []model.Run
		var out model.Outcome
		runs, out, err = takeIn(ctx, s.reg, b, s.hub.Accept)
		own = own || holdsOf(runs, s.own)
		if err == nil {
			s.report.took(out)
			s.memory.Has.add(runs...)
		}
	}
	switch {
	case err == nil:
		delete(s.failed, sequence)
	case theirs(err):
		s.failed[sequence] = failedMessage{len(s.keys.Identities), err, own}
	default:
		return err
	}
	s.memory.skip(sequence, err != nil)
	if ours {
		s.memory.Own = max(s.memory.Own, sequence)
	}
	return nil
}

// publisherOf gives who published a message, as the hub lets it be said.
func publisherOf(subject string) (model.ReplicaTag, bool) {
	tag, err := strconv.ParseInt(subject[strings.LastIndexByte(subject, '.')+1:], 16, 64)
	return model.ReplicaTag(tag), err == nil
}

// again tries once more what could not be taken in: since the program was opened, or with
// other keys than now.
func (s *hubSession) again(ctx context.Context) error {
	for _, sequence := range slices.Clone(s.memory.Skipped) {
		if failed, ok := s.failed[sequence]; ok && failed.keys == len(s.keys.Identities) && !mayBeTrusted(failed.err) {
			continue
		}
		var message *jetstream.RawStreamMsg
		err := s.link.call(ctx, func(ctx context.Context) (err error) {
			message, err = s.stream.GetMsg(ctx, sequence)
			return err
		})
		switch {
		case errors.Is(err, jetstream.ErrMsgNotFound):
			s.memory.skip(sequence, false)
		case err != nil:
			return err
		default:
			if err := s.take(ctx, message.Subject, sequence, message.Data); err != nil {
				return err
			}
		}
	}
	return nil
}
