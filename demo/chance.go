package demo

import (
	"hash/fnv"
	"math"
	"math/rand/v2"
)

// stream is the source of chance for one purpose in one unit: what one unit
// draws never changes what another does.
func stream(seed uint64, unit, purpose string) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(unit + "/" + purpose)) // a hash never fails to write
	return rand.New(rand.NewPCG(seed, h.Sum64()))
}

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

func between(r *rand.Rand, low, high int) int { return low + r.IntN(high-low+1) }

func logit(p float64) float64 { return math.Log(p / (1 - p)) }

func expit(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

func binomial(r *rand.Rand, n int, p float64) int {
	k := 0
	for range n {
		if r.Float64() < p {
			k++
		}
	}
	return k
}
