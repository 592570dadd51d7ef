package main

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"strings"
)

// linux makes a tar archive of the programs, laid out as below /usr/local, so
// that unpacking it there installs them with a place in the desktop's menu and
// double clicks on its files.
func (b bundle) linux(ctx context.Context) ([]string, error) {
	if err := b.build(ctx, nil, "bin/rollbook", "bin/rollbookctl"); err != nil {
		return nil, err
	}
	icon, err := os.ReadFile(b.path(b.details.icon))
	if err != nil {
		return nil, err
	}
	size, err := iconSize(icon)
	if err != nil {
		return nil, err
	}
	if err := b.write(fmt.Sprintf("share/icons/hicolor/%dx%d/apps/rollbook.png", size, size), icon); err != nil {
		return nil, err
	}
	if err := b.write("share/applications/rollbook.desktop", []byte(desktopEntry(b.details))); err != nil {
		return nil, err
	}
	if err := b.write("share/mime/packages/rollbook.xml", []byte(mimeTypes())); err != nil {
		return nil, err
	}
	archive, err := b.archive("linux-"+runtime.GOARCH, ".tar.gz")
	if err != nil {
		return nil, err
	}
	return []string{archive}, b.show(ctx, nil, "tar", "--create", "--gzip", "--file", archive,
		"--owner=0", "--group=0", "--directory", b.folder, "bin", "share")
}

// desktopEntry puts the program into the menu of a Linux desktop, and opens
// its types of files with it.
func desktopEntry(d details) string {
	var types strings.Builder
	for _, f := range fileTypes {
		types.WriteString(f.mime() + ";")
	}
	return `[Desktop Entry]
Type=Application
Name=` + d.name + `
Comment=The register of an office that builds other people's capacity
Exec=rollbook %f
Icon=rollbook
Terminal=false
Categories=Office;Database;
MimeType=` + types.String() + `
`
}

// mimeTypes makes a Linux desktop know our files by their names. The generic
// icon is for desktops whose theme has none of ours.
func mimeTypes() string {
	var types strings.Builder
	for _, f := range fileTypes {
		fmt.Fprintf(&types, `  <mime-type type="%s">
    <comment>%s</comment>
    <glob pattern="*%s"/>
    <icon name="rollbook"/>
  </mime-type>
`, f.mime(), f.name, f.ending)
	}
	return `<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
` + types.String() + `</mime-info>
`
}
