package main

// need is something that a task asks of the system.
type need string

const (
	toBuild   need = "build the window"          // a C compiler and the headers of the window system
	toShow    need = "show it without a screen"  // a virtual display, and keyboard, mouse and camera for it
	toRead    need = "read what was written"     // programs of others that read documents
	toMeasure need = "measure beside the peers"  // the sqlite3 command
	toCross   need = "build it for Windows here" // a C compiler and an installer for Windows programs
)

// debianPackages are the names on Debian, Ubuntu and what is made from them.
var debianPackages = map[need][]string{
	toBuild: {"ca-certificates", "git", "gcc", "libc6-dev", "pkg-config",
		"libgl1-mesa-dev", "xorg-dev", "libwayland-dev", "libxkbcommon-dev"},
	toShow: {"xvfb", "openbox", "xdotool", "x11-utils", "imagemagick", "libgl1-mesa-dri",
		"fonts-noto-core", "fonts-noto-cjk"},
	toRead:    {"poppler-utils", "qpdf", "libreoffice-calc", "libreoffice-impress"},
	toMeasure: {"sqlite3"},
	toCross:   {"gcc-mingw-w64-x86-64", "nsis"},
}

// fedoraPackages are the names on Fedora and what is made from it.
var fedoraPackages = map[need][]string{
	toBuild: {"ca-certificates", "git-core", "gcc", "pkgconf-pkg-config",
		"mesa-libGL-devel", "libX11-devel", "libXcursor-devel", "libXrandr-devel", "libXinerama-devel",
		"libXi-devel", "libXxf86vm-devel", "wayland-devel", "libxkbcommon-devel"},
	toShow: {"xorg-x11-server-Xvfb", "openbox", "xdotool", "xprop", "ImageMagick", "mesa-dri-drivers",
		"google-noto-sans-fonts", "google-noto-sans-cjk-fonts"},
	toRead:    {"poppler-utils", "qpdf", "libreoffice-calc", "libreoffice-impress"},
	toMeasure: {"sqlite"},
	toCross:   {"mingw64-gcc", "mingw32-nsis"},
}

// compilers says in one line what to get where we do not install it ourselves:
// the C compiler is all that is needed beside Go.
var compilers = map[string]string{
	"darwin":  "get Apple's command line tools: xcode-select --install",
	"windows": "get a C compiler, for example MSYS2 with its package mingw-w64-ucrt-x86_64-gcc, and put its bin folder on the PATH; for dev package, NSIS too",
}
