package lake

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
)

// A manifest, and each line of a journal, ends with a hash of what stands
// before it, so that a changed digit is found although the JSON is still
// whole.

const sumKey = `,"sum":"`

// withSum puts the hash into an encoded JSON object as its last key.
func withSum(object []byte) []byte {
	body := bytes.TrimRight(bytes.TrimSuffix(bytes.TrimSpace(object), []byte("}")), " \n")
	sum := sha256.Sum256(body)
	return append(append(bytes.Clone(body), sumKey...), hex.EncodeToString(sum[:])+`"}`...)
}

// sumOf reports whether an object carries a hash, and whether it is the right
// one.
func sumOf(object []byte) (carried, right bool) {
	object = bytes.TrimSpace(object)
	at := bytes.LastIndex(object, []byte(sumKey))
	if at < 0 {
		return false, false
	}
	return true, bytes.Equal(withSum(append(bytes.Clone(object[:at]), '}')), object)
}
