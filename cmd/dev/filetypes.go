package main

import "fmt"

// fileType is a kind of file that a double click opens with the program.
type fileType struct {
	ending string // of its name
	name   string // as file managers show it
	class  string // as systems tell kinds apart, below the program's own name
}

var fileTypes = []fileType{
	{".rollbook", "Rollbook register", "register"},
	{".rollpack", "Rollbook pack", "pack"},
}

// mime is the type's name on a Linux desktop.
func (f fileType) mime() string { return "application/x-rollbook-" + f.class }

// uniform is the type's identifier on macOS.
func (f fileType) uniform(d details) string { return d.id + "." + f.class }

// progID is the type's key in the Windows registry.
func (f fileType) progID(d details) string { return fmt.Sprintf("%s.%s.1", d.name, f.class) }
