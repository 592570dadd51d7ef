//go:build !windows

package disk

import "syscall"

// withoutWaiting opens a pipe at once, whether or not somebody writes into it.
const withoutWaiting = syscall.O_NONBLOCK
