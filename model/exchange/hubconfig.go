package exchange

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/nats-io/nkeys"

	"rollbook/model"
	"rollbook/model/disk"
)

// HubServer is one of the servers of a hub, as its configuration describes it.
type HubServer struct {
	Name   string   // its own among the servers; empty: given when it is started
	Listen string   // address for desks, "0.0.0.0:4222"
	Peers  string   // address for the other servers, "0.0.0.0:6222"; empty: it is the only one
	Routes []string // the servers' addresses for one another, "hub1.example.org:6222"
	Store  string   // folder of its data
	Cert   string   // files of its certificate, its key and the authority that signed it
	Key    string
	CA     string
	Users  []HubUser
}

// HubUser is what a computer may do on a hub.
type HubUser struct {
	Key      string // public key of its credentials, "U…"
	Register string // UID
	Replica  model.Replica
}

// Config gives the file that nats-server reads.
func (s HubServer) Config() string {
	var b strings.Builder
	put := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	tls := func(indent string) {
		put("%stls {\n%s  cert_file: %q\n%s  key_file: %q\n%s  ca_file: %q", indent, indent, s.Cert, indent, s.Key, indent, s.CA)
	}
	if s.Name != "" {
		put("server_name: %q", s.Name)
	}
	put("listen: %q", s.Listen)
	put("max_payload: 1MB\n")
	put("jetstream {\n  store_dir: %q\n  sync_interval: always   # an acknowledged edit is on disk\n}\n", s.Store)
	tls("")
	put("}\n")
	if s.Peers != "" {
		put("cluster {\n  name: rollbook\n  listen: %q", s.Peers)
		put("  routes: [")
		for _, route := range s.Routes {
			put("    %q", "nats-route://"+route)
		}
		put("  ]")
		tls("  ")
		put("    verify: true          # the servers know one another by their certificates\n  }\n}\n")
	}
	put("accounts {\n  OFFICE {\n    jetstream: enabled\n    users: [")
	for _, user := range s.Users {
		put("%s", user.Config())
	}
	put("    ]\n  }\n}")
	return b.String()
}

// Config gives the lines about a user in the servers' configuration: the replica may write
// its own subject, read its register's, and make the stream where there is none.
func (u HubUser) Config() string {
	publish := []string{subjectOf(u.Register, replicaText(u.Replica.Tag)), "$JS.API.INFO",
		"$JS.API.STREAM.INFO." + streamName, "$JS.API.STREAM.CREATE." + streamName, "$JS.API.STREAM.MSG.GET." + streamName,
		"$JS.API.CONSUMER.CREATE." + streamName + ".>", "$JS.API.CONSUMER.MSG.NEXT." + streamName + ".>", "$JS.API.CONSUMER.DELETE." + streamName + ".>"}
	subscribe := []string{"_INBOX.>", subjectOf(u.Register, "*")}
	return fmt.Sprintf("      { # %s\n        nkey: %s\n        permissions {\n          publish: [ %s ]\n          subscribe: [ %s ]\n        }\n      }",
		strings.Join(strings.Fields(u.Replica.Name), " "), u.Key, quoted(publish), quoted(subscribe))
}

func quoted(subjects []string) string {
	var all []string
	for _, s := range subjects {
		all = append(all, fmt.Sprintf("%q", s))
	}
	return strings.Join(all, ", ")
}

// HubCredentials gives the public key of the credentials in a file, and makes them where
// there is no such file. They are a secret of this computer's; only the public key goes to
// whoever runs the hub. The errors have the codes EInvalid (the file holds something else)
// and EPermission.
func HubCredentials(path string) (public string, err error) {
	text, err := disk.ReadSmall(path)
	if errors.Is(err, os.ErrNotExist) {
		return newCredentials(path)
	}
	if err != nil {
		return "", disk.Explain(path, err)
	}
	pair, err := nkeys.ParseDecoratedUserNKey(text)
	if err != nil {
		return "", &model.Error{Code: model.EInvalid, Err: err, Message: path + " holds no credentials for a hub. Name a file that is not there yet, to have them made."}
	}
	return pair.PublicKey()
}

func newCredentials(path string) (public string, err error) {
	pair, err := nkeys.CreateUser()
	if err != nil {
		return "", err
	}
	seed, err := pair.Seed()
	if err != nil {
		return "", err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return "", disk.Explain(path, err)
	}
	_, err = fmt.Fprintf(f, "%s\n", seed)
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return "", disk.Explain(path, err)
	}
	return pair.PublicKey()
}
