// Command rollbookctl works on a register from a terminal or a script, with the words of
// the window. Its exit status is 0 when done, 1 when refused or failed (with one clear
// line on standard error), 2 when called wrongly. A command that fails leaves the
// register as it was.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"rollbook/model"
	"rollbook/model/exchange"
	"rollbook/model/mishap"
	"rollbook/model/publish"
	"rollbook/model/sqlite"
)

// cli is every command with its arguments.
type cli struct {
	New       newCmd       `cmd:"" help:"Make an empty register."`
	Sample    sampleCmd    `cmd:"" help:"Make a register full of invented data."`
	Import    importCmd    `cmd:"" help:"Read a list (XLSX or CSV) in."`
	Summary   summaryCmd   `cmd:"" help:"Print the Summary of a period."`
	List      listCmd      `cmd:"" help:"Print records."`
	Register  registerCmd  `cmd:"" help:"Register a person for an activity."`
	Mark      markCmd      `cmd:"" help:"Mark a person at a session."`
	Erase     eraseCmd     `cmd:"" help:"Erase a person's name and contacts, everywhere."`
	Report    reportCmd    `cmd:"" help:"Make a report: a document, a workbook, a presentation or lists."`
	Snapshot  snapshotCmd  `cmd:"" help:"Freeze the Summary of a period, to lay later figures beside it."`
	Check     checkCmd     `cmd:"" help:"Check that a register is sound."`
	Backup    backupCmd    `cmd:"" help:"Write a checked copy."`
	Restore   restoreCmd   `cmd:"" help:"Make a register from a backup."`
	Recover   recoverCmd   `cmd:"" help:"Make a new register of what can still be read of a damaged one."`
	History   historyCmd   `cmd:"" help:"Print who changed what, when."`
	Undo      undoCmd      `cmd:"" help:"Take a user action back."`
	Sync      syncCmd      `cmd:"" help:"Exchange by a folder or a hub, once."`
	Hub       hubCmd       `cmd:"" help:"Set up and check a hub."`
	Pack      packCmd      `cmd:"" help:"Make a pack for another computer."`
	Merge     mergeCmd     `cmd:"" help:"Merge packs, or make a register from one."`
	Copies    copiesCmd    `cmd:"" help:"Print the copies of a register that are known, say yes to one or shut one out."`
	Conflicts conflictsCmd `cmd:"" help:"Print edits that met, or decide one."`

	Version kong.VersionFlag `help:"Print Rollbook's version."`
}

// session is what every command works with.
type session struct {
	ctx      context.Context
	out      io.Writer // what was asked for
	messages io.Writer // what people are told beside
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // told again, it ends at once
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// exited is how kong says, by panicking, that it has printed its help and is done.
type exited int

// run does one command and gives its exit status.
func run(ctx context.Context, args []string, out, messages io.Writer) (status int) {
	defer func() {
		if e := recover(); e != nil {
			code, ok := e.(exited)
			if !ok { // what it was writing is not there: it is written whole or not at all
				fmt.Fprintln(messages, "rollbookctl:", mishap.Note("doing "+commandOf(args), e, debug.Stack()))
				code = 1
			}
			status = int(code)
		}
	}()
	var c cli
	parser, err := kong.New(&c, kong.Name("rollbookctl"), kong.Description("The register of an office, from a terminal."),
		kong.Writers(out, messages), kong.Exit(func(code int) { panic(exited(code)) }), kong.UsageOnError(), kong.Vars{"version": "rollbookctl " + model.Version, "reports": reportKinds(), "languages": strings.Join(publish.Languages(), ", "), "labels": strings.Join(publish.LabelNames(), "; ")})
	if err != nil {
		fmt.Fprintln(messages, "rollbookctl:", err)
		return 1
	}
	command, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintf(messages, "rollbookctl: %s (rollbookctl --help tells the commands)\n", err)
		return 2
	}
	err = command.Run(session{ctx, out, messages})
	switch {
	case errors.Is(err, errTold):
		return 1
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(messages, "rollbookctl: stopped; the register is as it was")
		return 1
	case err != nil:
		fmt.Fprintln(messages, "rollbookctl:", strings.ReplaceAll(err.Error(), "\n", " "))
		return 1
	}
	return 0
}

// commandOf gives a command's first word, which holds no names.
func commandOf(args []string) string {
	if len(args) == 0 {
		return "nothing"
	}
	return "“" + args[0] + "”"
}

// errTold fails a command that has told why already.
var errTold = errors.New("told")

// register is the argument of a command that works on one.
type register struct {
	Reg string `arg:"" name:"register" help:"The register's file." type:"path"`
}

// change opens the register for writing, does the work and closes it.
func (r register) change(s session, do func(*sqlite.Register) error) error {
	reg, err := sqlite.Open(s.ctx, r.Reg, sqlite.Options{})
	if err != nil {
		return err
	}
	if err := reg.ReadOnly(); err != nil {
		return errors.Join(err, reg.Close())
	}
	s.warn(reg)
	return errors.Join(do(reg), reg.Close())
}

// warn says what people should know of a register that was opened.
func (s session) warn(reg *sqlite.Register) {
	if says := reg.CopyWarning(); says != "" {
		fmt.Fprintln(s.messages, "rollbookctl:", says)
	}
}

// read opens the register for reading, which others need not know of.
func (r register) read(s session, do func(*sqlite.Register) error) error {
	reg, err := sqlite.Open(s.ctx, r.Reg, sqlite.Options{ReadOnly: true})
	if model.CodeOf(err) == model.EReadOnly { // an older Rollbook wrote it: it is changed first
		if err := r.change(s, func(*sqlite.Register) error { return nil }); err != nil {
			return err
		}
		reg, err = sqlite.Open(s.ctx, r.Reg, sqlite.Options{ReadOnly: true})
	}
	if err != nil {
		return err
	}
	s.warn(reg)
	return errors.Join(do(reg), reg.Close())
}

// newCmd makes an empty register.
type newCmd struct {
	register
	Office string `help:"The office's name."`
}

// Run does the command.
func (c newCmd) Run(s session) error {
	reg, err := sqlite.Create(s.ctx, c.Reg, model.Office{Name: c.Office}, sqlite.Options{})
	if err != nil {
		return err
	}
	_, err = exchange.EnsureKey(s.ctx, reg) // before there are copies, so that all have the same
	return errors.Join(err, reg.Close())
}
