// Package sealed keeps original bytes from everyone but the holder of a key
// (age, filippo.io/age), and tells persons apart by a keyed hash without
// keeping their numbers. It stores no key and knows no workspace.
package sealed

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"filippo.io/age"
)

// ErrKey is wrapped where a key is none, or not the one that opens.
var ErrKey = errors.New("not the key")

// Recipient is the public half of an office's key: it seals and cannot open.
type Recipient struct{ to age.Recipient }

// ParseRecipient reads a public key, age1….
func ParseRecipient(text string) (*Recipient, error) {
	to, err := age.ParseX25519Recipient(strings.TrimSpace(text))
	if err != nil {
		return nil, fmt.Errorf("%w: no public key", ErrKey) // the cause would repeat a secret key put here by mistake
	}
	return &Recipient{to}, nil
}

// Seal writes to w, encrypted for r, whatever is written to the returned
// writer. Only its Close makes the whole.
func Seal(w io.Writer, r *Recipient) (io.WriteCloser, error) {
	sealed, err := age.Encrypt(w, r.to)
	if err != nil {
		return nil, fmt.Errorf("seal: %w", err)
	}
	return sealed, nil
}

// Key is an office's key pair. The secret half is kept outside the workspace.
type Key struct{ identity *age.X25519Identity }

// NewKey makes a key pair.
func NewKey() (*Key, error) {
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		return nil, fmt.Errorf("make key: %w", err)
	}
	return &Key{identity}, nil
}

// Recipient is the public half as text, age1….
func (k *Key) Recipient() string { return k.identity.Recipient().String() }

// Secret is the secret half as the lines of a key file.
func (k *Key) Secret() string {
	return "# public key: " + k.Recipient() + "\n" + k.identity.String() + "\n"
}

// Open reads what was sealed with the secret half in a key file. A part cut
// off or changed is an error before the end.
func Open(sealed io.Reader, keyFile io.Reader) (io.Reader, error) {
	identities, err := age.ParseIdentities(io.LimitReader(keyFile, 1<<20))
	if err != nil {
		return nil, fmt.Errorf("%w: no secret key in the key file", ErrKey) // nothing of the file is repeated
	}
	plain, err := age.Decrypt(sealed, identities...)
	var other *age.NoIdentityMatchError
	if errors.As(err, &other) {
		return nil, fmt.Errorf("%w: %w", ErrKey, err)
	}
	if err != nil {
		return nil, fmt.Errorf("open sealed file: %w", err)
	}
	return plain, nil
}
