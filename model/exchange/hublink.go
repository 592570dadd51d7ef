package exchange

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"rollbook/model"
	"rollbook/model/disk"
)

// link is the connection to a hub.
type link struct {
	conn *nats.Conn
	js   jetstream.JetStream

	mu   sync.Mutex
	stop context.CancelCauseFunc // ends the call that is under way
}

// connect connects where there is no connection, and waits a little for one that was lost.
// What is published on subjects, and a connection that is back, is passed on to heard.
func (l *link) connect(h Hub, subjects string, heard chan<- struct{}) error {
	if l.conn != nil && !l.conn.IsClosed() {
		for until := time.Now().Add(callTime / 2); !l.conn.IsConnected(); time.Sleep(20 * time.Millisecond) {
			if time.Now().After(until) {
				return nats.ErrDisconnected
			}
		}
		return nil
	}
	options, err := h.options()
	if err != nil {
		return err
	}
	hear := func() {
		select {
		case heard <- struct{}{}:
		default:
		}
	}
	options = append(options, nats.ErrorHandler(l.problem), nats.ReconnectHandler(func(*nats.Conn) { hear() }))
	conn, err := nats.Connect(h.URL, options...)
	if err != nil {
		return err
	}
	js, err := jetstream.New(conn)
	if err == nil {
		// Only to hear of news at once; where that is not allowed, looking every minute must do.
		_, err = conn.Subscribe(subjects, func(*nats.Msg) { hear() })
	}
	if err != nil {
		conn.Close()
		return err
	}
	l.conn, l.js = conn, js
	return nil
}

// options are those of every connection to the hub.
func (h Hub) options() ([]nats.Option, error) {
	options := []nats.Option{nats.Name("Rollbook"), nats.Timeout(callTime), nats.MaxReconnects(-1), nats.ReconnectWait(time.Second),
		nats.ReconnectJitter(500*time.Millisecond, 500*time.Millisecond), nats.PingInterval(20 * time.Second), nats.MaxPingsOutstanding(2)}
	if h.CA != "" {
		if err := disk.IsFile(h.CA); err != nil {
			return nil, err
		}
		options = append(options, nats.RootCAs(h.CA))
	}
	if h.Creds == "" {
		return options, nil
	}
	if err := disk.IsFile(h.Creds); err != nil { // the client reads it again and again
		return nil, err
	}
	text, err := os.ReadFile(h.Creds)
	if err != nil {
		return nil, disk.Explain(h.Creds, err)
	}
	if strings.Contains(string(text), "USER JWT") {
		return append(options, nats.UserCredentials(h.Creds)), nil
	}
	key, err := nats.NkeyOptionFromSeed(h.Creds)
	if err != nil {
		return nil, &model.Error{Code: model.EInvalid, Err: err, Message: h.Creds + " holds no credentials for a hub."}
	}
	return append(options, key), nil
}

func (l *link) close() {
	if l.conn != nil {
		l.conn.Close()
	}
}

// payload gives how many bytes a message may have.
func (l *link) payload() int { return int(l.conn.MaxPayload()) - 4096 } // headers count too

// problem hears what the hub says outside of answers: that something is not allowed.
func (l *link) problem(_ *nats.Conn, _ *nats.Subscription, err error) {
	if !errors.Is(err, nats.ErrPermissionViolation) || !strings.Contains(err.Error(), "Publish") {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.stop != nil {
		l.stop(&notAllowed{err})
	}
}

// notAllowed is that the hub does not let these credentials do something.
type notAllowed struct{ error }

func (e *notAllowed) Unwrap() error { return e.error }

// call makes one call to the hub, within the time for one. What the hub does not allow is
// an error with code EPermission at once.
func (l *link) call(ctx context.Context, do func(context.Context) error) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	limited, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	l.mu.Lock()
	l.stop = stop
	l.mu.Unlock()
	err := do(limited)
	l.mu.Lock()
	l.stop = nil
	l.mu.Unlock()
	var no *notAllowed
	if err != nil && errors.As(context.Cause(ctx), &no) {
		return &model.Error{Code: model.EPermission, Err: no, Message: "The hub does not allow these credentials what this computer must do: " + violation(no) + ". Ask whoever runs it to add what rollbookctl hub user prints."}
	}
	return err
}

// violation gives what is not allowed, as the server puts it.
func violation(err error) string {
	text := err.Error()
	if i := strings.LastIndex(text, "for "); i >= 0 {
		text = text[i+len("for "):]
	}
	return text
}

// untrusted says whether the two sides could not agree that the line is safe.
func untrusted(err error) bool {
	var certificate *tls.CertificateVerificationError
	var authority x509.UnknownAuthorityError
	var host x509.HostnameError
	var record tls.RecordHeaderError
	return errors.As(err, &certificate) || errors.As(err, &authority) || errors.As(err, &host) || errors.As(err, &record) ||
		errors.Is(err, nats.ErrSecureConnRequired) || errors.Is(err, nats.ErrSecureConnWanted)
}
