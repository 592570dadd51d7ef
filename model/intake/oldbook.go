package intake

import (
	"bytes"
	"io"
	"strings"

	"github.com/richardlehane/mscfb"
)

// isCompound says whether a file is of the kind that Microsoft's older programs wrote, and
// that newer ones put around what a password protects.
func isCompound(data []byte) bool {
	return bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"))
}

// refuseCompound says what such a file is and what to do.
func refuseCompound(name string, data []byte) error {
	doc, err := mscfb.New(bytes.NewReader(data))
	if err != nil {
		return unreadable("%s is an old Excel file (.xls) that is damaged. Open it in Excel and save it as .xlsx.", name)
	}
	for n := 0; n < 10_000; n++ {
		entry, err := doc.Next()
		if err == io.EOF || err != nil {
			break
		}
		switch strings.ToLower(entry.Name) {
		case "encryptedpackage", "encryptioninfo":
			return unreadable("%s is protected by a password. Open it in Excel and save it without one.", name)
		case "worddocument":
			return unreadable("%s is an old Word document. Copy its table into a spreadsheet and save that.", name)
		case "powerpoint document":
			return unreadable("%s is a presentation, not a list.", name)
		}
	}
	return unreadable("%s is an old Excel file (.xls). Open it in Excel, LibreOffice or Google Sheets and save it as .xlsx.", name)
}

// isBIFF says whether a file is of an Excel older than that, without the container.
func isBIFF(data []byte) bool {
	return len(data) > 8 && data[0] == 0x09 && (data[1] == 0x00 || data[1] == 0x02 || data[1] == 0x04 || data[1] == 0x08) && data[3] == 0 && data[2] <= 16
}
