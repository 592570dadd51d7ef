package sqlite_test

import (
	"os"
	"syscall"
	"unsafe"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"

	"rollbook/model/sqlite"
)

// writes counts what this process has written to disk: SQLite's own writes, as its system
// calls do them, and the steps with files that Rollbook does itself.
var writes struct{ n, last int }

// killAtWrite ends this process, as kill -9 does, before its n-th write; 0: never.
func killAtWrite(n int) {
	writes.last = n
	sqlite.AtFileStep(wrote)
	tls := libc.NewTLS()
	vfs := sqlite3.Xsqlite3_vfs_find(tls, 0)
	calls := *(**sqlite3.Tsqlite3_vfs)(unsafe.Pointer(&vfs))
	get := *(*func(*libc.TLS, uintptr, uintptr) uintptr)(unsafe.Pointer(&struct{ uintptr }{calls.FxGetSystemCall}))
	set := *(*func(*libc.TLS, uintptr, uintptr, uintptr) int32)(unsafe.Pointer(&struct{ uintptr }{calls.FxSetSystemCall}))
	replace := func(name string, with uintptr) uintptr {
		text, err := libc.CString(name)
		if err != nil {
			panic(err)
		}
		before := get(tls, vfs, text)
		if before != 0 && set(tls, vfs, text, with) != 0 {
			panic("the system call " + name + " cannot be watched")
		}
		return before
	}
	type write func(tls *libc.TLS, fd int32, data uintptr, n uint64) int64
	type pwrite func(tls *libc.TLS, fd int32, data uintptr, n uint64, at int64) int64
	type truncate func(tls *libc.TLS, fd int32, size int64) int32
	type unlink func(tls *libc.TLS, path uintptr) int32
	var beforeWrite, beforePwrite, beforePwrite64, beforeTruncate, beforeUnlink uintptr
	beforeWrite = replace("write", pointer(func(tls *libc.TLS, fd int32, data uintptr, n uint64) int64 {
		wrote()
		return (*(*write)(unsafe.Pointer(&struct{ uintptr }{beforeWrite})))(tls, fd, data, n)
	}))
	beforePwrite = replace("pwrite", pointer(func(tls *libc.TLS, fd int32, data uintptr, n uint64, at int64) int64 {
		wrote()
		return (*(*pwrite)(unsafe.Pointer(&struct{ uintptr }{beforePwrite})))(tls, fd, data, n, at)
	}))
	beforePwrite64 = replace("pwrite64", pointer(func(tls *libc.TLS, fd int32, data uintptr, n uint64, at int64) int64 {
		wrote()
		return (*(*pwrite)(unsafe.Pointer(&struct{ uintptr }{beforePwrite64})))(tls, fd, data, n, at)
	}))
	beforeTruncate = replace("ftruncate", pointer(func(tls *libc.TLS, fd int32, size int64) int32 {
		wrote()
		return (*(*truncate)(unsafe.Pointer(&struct{ uintptr }{beforeTruncate})))(tls, fd, size)
	}))
	beforeUnlink = replace("unlink", pointer(func(tls *libc.TLS, path uintptr) int32 {
		wrote()
		return (*(*unlink)(unsafe.Pointer(&struct{ uintptr }{beforeUnlink})))(tls, path)
	}))
}

// wrote counts one write, and ends the process where it is the last.
func wrote() {
	writes.n++
	if writes.n == writes.last {
		_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
		select {} // until the signal is there
	}
}

// keptFunctions holds on to what SQLite's memory points at.
var keptFunctions []any

// pointer gives a function as SQLite's translated code calls it.
func pointer(f any) uintptr {
	keptFunctions = append(keptFunctions, f)
	return (*[2]uintptr)(unsafe.Pointer(&f))[1]
}
