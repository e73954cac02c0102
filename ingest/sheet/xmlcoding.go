package sheet

import (
	"bytes"
	"strings"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// xmlTransformer is nil for UTF-8.
func xmlTransformer(head []byte) transform.Transformer {
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Transformer
	case bytes.HasPrefix(head, []byte("<\x00")):
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewDecoder().Transformer
	case bytes.HasPrefix(head, []byte("\x00<")):
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewDecoder().Transformer
	}
	declaration, _, _ := bytes.Cut(head, []byte("?>"))
	named := charsetName.FindSubmatch(declaration)
	if named == nil || !bytes.HasPrefix(head, []byte("<?xml")) {
		return nil
	}
	if name := lowerASCII(named[1]); strings.HasPrefix(name, "utf") || strings.HasSuffix(name, "ascii") {
		return nil
	}
	return declared(head).NewDecoder().Transformer
}
