package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// Member is one file of an archive.
type Member struct {
	Name string // its path inside, with "/" between folders
	Raw  []byte
}

// The bounds of an archive. A table packs 5 to 50 times smaller; what packs
// hundreds of times smaller is no table.
const (
	maxMembers  = 2_000
	maxUnpacked = 512 << 20
	maxRatio    = 200
	ratioFrom   = 16 << 20
)

const unpackFirst = "请解开压缩包，把里面的表格逐个报送"

// Members unpacks a plain zip archive; ok is false where raw is none (a
// workbook and a document are zip archives too: those are for Read). Its
// errors are *Unreadable: an archive is taken whole or not at all.
func Members(raw []byte) (members []Member, ok bool, err error) {
	archive, ok, err := plainZip(raw)
	if !ok || err != nil {
		return nil, ok, err
	}
	total := 0
	for _, f := range archive.File {
		name, err := memberName(f)
		if err != nil {
			return nil, true, err
		}
		if strings.HasSuffix(name, "/") || isDebris(name) {
			continue
		}
		if len(members) == maxMembers {
			return nil, true, &Unreadable{fmt.Sprintf("压缩包里的文件超过%d个", maxMembers), "请分成几个压缩包后再报"}
		}
		content, err := unpack(f, name, maxUnpacked-total)
		if err != nil {
			return nil, true, err
		}
		total += len(content)
		members = append(members, Member{name, content})
	}
	if len(members) == 0 {
		return nil, true, &Unreadable{"压缩包里没有文件", "请检查后重报"}
	}
	return members, true, nil
}

// plainZip opens an archive that is not itself a document. What cannot be
// opened is left to Read, which says why.
func plainZip(raw []byte) (*zip.Reader, bool, error) {
	if !bytes.HasPrefix(raw, []byte("PK\x03\x04")) && !bytes.HasPrefix(raw, []byte("PK\x05\x06")) {
		return nil, false, nil
	}
	archive, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if errors.Is(err, zip.ErrInsecurePath) {
		return nil, true, outside("")
	}
	if err != nil {
		return nil, false, nil
	}
	for _, f := range archive.File {
		switch f.Name {
		case "[Content_Types].xml", "xl/workbook.xml", "xl/workbook.bin", "word/document.xml", "mimetype", "META-INF/manifest.xml", "META-INF/MANIFEST.MF":
			return nil, false, nil
		}
	}
	return archive, true, nil
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

// unpack reads one member, whatever its header claims, up to what is left.
func unpack(f *zip.File, name string, left int) ([]byte, error) {
	if f.Flags&1 != 0 {
		return nil, &Unreadable{"压缩包设有密码，无法读取", "请去掉密码重新打包，或把里面的表格逐个报送"}
	}
	broken := &Unreadable{fmt.Sprintf("压缩包里的%s已损坏，无法解开", quoted(name)), "请重新打包或重新发送后再报"}
	part, err := f.Open()
	if errors.Is(err, zip.ErrAlgorithm) {
		return nil, &Unreadable{fmt.Sprintf("压缩包里的%s用了少见的压缩方法，无法解开", quoted(name)), unpackFirst}
	}
	if err != nil {
		return nil, broken
	}
	defer part.Close()
	limit := left
	if fair := max(ratioFrom, maxRatio*int64(f.CompressedSize64)); f.CompressedSize64 < maxUnpacked && fair < int64(left) {
		limit = int(fair)
	}
	content, err := io.ReadAll(io.LimitReader(part, int64(limit)+1))
	switch {
	case len(content) > limit:
		return nil, &Unreadable{"压缩包解开后过大", "请分成几个压缩包后再报"}
	case err != nil:
		return nil, broken
	case isPacked(content):
		return nil, &Unreadable{fmt.Sprintf("压缩包里还有压缩包%s", quoted(name)), unpackFirst}
	}
	return content, nil
}

// isPacked: an archive within an archive is not opened.
func isPacked(content []byte) bool {
	if _, plain, err := plainZip(content); plain || err != nil {
		return true
	}
	for _, magic := range []string{"Rar!", "7z\xbc\xaf", "\x1f\x8b"} {
		if bytes.HasPrefix(content, []byte(magic)) {
			return true
		}
	}
	return false
}
