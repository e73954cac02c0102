package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
)

// Member is one file of an archive. It takes no memory until it is opened.
type Member struct {
	Name string // its path inside, with "/" between folders
	Size int64
	file *zip.File
	from *watched
}

// try unpacks a member to see that it can be, and how large it is: left is
// what the archive may still come to.
func (m *Member) try(left int64) error {
	if m.file.Flags&1 != 0 {
		return &Unreadable{"压缩包设有密码，无法读取", "请去掉密码重新打包，或把里面的表格逐个报送"}
	}
	limit := min(left, max(ratioFrom, maxRatio*int64(m.file.CompressedSize64)))
	head := &beginning{}
	size, err := m.copy(head, min(limit, maxMember)+1)
	switch {
	case size > limit:
		return tooBigUnpacked
	case size > maxMember:
		return &Unreadable{fmt.Sprintf("压缩包里的%s解开后超过%d MB", quoted(m.Name), maxMember>>20), unpackFirst}
	case err != nil:
		return err
	}
	m.Size = size
	packed, err := m.isPacked(head.bytes)
	if packed {
		return &Unreadable{fmt.Sprintf("压缩包里还有压缩包%s", quoted(m.Name)), unpackFirst}
	}
	return err
}

// copy unpacks a member, whatever its header claims, up to a limit.
func (m *Member) copy(into io.Writer, limit int64) (int64, error) {
	content, err := m.file.Open()
	if errors.Is(err, zip.ErrAlgorithm) {
		return 0, &Unreadable{fmt.Sprintf("压缩包里的%s用了少见的压缩方法，无法解开", quoted(m.Name)), unpackFirst}
	}
	if err != nil {
		return 0, m.broken()
	}
	defer content.Close()
	size, err := io.Copy(into, io.LimitReader(content, limit))
	if err != nil {
		return size, m.broken()
	}
	return size, nil
}

func (m *Member) broken() error {
	return m.from.fault(&Unreadable{fmt.Sprintf("压缩包里的%s已损坏，无法解开", quoted(m.Name)), "请重新打包或重新发送后再报"})
}

// Open unpacks a member into memory.
func (m Member) Open() (Source, error) {
	content := bytes.NewBuffer(make([]byte, 0, m.Size+bytes.MinRead))
	size, err := m.copy(content, m.Size+1)
	if err != nil {
		return nil, err
	}
	if size != m.Size {
		return nil, m.broken() // it changed since it was tried
	}
	return bytes.NewReader(content.Bytes()), nil
}

// beginning keeps the first bytes that are written to it.
type beginning struct{ bytes []byte }

func (b *beginning) Write(p []byte) (int, error) {
	if room := 8 - len(b.bytes); room > 0 {
		b.bytes = append(b.bytes, p[:min(room, len(p))]...)
	}
	return len(p), nil
}

// isPacked: an archive within an archive is not opened.
func (m *Member) isPacked(head []byte) (bool, error) {
	for _, magic := range []string{"Rar!", "7z\xbc\xaf", "\x1f\x8b"} {
		if bytes.HasPrefix(head, []byte(magic)) {
			return true, nil
		}
	}
	if !bytes.HasPrefix(head, []byte("PK")) {
		return false, nil
	}
	content, err := m.Open()
	if err != nil {
		return false, err
	}
	inner, _, err := plainZip(content)
	return inner != nil || err != nil, nil
}
