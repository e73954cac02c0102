package stats

// Calibration is how outcomes follow predicted log odds (Cox 1958): the shift
// that would make the total right, all predictions moved alike
// (calibration-in-the-large), and the slope, 1 where differences between
// predictions are as large as those between outcomes. Errors are clustered.
type Calibration struct {
	Shift, ShiftError float64
	Slope, SlopeError float64
}

// Calibrate compares outcomes with predicted log odds, which stand in X.
// ErrSeparated or ErrOneCluster: there is nothing to compare.
func Calibrate(points []Point) (Calibration, error) {
	cells := []Cell{{Shared: []float64{1}, Points: points}}
	shift, err := LogitAt(cells, 1)
	if err != nil {
		return Calibration{}, err
	}
	shiftErrors, err := ClusteredErrors(cells, shift)
	if err != nil {
		return Calibration{}, err
	}
	line, err := Logit(cells)
	if err != nil {
		return Calibration{}, err
	}
	lineErrors, err := ClusteredErrors(cells, line)
	if err != nil {
		return Calibration{}, err
	}
	return Calibration{
		Shift: shift.Coefficients[0], ShiftError: shiftErrors[0],
		Slope: line.Slope(), SlopeError: lineErrors[1],
	}, nil
}
