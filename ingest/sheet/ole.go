package sheet

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"strings"

	"github.com/richardlehane/mscfb"
)

var (
	locked    = &Unreadable{"文件设有打开密码，无法读取", "请在 Excel 或 WPS 中取消密码、另存后重报"}
	oldFormat = &Unreadable{"文件是旧版格式（.xls、.doc 或 .et）", saveAsXLSX}
	oldBroken = &Unreadable{"文件是旧版格式（.xls），内容不完整或已损坏", "请重新发送；仍不行时用 Excel 或 WPS 打开，另存为 .xlsx 再报"}
)

// readOLE reads what lies in an OLE container: a workbook of Excel 97 to
// 2003, or of WPS; a newer one with a password; or no table at all.
func readOLE(raw []byte) (*Book, error) {
	streams, err := oleStreams(raw)
	if err != nil {
		return nil, oleReason(raw)
	}
	has := func(name string) bool { _, there := streams[name]; return there }
	switch {
	case has("encryptedpackage"), has("encryptioninfo"):
		return nil, locked
	case has("workbook"):
		stream, err := oleStream(streams["workbook"], len(raw))
		if err != nil {
			return nil, oldBroken
		}
		return readBIFF(stream)
	case has("worddocument"):
		return nil, &Unreadable{"文件其实是旧版格式的 Word 文档（.doc），不是表格", "请把表格复制到 Excel 中保存为 .xlsx 再报"}
	}
	return nil, oldFormat
}

// oleReason is for a container that cannot be walked.
func oleReason(raw []byte) *Unreadable {
	if bytes.Contains(raw, utf16le("EncryptedPackage")) || bytes.Contains(raw, utf16le("EncryptionInfo")) {
		return locked
	}
	return oldFormat
}

// oleStreams lists the entries at the top of the container by their names in
// lower case. What is embedded deeper is not the sender's table.
func oleStreams(raw []byte) (streams map[string]*mscfb.File, err error) {
	defer func() { // the reader is a library's; a broken file must not end the program
		if what := recover(); what != nil {
			streams, err = nil, fmt.Errorf("walk ole container: %v", what)
		}
	}()
	if err := plausible(raw); err != nil {
		return nil, err
	}
	if short := len(raw) % 512; short != 0 { // some writers leave the last sector unfilled
		raw = append(bytes.Clone(raw), make([]byte, 512-short)...)
	}
	container, err := mscfb.New(bytes.NewReader(raw))
	if err != nil {
		return nil, fmt.Errorf("open ole container: %w", err)
	}
	streams = map[string]*mscfb.File{}
	for _, f := range container.File {
		if len(f.Path) == 0 && !f.FileInfo().IsDir() {
			streams[strings.ToLower(f.Name)] = f
		}
	}
	return streams, nil
}

// plausible bounds the counts the library allocates by: no table can have
// more sectors than the file.
func plausible(raw []byte) error {
	const header, smallest = 512, 512
	if len(raw) < header {
		return io.ErrUnexpectedEOF
	}
	sectors := uint32(len(raw)/smallest) + 1
	for _, at := range []int{40, 44, 64, 72} { // directory, FAT, mini FAT, DIFAT
		if n := binary.LittleEndian.Uint32(raw[at:]); n > sectors {
			return fmt.Errorf("ole header claims %d sectors of %d", n, sectors)
		}
	}
	return nil
}

func oleStream(f *mscfb.File, limit int) (stream []byte, err error) {
	defer func() {
		if what := recover(); what != nil {
			stream, err = nil, fmt.Errorf("read ole stream: %v", what)
		}
	}()
	if f.Size < 0 || f.Size > int64(limit) {
		return nil, fmt.Errorf("ole stream claims %d bytes", f.Size)
	}
	// in small pieces: the library's time grows with the square of one read
	stream = make([]byte, f.Size)
	for at := 0; at < len(stream); {
		n, err := f.Read(stream[at:min(at+32<<10, len(stream))])
		at += n
		if err != nil && at < len(stream) {
			return nil, fmt.Errorf("read ole stream: %w", err)
		}
	}
	return stream, nil
}

func utf16le(text string) []byte {
	var b []byte
	for _, r := range text {
		b = append(b, byte(r), 0)
	}
	return b
}
