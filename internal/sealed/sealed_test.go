package sealed

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func key(t *testing.T) *Key {
	t.Helper()
	k, err := NewKey()
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func seal(t *testing.T, k *Key, content []byte) []byte {
	t.Helper()
	to, err := ParseRecipient(" " + k.Recipient() + "\n")
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w, err := Seal(&out, to)
	if err != nil {
		t.Fatal(err)
	}
	for part := content; len(part) > 0; {
		n := min(len(part), 70_000)
		if _, err := w.Write(part[:n]); err != nil {
			t.Fatal(err)
		}
		part = part[n:]
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func open(k *Key, raw []byte) ([]byte, error) {
	plain, err := Open(bytes.NewReader(raw), strings.NewReader(k.Secret()))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(plain)
}

func TestOnlyTheKeyOpens(t *testing.T) {
	k := key(t)
	content := []byte(strings.Repeat("身份证号 410901199001011234\n", 20_000))
	raw := seal(t, k, content)
	if bytes.Contains(raw, []byte("410901")) {
		t.Error("the number can be read")
	}
	if got, err := open(k, raw); err != nil || !bytes.Equal(got, content) {
		t.Errorf("%d bytes, %v", len(got), err)
	}
	if _, err := open(key(t), raw); !errors.Is(err, ErrKey) {
		t.Errorf("another's key: %v", err)
	}
	if _, err := open(k, raw[:len(raw)-1]); err == nil {
		t.Error("cut short, and not said")
	}
	raw[len(raw)/2] ^= 1
	if _, err := open(k, raw); err == nil {
		t.Error("a flipped bit, and not said")
	}
}

func TestStrangeKeys(t *testing.T) {
	k := key(t)
	for _, text := range []string{"", "age1", "410900", strings.ToUpper(k.Recipient()[:20]), k.Recipient()[:len(k.Recipient())-1], strings.TrimSpace(strings.Split(k.Secret(), "\n")[1])} {
		if _, err := ParseRecipient(text); !errors.Is(err, ErrKey) || text != "" && strings.Contains(err.Error(), text) {
			t.Errorf("%q: %v", text, err)
		}
	}
	if _, err := Open(strings.NewReader(""), strings.NewReader("no key at all")); !errors.Is(err, ErrKey) {
		t.Error(err)
	}
}

func matcher(t *testing.T, key string) *Matcher {
	t.Helper()
	path := filepath.Join(t.TempDir(), "match.key")
	if err := os.WriteFile(path, []byte(key), 0o600); err != nil {
		t.Fatal(err)
	}
	m, err := ReadMatcher(path)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestFingerprint(t *testing.T) {
	m := matcher(t, strings.Repeat("00", 32)+"\n")
	// computed with openssl dgst -sha256 -mac HMAC, nibbles written as letters
	const want = "fbcfclflbejpkfocjnko"
	for _, same := range []string{"11010519491231002X", "11010519491231002x", "１１０１０５１９４９１２３１００２Ｘ", " 110105 19491231 002X ", "110105-19491231-002X", "110105491231002"} {
		if got := m.Fingerprint(same); got != want {
			t.Errorf("%q is %s, want %s", same, got, want)
		}
	}
	if m.Fingerprint("110105194912310021") == want || matcher(t, NewMatcherKey()).Fingerprint("11010519491231002X") == want {
		t.Error("another number, or another key, has the same name")
	}
	for _, none := range []string{"", "无", "—", "见附件1", "410901********1234", "4.10901E+17", "110105194912310020"} {
		if got := m.Fingerprint(none); got != "" {
			t.Errorf("%q is %s", none, got)
		}
	}
	if !regexp.MustCompile(`^[a-p]{20}$`).MatchString(want) {
		t.Error("not letters only")
	}
}

func TestStrangeMatchKeys(t *testing.T) {
	for name, content := range map[string]string{"empty": "", "short": "00ff", "no hex": strings.Repeat("zz", 32)} {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := ReadMatcher(path); !errors.Is(err, ErrKey) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if one, other := NewMatcherKey(), NewMatcherKey(); len(one) != 65 || one == other {
		t.Error("keys are not new each time")
	}
}
