package stats

// Components gives each node that an edge names the smallest node it is joined
// with, directly or through others: union–find with path halving. The order of
// the edges changes nothing.
func Components(edges [][2]string) map[string]string {
	parent := map[string]string{}
	root := func(x string) string {
		for parent[x] != x {
			parent[x] = parent[parent[x]]
			x = parent[x]
		}
		return x
	}
	for _, e := range edges {
		for _, x := range e {
			if _, ok := parent[x]; !ok {
				parent[x] = x
			}
		}
		a, b := root(e[0]), root(e[1])
		parent[max(a, b)] = min(a, b)
	}
	smallest := make(map[string]string, len(parent))
	for x := range parent {
		smallest[x] = root(x)
	}
	return smallest
}
