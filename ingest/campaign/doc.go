// Package campaign makes the files that nobody would send and ingest must
// bear all the same: sheets of random mess whose every row is known, and
// sound files broken at random. It is for tests alone: it reads no workspace
// and nothing of the program imports it.
package campaign

import "math/rand/v2"

// Source is a stream of choices that the same seed repeats.
func Source(seed, stream uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, stream)) }

func pick[T any](r *rand.Rand, from ...T) T { return from[r.IntN(len(from))] }

// oneIn is true once in n times.
func oneIn(r *rand.Rand, n int) bool { return r.IntN(n) == 0 }
