package main

import (
	"encoding/json"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"rollbook/ui/kit"
)

// Programs that run find each other in a folder of their user's: each listens at a socket
// there, named after its process. A program that is started with a register asks the others
// whether one has it open, and leaves it to that one.

const (
	socketEnding = ".window"
	// answerTime is how long a window may take to answer, for example while it draws.
	answerTime = 5 * time.Second
)

// meetingPlace is the folder of the sockets; "" where the user has none of their own.
func meetingPlace() string {
	dir, err := os.UserConfigDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "rollbook", "windows")
}

// handOver asks the programs that run to take what was opened, and says whether one did.
func handOver(folder string, o opened) bool {
	sockets, err := filepath.Glob(filepath.Join(folder, "*"+socketEnding))
	if err != nil || len(sockets) == 0 {
		return false
	}
	yieldForeground()
	for _, socket := range sockets {
		taken, err := ask(socket, o)
		if err != nil {
			_ = os.Remove(socket) // of a program that was killed; a living one's next start makes it anew
		}
		if taken {
			return true
		}
	}
	return false
}

// ask asks the program at a socket; the error says that there is none.
func ask(socket string, o opened) (taken bool, err error) {
	conn, err := net.DialTimeout("unix", socket, answerTime)
	if err != nil {
		return false, err
	}
	defer conn.Close()
	// A program that does not answer has not taken it: then the register is found locked,
	// and people are told who has it.
	if conn.SetDeadline(time.Now().Add(answerTime)) != nil || json.NewEncoder(conn).Encode(o) != nil || json.NewDecoder(conn).Decode(&taken) != nil {
		return false, nil
	}
	return taken, nil
}

// listen lets other programs ask this one, until leave is called.
func listen(folder string, answer func(opened) (taken bool)) (leave func(), err error) {
	leave = func() {}
	if folder == "" {
		return leave, fmt.Errorf("there is no folder for the user’s configuration")
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return leave, err
	}
	socket := filepath.Join(folder, strconv.Itoa(os.Getpid())+socketEnding)
	if err := os.Remove(socket); err != nil && !os.IsNotExist(err) { // of an earlier process of this number
		return leave, err
	}
	l, err := net.Listen("unix", socket)
	if err != nil {
		return leave, err
	}
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return // it was left
			}
			go kit.Safely("answering another start of the program", func() { reply(conn, answer) })
		}
	}()
	return func() { _ = l.Close() }, nil // takes the socket away
}

// reply answers one question.
func reply(conn net.Conn, answer func(opened) bool) {
	defer conn.Close()
	var o opened
	if conn.SetDeadline(time.Now().Add(answerTime)) != nil || json.NewDecoder(conn).Decode(&o) != nil {
		return
	}
	_ = json.NewEncoder(conn).Encode(answer(o)) // who asked may have gone
}
