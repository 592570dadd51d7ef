package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// setup makes the program that installs Rollbook on Windows, for one user and without an
// administrator, from what is in the bundle's folder.
func (b bundle) setup(ctx context.Context) (string, error) {
	file, err := b.archive("windows-amd64-setup", ".exe")
	if err != nil {
		return "", err
	}
	script := filepath.Join(b.work, "setup.nsi")
	if err := os.WriteFile(script, []byte(setupScript(b.details, b.folder, b.work, file)), 0o644); err != nil {
		return "", err
	}
	return file, b.show(ctx, nil, "makensis", "-V2", "-WX", script)
}

// setupScript is what NSIS compiles. The folders are the bundle's, and work's, where the
// icon is; file is what comes out.
func setupScript(d details, folder, work, file string) string {
	var known, forgotten strings.Builder
	for _, f := range fileTypes {
		key := `"Software\Classes\` + f.progID(d) + `"`
		fmt.Fprintf(&known, `
  WriteRegStr HKCU %[1]s "" "%[2]s"
  WriteRegStr HKCU "Software\Classes\%[3]s\DefaultIcon" "" "$INSTDIR\rollbook.exe,0"
  WriteRegStr HKCU "Software\Classes\%[3]s\shell\open\command" "" '"$INSTDIR\rollbook.exe" "%%1"'
  WriteRegStr HKCU "Software\Classes\%[4]s" "" "%[3]s"
  WriteRegNone HKCU "Software\Classes\%[4]s\OpenWithProgids" "%[3]s"`, key, f.name, f.progID(d), f.ending)
		fmt.Fprintf(&forgotten, `
  DeleteRegKey HKCU %[1]s
  DeleteRegValue HKCU "Software\Classes\%[3]s\OpenWithProgids" "%[2]s"
  ReadRegStr $0 HKCU "Software\Classes\%[3]s" ""
  StrCmp $0 "%[2]s" 0 +2
  DeleteRegValue HKCU "Software\Classes\%[3]s" ""`, key, f.progID(d), f.ending)
	}
	uninstall := `"Software\Microsoft\Windows\CurrentVersion\Uninstall\` + d.name + `"`
	return `Unicode true
ManifestDPIAware true
SetCompressor /SOLID lzma
Name "` + d.name + `"
OutFile "` + file + `"
InstallDir "$LOCALAPPDATA\Programs\` + d.name + `"
InstallDirRegKey HKCU ` + uninstall + ` "InstallLocation"
RequestExecutionLevel user

!include MUI2.nsh
!define MUI_ICON "` + filepath.Join(work, "rollbook.ico") + `"
!define MUI_UNICON "` + filepath.Join(work, "rollbook.ico") + `"
!define MUI_FINISHPAGE_RUN "$INSTDIR\rollbook.exe"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

; Explorer learns of new kinds of files by SHCNE_ASSOCCHANGED.
!macro TellExplorer
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

Section
  SetOutPath "$INSTDIR"
  File "` + filepath.Join(folder, "rollbook.exe") + `"
  File "` + filepath.Join(folder, "rollbookctl.exe") + `"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\` + d.name + `.lnk" "$INSTDIR\rollbook.exe"
  WriteRegStr HKCU ` + uninstall + ` "DisplayName" "` + d.name + `"
  WriteRegStr HKCU ` + uninstall + ` "DisplayVersion" "` + d.version + `"
  WriteRegStr HKCU ` + uninstall + ` "DisplayIcon" "$INSTDIR\rollbook.exe"
  WriteRegStr HKCU ` + uninstall + ` "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU ` + uninstall + ` "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegDWORD HKCU ` + uninstall + ` "NoModify" 1
  WriteRegDWORD HKCU ` + uninstall + ` "NoRepair" 1` + known.String() + `
  !insertmacro TellExplorer
SectionEnd

; Registers, and what the program remembers of them, stay.
Section Uninstall
  Delete "$INSTDIR\rollbook.exe"
  Delete "$INSTDIR\rollbookctl.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\` + d.name + `.lnk"
  DeleteRegKey HKCU ` + uninstall + forgotten.String() + `
  !insertmacro TellExplorer
SectionEnd
`
}
