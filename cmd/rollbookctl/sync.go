package main

import (
	"fmt"

	"rollbook/model"
	"rollbook/model/exchange"
	"rollbook/model/sqlite"
)

// syncCmd exchanges by a folder or a hub, once.
type syncCmd struct {
	register
	Folder string `xor:"by" required:"" help:"The folder that several computers see." placeholder:"DIR" type:"path"`
	Hub    string `xor:"by" required:"" help:"The hub's address; several servers are separated by commas." placeholder:"URL"`
	access
	accepting
}

// access is how a hub lets this computer in.
type access struct {
	Creds string `help:"The file with this computer's credentials for the hub." placeholder:"FILE" type:"path"`
	CA    string `name:"ca" help:"A file with certificates to trust beside the system's." placeholder:"FILE" type:"path"`
}

func (a access) hub(url string) exchange.Hub {
	return exchange.Hub{URL: url, Creds: a.Creds, CA: a.CA}
}

// Run does the command. What was taken in stays, also where something else failed.
func (c syncCmd) Run(s session) error {
	return c.change(s, func(reg *sqlite.Register) error {
		var report exchange.Report
		var err error
		if c.Folder != "" {
			report, err = exchange.Folder{Dir: c.Folder, Accept: c.says}.Sync(s.ctx, reg)
		} else {
			hub := c.hub(c.Hub)
			hub.Accept = c.says
			report, err = hub.Sync(s.ctx, reg)
		}
		if err == nil {
			err = report.Forked()
		}
		if err != nil {
			return err // and nothing that sounds as if it had been done
		}
		c.printReport(s, report)
		return c.nameStrangers(s, report.Strangers)
	})
}

// printReport tells what an exchange did, and beside it what people should know.
func (c syncCmd) printReport(s session, r exchange.Report) {
	for _, note := range r.Notes {
		fmt.Fprintln(s.messages, "rollbookctl:", note)
	}
	for _, skipped := range r.Skipped {
		fmt.Fprintf(s.messages, "rollbookctl: skipped %s: %s\n", skipped.Name, skipped.Err)
	}
	fmt.Fprintf(s.out, "came: %s\n", outcomeText(r.Came))
	switch {
	case r.Sent > 0:
		fmt.Fprintf(s.out, "went: %s\n", model.Counted(int(r.Sent), "change", "changes"))
	case r.ToGo == 0:
		fmt.Fprintln(s.out, "went: nothing new")
	}
	if r.ToGo > 0 {
		fmt.Fprintf(s.out, "waiting to go: %s\n", model.Counted(int(r.ToGo), "change", "changes"))
	}
	if r.Came.Met > 0 {
		fmt.Fprintf(s.messages, "rollbookctl: %s\n", metText(r.Came.Met, c.Reg))
	}
}

// hubCmd is about a hub.
type hubCmd struct {
	Check  hubCheckCmd  `cmd:"" help:"Tell whether a hub is set up as it must be."`
	Config hubConfigCmd `cmd:"" help:"Print the configuration of a hub's servers."`
	User   hubUserCmd   `cmd:"" help:"Print what a hub's servers must know of a register's computer."`
}

// hubCheckCmd tells whether a hub is right.
type hubCheckCmd struct {
	URL string `arg:"" help:"The hub's address; several servers are separated by commas."`
	access
	Register string `help:"Also whether this register's copy may write there." placeholder:"REG" type:"path"`
}

// Run does the command.
func (c hubCheckCmd) Run(s session) error {
	if c.Register == "" {
		return c.check(s, nil)
	}
	return register{c.Register}.read(s, func(reg *sqlite.Register) error { return c.check(s, reg) })
}

var verdictText = map[exchange.Verdict]string{exchange.Right: "right", exchange.Doubtful: "look", exchange.Wrong: "WRONG"}

func (c hubCheckCmd) check(s session, reg exchange.Register) error {
	found, err := c.hub(c.URL).Check(s.ctx, reg)
	for _, f := range found {
		fmt.Fprintf(s.out, "%-6s %s\n", verdictText[f.Verdict], f.Text)
	}
	if err == nil && !exchange.Sound(found) {
		fmt.Fprintln(s.messages, "rollbookctl: the hub is not set up as it must be")
		return errTold
	}
	return err
}

// hubConfigCmd prints what the servers of a hub need.
type hubConfigCmd struct {
	Hosts []string `arg:"" optional:"" help:"The names of the servers, where there is more than one."`
	Store string   `default:"/var/lib/rollbook-hub" help:"The folder of each server's data."`
	Certs string   `default:"/etc/rollbook-hub" help:"The folder of each server's hub.crt, hub.key and ca.crt."`
}

// Run does the command.
func (c hubConfigCmd) Run(s session) error {
	server := exchange.HubServer{Listen: "0.0.0.0:4222", Store: c.Store, Cert: c.Certs + "/hub.crt", Key: c.Certs + "/hub.key", CA: c.Certs + "/ca.crt"}
	fmt.Fprintln(s.out, "# The configuration of a Rollbook hub: nats-server --config hub.conf")
	if len(c.Hosts) > 1 {
		server.Peers = "0.0.0.0:6222"
		for _, host := range c.Hosts {
			server.Routes = append(server.Routes, host+":6222")
		}
		fmt.Fprintln(s.out, "# The same for each server, which is given its own name: nats-server --config hub.conf --name NAME")
	}
	fmt.Fprintln(s.out, "# Between the brackets of users belongs what rollbookctl hub user prints on each desk.")
	fmt.Fprintf(s.out, "\n%s\n", server.Config())
	return nil
}

// hubUserCmd prints what the servers must know of this computer.
type hubUserCmd struct {
	register
	Creds string `required:"" help:"The file with this computer's credentials; made where there is none." placeholder:"FILE" type:"path"`
}

// Run does the command.
func (c hubUserCmd) Run(s session) error {
	return c.read(s, func(reg *sqlite.Register) error {
		if reg.Partial() {
			return model.Errorf(model.EInvalid, "This copy holds single activities only and follows no hub.")
		}
		key, err := exchange.HubCredentials(c.Creds)
		if err != nil {
			return err
		}
		fmt.Fprintln(s.out, exchange.HubUser{Key: key, Register: reg.UID(), Replica: reg.Replica()}.Config())
		return nil
	})
}
