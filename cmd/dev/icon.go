package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image/png"
)

// iconSize is the width in pixels of a PNG that must be square.
func iconSize(picture []byte) (int, error) {
	config, err := png.DecodeConfig(bytes.NewReader(picture))
	if err != nil {
		return 0, fmt.Errorf("reading the icon: %w", err)
	}
	if config.Width != config.Height {
		return 0, fmt.Errorf("the icon is %d × %d pixels, and must be square", config.Width, config.Height)
	}
	return config.Width, nil
}

// asICO wraps a PNG in the file format of Windows icons, which since Vista may
// hold one as it is.
func asICO(picture []byte) ([]byte, error) {
	size, err := iconSize(picture)
	if err != nil {
		return nil, err
	}
	if size > 255 {
		size = 0 // a byte has no room for more: 0 says 256 and above
	}
	const header, entry = 6, 16
	var out bytes.Buffer
	for _, field := range []any{
		uint16(0), uint16(1), uint16(1), // reserved, icon, one picture
		uint8(size), uint8(size), uint8(0), uint8(0), // width, height, no palette, reserved
		uint16(1), uint16(32), // planes, bits a pixel
		uint32(len(picture)), uint32(header + entry),
	} {
		// Writing numbers to a buffer cannot fail.
		_ = binary.Write(&out, binary.LittleEndian, field)
	}
	out.Write(picture)
	return out.Bytes(), nil
}

// icnsTypes are the names that macOS gives to PNG icons by their size.
var icnsTypes = map[int]string{128: "ic07", 256: "ic08", 512: "ic09", 1024: "ic10"}

// asICNS wraps a PNG in the file format of macOS icons.
func asICNS(picture []byte) ([]byte, error) {
	size, err := iconSize(picture)
	if err != nil {
		return nil, err
	}
	kind, ok := icnsTypes[size]
	if !ok {
		return nil, fmt.Errorf("the icon is %d pixels wide; macOS takes 128, 256, 512 or 1024", size)
	}
	const header = 8 // a name and a length, of the file and of the picture alike
	out := binary.BigEndian.AppendUint32([]byte("icns"), uint32(header+header+len(picture)))
	out = binary.BigEndian.AppendUint32(append(out, kind...), uint32(header+len(picture)))
	return append(out, picture...), nil
}
