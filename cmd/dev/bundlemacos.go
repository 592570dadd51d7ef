package main

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
)

// macOS makes a zip of an application bundle for this Mac's processor, signed
// for no one in particular: whoever hands it out signs it with their own name.
func (b bundle) macOS(ctx context.Context) (string, error) {
	app := b.details.name + ".app"
	contents := filepath.Join(app, "Contents")
	err := b.build(ctx, nil, filepath.Join(contents, "MacOS", "rollbook"), "rollbookctl")
	if err != nil {
		return "", err
	}
	picture, err := os.ReadFile(b.path(b.details.icon))
	if err != nil {
		return "", err
	}
	icon, err := asICNS(picture)
	if err != nil {
		return "", err
	}
	if err := b.write(filepath.Join(contents, "Resources", "rollbook.icns"), icon); err != nil {
		return "", err
	}
	if err := b.write(filepath.Join(contents, "Info.plist"), []byte(propertyList(b.details))); err != nil {
		return "", err
	}
	if err := b.show(ctx, nil, "codesign", "--force", "--sign", "-", filepath.Join(b.folder, app)); err != nil {
		return "", err
	}
	archive, err := b.archive("macos-"+runtime.GOARCH, ".zip")
	if err != nil {
		return "", err
	}
	// ditto, unlike zip, keeps what macOS notes beside files.
	return archive, b.show(ctx, nil, "ditto", "-c", "-k", b.folder, archive)
}

// propertyList tells macOS about the application.
func propertyList(d details) string {
	return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
	<key>CFBundleName</key><string>` + d.name + `</string>
	<key>CFBundleIdentifier</key><string>` + d.id + `</string>
	<key>CFBundleExecutable</key><string>rollbook</string>
	<key>CFBundleIconFile</key><string>rollbook</string>
	<key>CFBundlePackageType</key><string>APPL</string>
	<key>CFBundleShortVersionString</key><string>` + d.version + `</string>
	<key>CFBundleVersion</key><string>` + d.version + `</string>
	<key>LSApplicationCategoryType</key><string>public.app-category.business</string>
	<key>NSHighResolutionCapable</key><true/>
	<key>NSSupportsAutomaticGraphicsSwitching</key><true/>
</dict>
</plist>
`
}
