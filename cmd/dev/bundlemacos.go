package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// macOS makes a zip of an application bundle for this Mac's processor, signed
// for no one in particular: whoever hands it out signs it with their own name.
func (b bundle) macOS(ctx context.Context) ([]string, error) {
	app := b.details.name + ".app"
	contents := filepath.Join(app, "Contents")
	err := b.build(ctx, nil, filepath.Join(contents, "MacOS", "rollbook"), "rollbookctl")
	if err != nil {
		return nil, err
	}
	picture, err := os.ReadFile(b.path(b.details.icon))
	if err != nil {
		return nil, err
	}
	icon, err := asICNS(picture)
	if err != nil {
		return nil, err
	}
	if err := b.write(filepath.Join(contents, "Resources", "rollbook.icns"), icon); err != nil {
		return nil, err
	}
	if err := b.write(filepath.Join(contents, "Info.plist"), []byte(propertyList(b.details))); err != nil {
		return nil, err
	}
	if err := b.show(ctx, nil, "codesign", "--force", "--sign", "-", filepath.Join(b.folder, app)); err != nil {
		return nil, err
	}
	archive, err := b.archive("macos-"+runtime.GOARCH, ".zip")
	if err != nil {
		return nil, err
	}
	// ditto, unlike zip, keeps what macOS notes beside files.
	return []string{archive}, b.show(ctx, nil, "ditto", "-c", "-k", b.folder, archive)
}

// propertyList tells macOS about the application and the files that it opens.
func propertyList(d details) string {
	var documents, types strings.Builder
	for _, f := range fileTypes {
		fmt.Fprintf(&documents, `		<dict>
			<key>CFBundleTypeName</key><string>%s</string>
			<key>CFBundleTypeRole</key><string>Editor</string>
			<key>LSHandlerRank</key><string>Owner</string>
			<key>LSItemContentTypes</key><array><string>%s</string></array>
		</dict>
`, f.name, f.uniform(d))
		fmt.Fprintf(&types, `		<dict>
			<key>UTTypeIdentifier</key><string>%s</string>
			<key>UTTypeDescription</key><string>%s</string>
			<key>UTTypeIconFile</key><string>rollbook</string>
			<key>UTTypeConformsTo</key><array><string>public.data</string></array>
			<key>UTTypeTagSpecification</key>
			<dict><key>public.filename-extension</key><array><string>%s</string></array></dict>
		</dict>
`, f.uniform(d), f.name, strings.TrimPrefix(f.ending, "."))
	}
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
	<key>CFBundleDocumentTypes</key>
	<array>
` + documents.String() + `	</array>
	<key>UTExportedTypeDeclarations</key>
	<array>
` + types.String() + `	</array>
</dict>
</plist>
`
}
