package exchange_test

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"rollbook/model/exchange"
)

// hubConfigEnv names the configuration of the server that this test binary runs when it is
// started as one.
const hubConfigEnv = "ROLLBOOK_TEST_HUB"

// TestServeHub is no test: it is what a server of a hub runs, in a process that can be
// killed.
func TestServeHub(t *testing.T) {
	config := os.Getenv(hubConfigEnv)
	if config == "" {
		t.Skip("started by other tests, as a server")
	}
	options, err := server.ProcessConfigFile(config)
	must(t, err)
	options.LogFile, options.NoSigs = config+".log", false
	s, err := server.NewServer(options)
	must(t, err)
	s.ConfigureLogger()
	s.Start()
	s.WaitForShutdown()
}

// hubServers are the servers of a hub, as processes on this computer, with TLS and a user
// for each desk.
type hubServers struct {
	t     testing.TB
	dir   string
	urls  []string
	mu    sync.Mutex
	alive map[int]*exec.Cmd
}

// serveHub starts a hub of one server or three, for desks.
func serveHub(t testing.TB, servers int, all ...*desk) *hubServers {
	t.Helper()
	h := certifiedHub(t)
	users := []string{adminUser(t, h.creds("admin"))}
	for _, d := range all {
		users = append(users, userOf(t, h, d).Config())
	}
	var listen, routes []string
	for range servers {
		listen, routes = append(listen, freeAddress(t)), append(routes, freeAddress(t))
	}
	for i := range servers {
		one := h.server(i, listen[i])
		if servers > 1 {
			one.Peers, one.Routes = routes[i], routes
		}
		config := strings.Replace(one.Config(), "users: [", "users: [\n"+strings.Join(users, "\n"), 1)
		must(t, os.WriteFile(h.config(i), []byte(config), 0o600))
	}
	h.startAll()
	return h
}

// certifiedHub prepares a hub whose servers have a certificate and are not there yet.
func certifiedHub(t testing.TB) *hubServers {
	if testing.Short() {
		t.Skip("starts servers")
	}
	h := &hubServers{t: t, dir: t.TempDir(), alive: map[int]*exec.Cmd{}}
	certify(t, h.dir)
	t.Cleanup(func() {
		h.killAll()
		if t.Failed() {
			h.showLogs()
		}
	})
	return h
}

// server describes a server, and adds its address to those of the hub.
func (h *hubServers) server(i int, listen string) exchange.HubServer {
	h.urls = append(h.urls, "tls://"+listen)
	return exchange.HubServer{Name: fmt.Sprintf("hub-%d", i+1), Listen: listen, Store: filepath.Join(h.dir, fmt.Sprintf("data-%d", i+1)),
		Cert: filepath.Join(h.dir, "hub.crt"), Key: filepath.Join(h.dir, "hub.key"), CA: filepath.Join(h.dir, "ca.crt")}
}

func userOf(t testing.TB, h *hubServers, d *desk) exchange.HubUser {
	key, err := exchange.HubCredentials(h.creds(d.replica.UID))
	must(t, err)
	return exchange.HubUser{Key: key, Register: d.uid, Replica: d.replica}
}

// adminUser may do everything: it plays whoever runs the hub.
func adminUser(t testing.TB, creds string) string {
	key, err := exchange.HubCredentials(creds)
	must(t, err)
	return "      { nkey: " + key + " }"
}

func (h *hubServers) config(i int) string {
	return filepath.Join(h.dir, fmt.Sprintf("hub-%d.conf", i+1))
}
func (h *hubServers) creds(name string) string { return filepath.Join(h.dir, name+".creds") }
func (h *hubServers) hub(d *desk) exchange.Hub { return h.as(d.replica.UID, d) }
func (h *hubServers) running() (indices []int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for i := range h.alive {
		indices = append(indices, i)
	}
	slices.Sort(indices)
	return indices
}

// as gives the hub for somebody with the credentials of another.
func (h *hubServers) as(creds string, d *desk) exchange.Hub {
	return exchange.Hub{URL: strings.Join(h.urls, ","), Creds: h.creds(creds), CA: filepath.Join(h.dir, "ca.crt"), ConfigDir: filepath.Join(h.dir, "config-"+d.replica.Name)}
}

func (h *hubServers) start(i int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	cmd := exec.Command(os.Args[0], "-test.run=^TestServeHub$")
	cmd.Env = append(os.Environ(), hubConfigEnv+"="+h.config(i))
	must(h.t, cmd.Start())
	h.alive[i] = cmd
}

func (h *hubServers) startAll() {
	for i := range h.urls {
		if !slices.Contains(h.running(), i) {
			h.start(i)
		}
	}
}

// kill ends a server as a power cut would.
func (h *hubServers) kill(i int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if cmd := h.alive[i]; cmd != nil {
		_ = cmd.Process.Kill() // that it is gone already is no failure
		_ = cmd.Wait()
		delete(h.alive, i)
	}
}

func (h *hubServers) killAll() {
	for _, i := range h.running() {
		h.kill(i)
	}
}

func (h *hubServers) showLogs() {
	for i := range h.urls {
		log, err := os.ReadFile(h.config(i) + ".log")
		lines := bytes.Split(log, []byte("\n"))
		h.t.Logf("server %d: %v\n%s", i+1, err, bytes.Join(lines[max(0, len(lines)-25):], []byte("\n")))
	}
}

// admin does something as whoever runs the hub, as soon as it answers.
func (h *hubServers) admin(do func(context.Context, jetstream.JetStream) error) {
	h.t.Helper()
	key, err := nats.NkeyOptionFromSeed(h.creds("admin"))
	must(h.t, err)
	conn, err := nats.Connect(strings.Join(h.urls, ","), key, nats.RootCAs(filepath.Join(h.dir, "ca.crt")), nats.RetryOnFailedConnect(true), nats.ReconnectWait(100*time.Millisecond))
	must(h.t, err)
	defer conn.Close()
	js, err := jetstream.New(conn)
	must(h.t, err)
	ctx, stop := context.WithTimeout(context.Background(), time.Minute)
	defer stop()
	for err = do(ctx, js); err != nil && ctx.Err() == nil; err = do(ctx, js) {
		time.Sleep(100 * time.Millisecond)
	}
	must(h.t, err)
}

func freeAddress(t testing.TB) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	defer l.Close()
	return l.Addr().String()
}

// certify makes an authority, and a certificate for servers on this computer.
func certify(t testing.TB, dir string) {
	issue := func(name string, template, parent *x509.Certificate, signer *ecdsa.PrivateKey) (*x509.Certificate, *ecdsa.PrivateKey) {
		key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		must(t, err)
		if signer == nil {
			signer, parent = key, template
		}
		template.NotBefore, template.NotAfter = time.Now().Add(-time.Hour), time.Now().Add(time.Hour)
		template.Subject = pkix.Name{CommonName: name}
		der, err := x509.CreateCertificate(rand.Reader, template, parent, &key.PublicKey, signer)
		must(t, err)
		cert, err := x509.ParseCertificate(der)
		must(t, err)
		private, err := x509.MarshalPKCS8PrivateKey(key)
		must(t, err)
		must(t, os.WriteFile(filepath.Join(dir, name+".crt"), pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o600))
		must(t, os.WriteFile(filepath.Join(dir, name+".key"), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private}), 0o600))
		return cert, key
	}
	ca, key := issue("ca", &x509.Certificate{SerialNumber: big.NewInt(1), IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign}, nil, nil)
	issue("hub", &x509.Certificate{SerialNumber: big.NewInt(2), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, DNSNames: []string{"localhost"},
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth}}, ca, key)
}
