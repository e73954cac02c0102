package sheet

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// The bounds of an archive. A table packs 5 to 50 times smaller; what packs
// hundreds of times smaller is no table.
const (
	maxMembers  = 2_000
	maxMember   = 128 << 20 // a member is unpacked into memory
	maxUnpacked = 2 << 30
	maxRatio    = 200
	ratioFrom   = 16 << 20
)

const unpackFirst = "请解开压缩包，把里面的表格逐个报送"

var (
	overlapping    = &Unreadable{"压缩包里的文件互相重叠，不能解开", "请重新打包后再报"}
	tooManyMembers = &Unreadable{fmt.Sprintf("压缩包里的文件超过%d个", maxMembers), "请分成几个压缩包后再报"}
	tooBigUnpacked = &Unreadable{"压缩包解开后过大", "请分成几个压缩包后再报"}
)

// Unpack finds the files of a plain zip archive; ok is false where src is
// none (a workbook and a document are zip archives too: those are for Open).
// An archive is taken whole or not at all, so each file is unpacked once to
// see that it can be. Its errors are *Unreadable where the archive is at
// fault. The members read from src.
func Unpack(src Source) (members []Member, ok bool, err error) {
	archive, from, err := plainZip(src)
	if archive == nil || err != nil {
		return nil, err != nil, err
	}
	left, packed := int64(maxUnpacked), uint64(src.Size())
	for _, f := range archive.File {
		if f.CompressedSize64 > packed {
			return nil, true, overlapping
		}
		packed -= f.CompressedSize64
		name, err := memberName(f)
		if err != nil {
			return nil, true, err
		}
		if strings.HasSuffix(name, "/") || isDebris(name) {
			continue
		}
		if len(members) == maxMembers {
			return nil, true, tooManyMembers
		}
		m := Member{Name: name, file: f, from: from}
		if err := m.try(left); err != nil {
			return nil, true, err
		}
		left -= m.Size
		members = append(members, m)
	}
	if len(members) == 0 {
		return nil, true, &Unreadable{"压缩包里没有文件", "请检查后重报"}
	}
	return members, true, nil
}

// plainZip opens an archive that is not itself a document; it is nil of what
// is none. What cannot be opened is left to Open, which says why.
func plainZip(src Source) (*zip.Reader, *watched, error) {
	magic := make([]byte, 4)
	if n, err := src.ReadAt(magic, 0); n < len(magic) {
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, nil, fmt.Errorf("read file: %w", err)
		}
		return nil, nil, nil
	}
	if magic := string(magic); magic != "PK\x03\x04" && magic != "PK\x05\x06" {
		return nil, nil, nil
	}
	archive, from, err := openZip(src)
	switch {
	case errors.Is(err, zip.ErrInsecurePath):
		return nil, nil, outside("")
	case errors.Is(err, errDirectory):
		return nil, nil, tooManyMembers
	case err != nil:
		return nil, nil, from.fault(nil)
	}
	for _, f := range archive.File {
		switch partName(f.Name) {
		case "[content_types].xml", "xl/workbook.xml", "xl/workbook.bin", "word/document.xml", "mimetype", "meta-inf/manifest.xml", "meta-inf/manifest.mf":
			return nil, nil, nil
		}
	}
	return archive, from, nil
}

// memberName decodes a name: Chinese Windows writes GBK and says nothing of
// it.
func memberName(f *zip.File) (string, error) {
	name := f.Name
	if !utf8.ValidString(name) {
		decoded, err := simplifiedchinese.GB18030.NewDecoder().String(name)
		if err != nil {
			decoded = name
		}
		name = strings.ToValidUTF8(decoded, "\uFFFD")
	}
	// only now: in GBK the second byte of a character may be a backslash
	name = clean(strings.ReplaceAll(name, `\`, "/"))
	if strings.HasPrefix(name, "/") || len(name) > 1 && name[1] == ':' {
		return "", outside(name)
	}
	for part := range strings.SplitSeq(name, "/") {
		if part == ".." {
			return "", outside(name)
		}
	}
	return strings.TrimPrefix(name, "./"), nil
}

func outside(name string) *Unreadable {
	return &Unreadable{fmt.Sprintf("压缩包里有指向包外的路径%s，不能解开", quoted(name)), "请重新打包后再报"}
}

func quoted(name string) string {
	if name == "" {
		return ""
	}
	return "“" + brief(name) + "”"
}

// isDebris: what systems and programs leave behind.
func isDebris(name string) bool {
	base := path.Base(name)
	return name == "" || strings.HasPrefix(name, "__MACOSX/") || strings.Contains(name, "/__MACOSX/") ||
		base == ".DS_Store" || base == "Thumbs.db" || base == "desktop.ini" || strings.HasPrefix(base, "~$") || strings.HasPrefix(base, "._")
}
