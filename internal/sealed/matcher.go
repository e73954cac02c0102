package sealed

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"strings"

	"golang.org/x/text/width"
)

// Matcher gives a private number a name that only the holder of the same key
// can give it again. Identity numbers are few enough to be tried out one by
// one: whoever has the key can, so it is kept like the numbers themselves.
type Matcher struct{ key []byte }

// matcherKeySize is the size of a key in bytes; its file holds it in hex.
const matcherKeySize = 32

// NewMatcherKey makes a key, as the text of its file.
func NewMatcherKey() string {
	key := make([]byte, matcherKeySize)
	rand.Read(key) // never fails: the program ends where the system gives no randomness
	return hex.EncodeToString(key) + "\n"
}

// ReadMatcher reads a key file.
func ReadMatcher(path string) (*Matcher, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read match key: %w", err)
	}
	key, err := hex.DecodeString(strings.TrimSpace(string(raw)))
	if err != nil || len(key) != matcherKeySize {
		return nil, fmt.Errorf("%w: %s does not hold %d bytes in hex", ErrKey, path, matcherKeySize)
	}
	return &Matcher{key}, nil
}

// Fingerprint names a number: the same for every way of writing it, "" where
// there is none. It is letters only, so that it is never taken for a number
// itself.
func (m *Matcher) Fingerprint(number string) string {
	number = normalise(number)
	if len(number) != 18 || number[17] != checkDigit(number[:17]) {
		return "" // what is no identity number names nobody: 见附件1, one with stars, one that a spreadsheet rounded
	}
	sum := hmac.New(sha256.New, m.key)
	sum.Write([]byte(number))
	const letters = "abcdefghijklmnop"
	var name strings.Builder
	for _, b := range sum.Sum(nil)[:fingerprintSize] {
		name.WriteByte(letters[b>>4])
		name.WriteByte(letters[b&15])
	}
	return name.String()
}

// fingerprintSize in bytes: that any two of ten million persons have one name
// is less likely than one in a thousand million.
const fingerprintSize = 10

// normalise keeps digits and the last X; an identity number of 15 digits,
// given out until 1999, becomes the one of 18 that replaced it.
func normalise(number string) string {
	var kept strings.Builder
	for _, r := range strings.ToUpper(width.Fold.String(number)) {
		if r >= '0' && r <= '9' || r == 'X' {
			kept.WriteRune(r)
		}
	}
	if text := kept.String(); len(text) != 15 || strings.Contains(text, "X") {
		return text
	}
	seventeen := kept.String()[:6] + "19" + kept.String()[6:]
	return seventeen + string(checkDigit(seventeen))
}

// checkDigit is the last place of an identity number (GB 11643-1999).
func checkDigit(seventeen string) byte {
	weights := [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	sum := 0
	for i, w := range weights {
		sum += w * int(seventeen[i]-'0')
	}
	return "10X98765432"[sum%11]
}
