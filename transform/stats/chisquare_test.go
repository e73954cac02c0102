package stats

import "testing"

// R: pchisq(x, df, lower.tail = FALSE).
func TestChiSquareTailAgreesWithR(t *testing.T) {
	for _, c := range []struct {
		x    float64
		df   int
		want float64
	}{
		{3.841458820694124, 1, 0.04999999999999998},
		{0.1, 1, 0.7518296340458493},
		{18.826, 5, 0.002070958973982932},
		{60, 30, 0.0009206823961486663},
		{1e-8, 2, 0.999999995},
		{9.2, 3, 0.02674663612208853},
	} {
		near(t, "tail", ChiSquareTail(c.x, c.df), c.want, 1e-9)
	}
	for x, want := range map[[2]float64]float64{{250, 53}: 2.434150124049501e-27, {400, 20}: 2.044095593580732e-72} {
		near(t, "far tail", ChiSquareTail(x[0], int(x[1]))/want, 1, 1e-9)
	}
}
