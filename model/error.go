package model

import (
	"errors"
	"fmt"
	"strings"
)

// Code says what sort of thing went wrong, for callers that act on it.
type Code string

// The codes an Error carries.
const (
	EInvalid    Code = "invalid"    // what was given breaks a rule; Fields says where
	ENotFound   Code = "not_found"  // there is no such record
	EExists     Code = "exists"     // it would overwrite something
	EConflict   Code = "conflict"   // it has changed in the meantime
	ENotOurs    Code = "not_ours"   // the file is not a register
	ENewer      Code = "newer"      // the file was written by a newer Rollbook
	EDamaged    Code = "damaged"    // the file is a register, but broken
	EReadOnly   Code = "read_only"  // the file or its folder cannot be written
	ELocked     Code = "locked"     // another program has the file open
	ENoSpace    Code = "no_space"   // the disk is full
	EBusy       Code = "busy"       // it could not be done to the end, and is tried again
	EGone       Code = "gone"       // the file or its disk has gone away
	EPermission Code = "permission" // the system does not let us read it
	EAmbiguous  Code = "ambiguous"  // more than one record answers to it
	EUnreadable Code = "unreadable" // a list or pack that cannot be read
	ENothing    Code = "nothing"    // there is nothing to do (to undo, to redo)

	EOtherRegister Code = "other_register" // what came is of another register
	EForked        Code = "forked"         // two copies of the register wrote under one name
	EPassphrase    Code = "passphrase"     // a sealed pack: no passphrase or key given, or a wrong one
	EStranger      Code = "stranger"       // nobody has said yes to the copy that sent it; see StrangerError
	EShutOut       Code = "shut_out"       // the copy that sent it was shut out
)

// Error is what Rollbook says when it refuses or fails: what failed, with what, and
// what to do about it, in words made for people.
type Error struct {
	Code    Code
	Message string
	Fields  []FieldError // for EInvalid: which fields, and why
	Err     error        // the cause, for logs; may be nil
}

// FieldError says what is wrong with one field of a record.
type FieldError struct {
	Field   string // the field's name as in lists: "title", "last_day"
	Message string
}

// Error gives the message, and the fields' messages where it has none of its own.
func (e *Error) Error() string {
	if e.Message != "" {
		return e.Message
	}
	parts := make([]string, 0, len(e.Fields))
	for _, f := range e.Fields {
		parts = append(parts, f.Message)
	}
	return strings.Join(parts, " ")
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// Errorf makes an Error; a %w in the format keeps its cause.
func Errorf(code Code, format string, args ...any) *Error {
	err := fmt.Errorf(format, args...)
	return &Error{Code: code, Message: err.Error(), Err: errors.Unwrap(err)}
}

// CodeOf gives the code of the first Error in a chain of causes, or "" if there is none.
func CodeOf(err error) Code {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

// FieldErrors gives what an error says about single fields; nil when it says nothing.
func FieldErrors(err error) []FieldError {
	var e *Error
	if errors.As(err, &e) {
		return e.Fields
	}
	return nil
}

// faults gathers what is wrong with a record while it is validated.
type faults []FieldError

func (f *faults) add(field, format string, args ...any) {
	*f = append(*f, FieldError{Field: field, Message: fmt.Sprintf(format, args...)})
}

func (f *faults) when(wrong bool, field, format string, args ...any) {
	if wrong {
		f.add(field, format, args...)
	}
}

// err gives the faults as one Error with code EInvalid, or nil where there are none.
func (f faults) err() error {
	if len(f) == 0 {
		return nil
	}
	return &Error{Code: EInvalid, Fields: f}
}
