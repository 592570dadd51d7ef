package exchange_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/nats-io/jwt/v2"
	"github.com/nats-io/nkeys"

	"rollbook/model/exchange"
)

// TestCredentialsOfAnOperator holds that desks also use the .creds files that nsc makes,
// for servers that take users from an operator.
func TestCredentialsOfAnOperator(t *testing.T) {
	t.Parallel()
	all := desks(2)
	h := certifiedHub(t)
	operator, account, system := pair(t, nkeys.CreateOperator), pair(t, nkeys.CreateAccount), pair(t, nkeys.CreateAccount)
	operatorText, err := jwt.NewOperatorClaims(public(t, operator)).Encode(operator)
	must(t, err)
	claims := jwt.NewAccountClaims(public(t, account))
	claims.Limits.JetStreamLimits = jwt.JetStreamLimits{DiskStorage: jwt.NoLimit, MemoryStorage: jwt.NoLimit, Streams: jwt.NoLimit, Consumer: jwt.NoLimit}
	accountText, err := claims.Encode(operator)
	must(t, err)
	systemText, err := jwt.NewAccountClaims(public(t, system)).Encode(operator)
	must(t, err)
	config := h.server(0, freeAddress(t)).Config()
	config = config[:strings.Index(config, "accounts {")] + fmt.Sprintf("operator: %s\nsystem_account: %s\nresolver: MEMORY\nresolver_preload: { %[2]s: %s, %s: %s }\n",
		operatorText, public(t, system), systemText, public(t, account), accountText)
	must(t, os.WriteFile(h.config(0), []byte(config), 0o600))
	h.startAll()
	for _, d := range all {
		user := pair(t, nkeys.CreateUser)
		may := jwt.NewUserClaims(public(t, user))
		may.Pub.Allow.Add(exchange.SubjectOf(office, fmt.Sprintf("%08x", int64(d.replica.Tag))), "$JS.API.>")
		text, err := may.Encode(account)
		must(t, err)
		seed, err := user.Seed()
		must(t, err)
		creds, err := jwt.FormatUserConfig(text, seed)
		must(t, err)
		must(t, os.WriteFile(h.creds(d.replica.UID), creds, 0o600))
	}
	for range 2 {
		for _, d := range all {
			d.edit(3)
			syncHub(t, h, d)
		}
	}
	syncHub(t, h, all[0])
	agree(t, all...)
}

func pair(t *testing.T, create func() (nkeys.KeyPair, error)) nkeys.KeyPair {
	p, err := create()
	must(t, err)
	return p
}

func public(t *testing.T, p nkeys.KeyPair) string {
	key, err := p.PublicKey()
	must(t, err)
	return key
}
