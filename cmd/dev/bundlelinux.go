package main

import (
	"context"
	"fmt"
	"os"
	"runtime"
)

// linux makes a tar archive of the programs, laid out as below /usr/local, so
// that unpacking it there installs them with a place in the desktop's menu.
func (b bundle) linux(ctx context.Context) (string, error) {
	if err := b.build(ctx, nil, "bin/rollbook", "bin/rollbookctl"); err != nil {
		return "", err
	}
	icon, err := os.ReadFile(b.path(b.details.icon))
	if err != nil {
		return "", err
	}
	size, err := iconSize(icon)
	if err != nil {
		return "", err
	}
	if err := b.write(fmt.Sprintf("share/icons/hicolor/%dx%d/apps/rollbook.png", size, size), icon); err != nil {
		return "", err
	}
	if err := b.write("share/applications/rollbook.desktop", []byte(desktopEntry(b.details))); err != nil {
		return "", err
	}
	if err := b.write("share/mime/packages/rollbook.xml", []byte(mimeType)); err != nil {
		return "", err
	}
	archive, err := b.archive("linux-"+runtime.GOARCH, ".tar.gz")
	if err != nil {
		return "", err
	}
	return archive, b.show(ctx, nil, "tar", "--create", "--gzip", "--file", archive,
		"--owner=0", "--group=0", "--directory", b.folder, "bin", "share")
}

// desktopEntry puts the program into the menu of a Linux desktop, and opens
// registers with it.
func desktopEntry(d details) string {
	return `[Desktop Entry]
Type=Application
Name=` + d.name + `
Comment=The register of an office that builds other people's capacity
Exec=rollbook %f
Icon=rollbook
Terminal=false
Categories=Office;Database;
MimeType=application/x-rollbook;
`
}

// mimeType makes a Linux desktop know a register by its file name.
const mimeType = `<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="application/x-rollbook">
    <comment>Rollbook register</comment>
    <glob pattern="*.rollbook"/>
  </mime-type>
</mime-info>
`
