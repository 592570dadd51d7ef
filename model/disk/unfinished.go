// Package disk holds what Rollbook does with files beside their contents: names for what is
// not whole yet, putting it in its place once it is, and what the system says against a
// file, in words.
package disk

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
)

// Files that are not whole yet bear names of their own: of the file they are to become, the
// computer and the process that writes them, and at random, so that two processes that
// write the same file do not meet, and what a process that was ended left is known as such
// and taken away by the next.

// thisProcess tells this process from one of the same number before it.
var thisProcess = func() string {
	var random [4]byte
	_, _ = rand.Read(random[:]) // it never fails on the systems Rollbook runs on
	return hex.EncodeToString(random[:])
}()

// thisHost tells this computer from others that write to the same folder.
var thisHost = func() string {
	name, _ := os.Hostname()
	sum := fnv.New32a()
	sum.Write([]byte(name))
	return fmt.Sprintf("%08x", sum.Sum32())
}()

// Unfinished gives a name for something that is being written beside what it becomes.
func Unfinished(folder, of string) string {
	var random [4]byte
	_, _ = rand.Read(random[:])
	return filepath.Join(folder, fmt.Sprintf(".%s.%s-%d-%s-%s.part", of, thisHost, os.Getpid(), thisProcess, hex.EncodeToString(random[:])))
}

var temporaryPattern = regexp.MustCompile(`^\..+\.([0-9a-f]{8})-([0-9]+)-([0-9a-f]{8})-[0-9a-f]{8}\.part(-journal|-wal|-shm)?$`)

// Sweep takes away what processes of this computer that are gone left unfinished in a
// folder. What cannot be taken away stays.
func Sweep(folder string) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return
	}
	for _, entry := range entries {
		parts := temporaryPattern.FindStringSubmatch(entry.Name())
		if parts == nil || parts[1] != thisHost || parts[3] == thisProcess {
			continue
		}
		if process, err := strconv.Atoi(parts[2]); err == nil && (process == os.Getpid() || !runs(process)) {
			Step()
			_ = os.RemoveAll(filepath.Join(folder, entry.Name()))
		}
	}
}
