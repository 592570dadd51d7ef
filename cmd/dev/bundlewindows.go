package main

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
)

// windows makes a program that installs ours, and a zip for those who may not
// install. The window's program carries the icon, its version, and the
// manifest that gives it sharp text on every screen.
func (b bundle) windows(ctx context.Context) ([]string, error) {
	tools := mingw(runtime.GOOS)
	resource, err := b.windowsResource(ctx, tools.windres)
	if err != nil {
		return nil, err
	}
	// The linker takes resources that lie beside the Go files, and only there:
	// an overlay would hide them from it.
	place := b.path("cmd", "rollbook", "resource_windows_amd64.syso")
	if err := os.WriteFile(place, resource, 0o644); err != nil {
		return nil, err
	}
	env := []string{"GOOS=windows", "GOARCH=amd64", "CC=" + tools.gcc}
	err = errors.Join(b.build(ctx, env, "rollbook.exe", "rollbookctl.exe", "-ldflags=-s -w -H=windowsgui"), os.Remove(place))
	if err != nil {
		return nil, err
	}
	archive, err := b.archive("windows-amd64", ".zip")
	if err != nil {
		return nil, err
	}
	if err := zipFolder(archive, b.folder); err != nil {
		return nil, err
	}
	setup, err := b.setup(ctx)
	return []string{setup, archive}, err
}

// toolset is the C compiler and the resource compiler for Windows.
type toolset struct{ gcc, windres string }

// mingw names the tools as they are called on Windows itself and elsewhere.
func mingw(goos string) toolset {
	if goos == "windows" {
		return toolset{"gcc", "windres"}
	}
	return toolset{"x86_64-w64-mingw32-gcc", "x86_64-w64-mingw32-windres"}
}

// windowsResource gives icon, version and manifest, compiled.
func (b bundle) windowsResource(ctx context.Context, windres string) ([]byte, error) {
	picture, err := os.ReadFile(b.path(b.details.icon))
	if err != nil {
		return nil, err
	}
	icon, err := asICO(picture)
	if err != nil {
		return nil, err
	}
	script, err := resourceScript(b.details)
	if err != nil {
		return nil, err
	}
	for name, content := range map[string][]byte{
		"rollbook.ico": icon, "rollbook.manifest": []byte(manifest), "rollbook.rc": []byte(script),
	} {
		if err := os.WriteFile(filepath.Join(b.work, name), content, 0o644); err != nil {
			return nil, err
		}
	}
	cmd := exec.CommandContext(ctx, windres, "--input=rollbook.rc", "--output=rollbook.syso", "--output-format=coff")
	cmd.Dir = b.work // the script names its files without a folder
	if out, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("compiling icon and manifest with %s: %w\n%s", windres, err, out)
	}
	return os.ReadFile(filepath.Join(b.work, "rollbook.syso"))
}

// resourceScript is what windres compiles: 1 ICON is the program's icon, 1 24
// its manifest.
func resourceScript(d details) (string, error) {
	var major, minor, patch int
	if _, err := fmt.Sscanf(d.version, "%d.%d.%d", &major, &minor, &patch); err != nil {
		return "", fmt.Errorf("the version %q is not three numbers with points between: %w", d.version, err)
	}
	return fmt.Sprintf(`1 ICON "rollbook.ico"
1 24 "rollbook.manifest"
1 VERSIONINFO
FILEVERSION %[2]d,%[3]d,%[4]d,0
PRODUCTVERSION %[2]d,%[3]d,%[4]d,0
BEGIN
  BLOCK "StringFileInfo"
  BEGIN
    BLOCK "040904B0"
    BEGIN
      VALUE "FileDescription", "%[1]s"
      VALUE "ProductName", "%[1]s"
      VALUE "FileVersion", "%[5]s"
      VALUE "ProductVersion", "%[5]s"
      VALUE "OriginalFilename", "rollbook.exe"
    END
  END
  BLOCK "VarFileInfo"
  BEGIN
    VALUE "Translation", 0x409, 1200
  END
END
`, d.name, major, minor, patch, d.version), nil
}

// manifest tells Windows that the program scales itself on each screen, knows
// long paths, reads file names as UTF-8, and has today's dialogs.
const manifest = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0">
  <assemblyIdentity type="win32" name="Rollbook" version="1.0.0.0" processorArchitecture="amd64"/>
  <dependency><dependentAssembly>
    <assemblyIdentity type="win32" name="Microsoft.Windows.Common-Controls" version="6.0.0.0" processorArchitecture="*" publicKeyToken="6595b64144ccf1df" language="*"/>
  </dependentAssembly></dependency>
  <application xmlns="urn:schemas-microsoft-com:asm.v3"><windowsSettings>
    <dpiAware xmlns="http://schemas.microsoft.com/SMI/2005/WindowsSettings">true/pm</dpiAware>
    <dpiAwareness xmlns="http://schemas.microsoft.com/SMI/2016/WindowsSettings">PerMonitorV2</dpiAwareness>
    <longPathAware xmlns="http://schemas.microsoft.com/SMI/2016/WindowsSettings">true</longPathAware>
    <activeCodePage xmlns="http://schemas.microsoft.com/SMI/2019/WindowsSettings">UTF-8</activeCodePage>
  </windowsSettings></application>
</assembly>
`

// zipFolder packs what is in a folder into a zip file.
func zipFolder(archive, folder string) (err error) {
	out, err := os.Create(archive)
	if err != nil {
		return err
	}
	defer func() {
		if closeErr := out.Close(); err == nil {
			err = closeErr
		}
	}()
	w := zip.NewWriter(out)
	if err := w.AddFS(os.DirFS(folder)); err != nil {
		return fmt.Errorf("writing %s: %w", archive, err)
	}
	return w.Close()
}
