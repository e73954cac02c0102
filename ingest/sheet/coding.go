package sheet

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// coding is how a file's bytes are text: one for the whole file. from is nil
// for UTF-8.
type coding struct {
	from encoding.Encoding
	mark int // bytes of the byte order mark that are no text
}

var unknownCoding = &Unreadable{"文件的文字编码无法识别", saveAsXLSX}

// codingOf tells a file's encoding: by byte order mark, else UTF-8 where its
// first words are valid, else what a page says of itself, else GB18030. head
// are its first bytes; text is what they say.
func codingOf(src Source, head []byte) (c coding, text string, err error) {
	switch {
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		c.mark = 3
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		c.from = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	default:
		sample, err := firstWords(src, head)
		if err != nil {
			return c, "", err
		}
		if !utf8.Valid(sample) {
			c.from = declared(head)
		}
	}
	text, err = c.decode(head)
	return c, text, err
}

// firstWords is the piece of a file that shows its encoding: the first one
// with a byte that is not ASCII. A rune cut off at its end is left out.
func firstWords(src Source, head []byte) ([]byte, error) {
	piece, at := head, int64(len(head))
	for at < src.Size() && ascii(piece) {
		piece = make([]byte, min(src.Size()-at, peek))
		if n, err := src.ReadAt(piece, at); n < len(piece) {
			return nil, fmt.Errorf("read file: %w", err)
		}
		if at += int64(len(piece)); !ascii(piece) {
			piece = piece[bytes.IndexFunc(piece, func(r rune) bool { return r >= utf8.RuneSelf }):]
		}
	}
	if at == src.Size() {
		return piece, nil
	}
	for cut := 1; cut < utf8.UTFMax && cut < len(piece); cut++ {
		if tail := piece[len(piece)-cut:]; utf8.RuneStart(tail[0]) {
			if !utf8.FullRune(tail) {
				return piece[:len(piece)-cut], nil
			}
			break
		}
	}
	return piece, nil
}

func ascii(text []byte) bool {
	for _, c := range text {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// decode gives the text of bytes that begin where the file begins.
func (c coding) decode(raw []byte) (string, error) {
	raw = raw[c.mark:]
	if c.from != nil {
		decoded, err := c.from.NewDecoder().Bytes(raw)
		if err != nil {
			return "", unknownCoding
		}
		raw = decoded
	}
	if looksBinary(raw) {
		return "", &Unreadable{"文件不是表格，内容无法识别", saveAsXLSX}
	}
	return strings.ToValidUTF8(string(raw), "\uFFFD"), nil
}

// declared is the encoding a page names, where the bytes are not what it says
// or it says nothing: GB18030, which holds GB2312 and GBK.
func declared(raw []byte) encoding.Encoding {
	named := charsetName.FindSubmatch(raw[:min(len(raw), 4096)])
	if named == nil || bytes.IndexByte(raw[:min(len(raw), 64)], '<') < 0 {
		return simplifiedchinese.GB18030
	}
	if known, name := charset.Lookup(string(named[1])); known != nil && !strings.HasPrefix(name, "gb") && !strings.HasPrefix(name, "utf") && name != "windows-1252" {
		return known
	}
	return simplifiedchinese.GB18030
}

var charsetName = regexp.MustCompile(`(?i)(?:charset|encoding)\s*=\s*["']?([\w-]{3,20})`)

// looksBinary: text holds no NUL and hardly any control or replacement
// characters. The GB18030 decoder marks undecodable bytes with U+FFFD.
func looksBinary(text []byte) bool {
	odd, runes := 0, 0
	for _, r := range string(text) {
		runes++
		switch {
		case r == 0:
			return true
		case r == utf8.RuneError, r < ' ' && r != '\n' && r != '\r' && r != '\t' && r != '\f':
			odd++
		}
	}
	return odd*50 > runes
}
