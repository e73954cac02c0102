"""Mantel-Haenszel, CMH and Breslow-Day-Tarone by statsmodels, for the cases
beside int_renomination_odds and int_renomination_homogeneity.
Run: /usr/bin/python3 renomination_odds.py"""
import numpy as np
from statsmodels.stats.contingency_tables import StratifiedTable

TABLES = {
    # R's UCBAdmissions (Bickel, Hammel and O'Connell 1975): admitted, rejected of men, then of women
    "Berkeley": [[[512, 313], [89, 19]], [[353, 207], [17, 8]], [[120, 205], [202, 391]],
                 [[138, 279], [131, 244]], [[53, 138], [94, 299]], [[22, 351], [24, 317]]],
    # migraine, SAS PROC FREQ: better, same under active treatment, then placebo; women, men
    "migraine": [[[16, 11], [5, 20]], [[12, 16], [7, 19]]],
    # made up: fewer low than proposed, so that the linear term of the quadratic is negative
    "lopsided": [[[150, 150], [60, 5]], [[90, 80], [30, 6]], [[200, 120], [70, 7]]],
}
for name, tables in TABLES.items():
    s = StratifiedTable([np.array(t) for t in tables])
    low, high = s.oddsratio_pooled_confint()
    null, equal = s.test_null_odds(correction=False), s.test_equal_odds(adjust=True)
    print(name, *(f"{v:.16g}" for v in (s.oddsratio_pooled, low, high, null.statistic, null.pvalue, equal.statistic, equal.pvalue)))
