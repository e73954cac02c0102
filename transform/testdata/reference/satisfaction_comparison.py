"""Writes satisfaction_ballots.csv, a made-up month, and satisfaction_places.csv,
what statsmodels 0.13 and scipy 1.10 (Debian 12) make of it:

  ICC           one-way ANOVA of every ballot (0/1) on its session (statsmodels anova_lm)
  v             variance of the mean by OLS with errors clustered by session (CR1)
  t             by scipy.stats.beta (scipy.stats.t of 1.10 is right to 2e-9 only); normal quantile: scipy.stats.norm
  intervals     proportion_confint(method="wilson") on counts and on n_eff
  tau2          the moments of definitions by plain numpy, city by city
  tau2_units    DerSimonian-Laird: combine_effects(method_re="chi2"), also the centre
  shrinkage     Morris 1983, by hand
  ranks         Klein, Wright and Wieczorek 2020, by counting intervals that do not overlap

Run it here: /usr/bin/python3 satisfaction_comparison.py
"""
import random

import numpy as np
import pandas as pd
from scipy import stats
from statsmodels.formula.api import ols
from statsmodels.stats.anova import anova_lm
from statsmodels.stats.meta_analysis import combine_effects
from statsmodels.stats.proportion import proportion_confint

MIN_MANDATES, MIN_SESSIONS = 10, 3

# unit: true rate and the sessions of each county; a zone (410171) and ballots
# without a county are in the unit only.
DESIGN = {
    "410100": (0.93, {"410102": 4, "410103": 5, "410171": 2, "": 1}),
    "410200": (0.88, {"410202": 4, "410203": 2, "410204": 1}),
    "410300": (0.94, {"410302": 3, "410303": 6}),
    "410400": (0.80, {"410402": 5, "410403": 4, "410404": 4}),
    "410500": (0.90, {"410502": 3}),                # its v comes from the ICC
    "410600": (1.00, {"410602": 2, "410603": 3}),   # everyone satisfied
    "410900": (0.85, {"410902": 4, "410928": 4}),
    "419001": (0.92, {"419001": 6}),
    "411700": (0.90, {"411702": 2}),                # too few sessions to be compared
}


def ballots():
    rng = random.Random(20201)
    rows = []
    for unit, (rate, counties) in DESIGN.items():
        for place, (county, sessions) in enumerate(counties.items()):
            shift = 0.035 * (-1) ** place + rng.uniform(-0.01, 0.01)
            for s in range(sessions):
                voters = rng.randint(18, 50)
                mood = min(1, max(0, rate + shift + rng.gauss(0, 0.02))) if rate < 1 else 1
                for d in range(rng.randint(3, 6)):
                    satisfied = sum(rng.random() < mood for _ in range(voters))
                    rows.append([unit, county, f"{unit}{county}s{s}", f"{unit}{county}s{s}d{d}", voters, satisfied])
    # a unit with the very sessions of another: the two share a rank
    for unit, county, session, mandate, voters, satisfied in [r for r in rows if r[0] == "410900"]:
        rows.append(["411000", county.replace("4109", "4110").replace("411028", "411003"), "twin" + session, "twin" + mandate, voters, satisfied])
    return pd.DataFrame(rows, columns=["unit_code", "county_code", "session_id", "mandate_id", "ballots", "satisfied"])


def t975(df):
    return np.sqrt(df * (1 / stats.beta.ppf(0.05, df / 2, 0.5) - 1))


def single(sessions):
    """One row for every ballot: 1 satisfied, 0 not."""
    y, group = [], []
    for i, row in enumerate(sessions.itertuples()):
        y += [1] * row.satisfied + [0] * (row.ballots - row.satisfied)
        group += [i] * row.ballots
    return pd.DataFrame({"y": y, "g": group})


def intraclass(sessions):
    each = single(sessions)
    table = anova_lm(ols("y ~ C(g)", each).fit())
    msb, msw = table["mean_sq"]["C(g)"], table["mean_sq"]["Residual"]
    m = sessions.ballots.to_numpy()
    n0 = (m.sum() - (m**2).sum() / m.sum()) / (len(m) - 1)
    return max(0.0, (msb - msw) / (msb + (n0 - 1) * msw)), len(m) - 1


def place(sessions, icc, icc_df):
    m, y = sessions.ballots.to_numpy(), sessions.satisfied.to_numpy()
    M, k, p = m.sum(), len(m), y.sum() / m.sum()
    v = None
    if k >= 4:
        each = single(sessions)
        fit = ols("y ~ 1", each).fit(cov_type="cluster", cov_kwds={"groups": each.g})
        v = fit.cov_params().iloc[0, 0]
    if v is None or v < 1e-20:
        raw, df = 1 + ((m**2).sum() / M - 1) * icc, icc_df
        v = raw * p * (1 - p) / M
    else:
        raw, df = v / (p * (1 - p) / M), k - 1
    deff = max(1, raw)
    n_eff = M / deff * (stats.norm.ppf(0.975) / t975(df)) ** 2
    return dict(sessions=k, ballots=M, satisfied=y.sum(), p=p, v=v, deff=deff, n_eff=n_eff, df=df)


def wilson(p, n, alpha=0.05):
    return proportion_confint(p * n, n, alpha=alpha, method="wilson")


def main():
    rows = ballots()
    rows.to_csv("satisfaction_ballots.csv", index=False)
    sessions = rows.groupby(["unit_code", "county_code", "session_id"], sort=False)[["ballots", "satisfied"]].sum().reset_index()
    mandates = rows.groupby("unit_code").mandate_id.nunique()
    county_mandates = rows.groupby(["unit_code", "county_code"]).mandate_id.nunique()
    icc, icc_df = intraclass(sessions)

    units = {u: place(s, icc, icc_df) for u, s in sessions.groupby("unit_code")}
    counties = {key: place(s, icc, icc_df) for key, s in sessions.groupby(["unit_code", "county_code"])}
    M = sum(u["ballots"] for u in units.values())
    P = sum(u["satisfied"] for u in units.values()) / M
    V = sum((u["ballots"] / M) ** 2 * u["v"] for u in units.values())
    df = sum(u["sessions"] - 1 for u in units.values())
    deff = max(1, V / (P * (1 - P) / M))
    province_n = M / deff * (stats.norm.ppf(0.975) / t975(df)) ** 2

    true_counties = {k: c for k, c in counties.items() if k[1] not in ("", "410171")}
    Q = C = extra = 0.0
    for unit in units:
        own = [c for (u, _), c in true_counties.items() if u == unit]
        w = np.array([4 * c["n_eff"] for c in own])
        Y = np.array([np.arcsin(np.sqrt(c["p"])) for c in own])
        Q += (w * (Y - np.average(Y, weights=w)) ** 2).sum()
        C += w.sum() - (w**2).sum() / w.sum()
        extra += len(own) - 1
    tau2 = max(0, (Q - extra) / C)

    ranked = [u for u in units if mandates[u] >= MIN_MANDATES and units[u]["sessions"] >= MIN_SESSIONS]
    K = len(ranked)
    Y = np.array([np.arcsin(np.sqrt(units[u]["p"])) for u in ranked])
    v = np.array([1 / (4 * units[u]["n_eff"]) for u in ranked])
    pooled = combine_effects(Y, v, method_re="chi2")
    B = (K - 3) / (K - 1) * v / (v + pooled.tau2)
    shrunk = dict(zip(ranked, zip(B, np.sin(B * pooled.mean_effect_re + (1 - B) * Y) ** 2)))
    joint = {u: wilson(units[u]["p"], units[u]["n_eff"], 1 - 0.95 ** (1 / K)) for u in ranked}

    out = []
    for unit, u in units.items():
        row = dict(kind="unit", unit_code=unit, county_code="", mandates=mandates[unit], **u)
        shares = sum((c["ballots"] / u["ballots"]) ** 2 for (name, _), c in counties.items() if name == unit)
        row["wilson_low"], row["wilson_high"] = wilson(u["p"], u["ballots"])
        row["ci_low"], row["ci_high"] = wilson(u["p"], u["n_eff"])
        row["is_suppressed"] = unit not in ranked
        if unit in ranked:
            row["funnel_z"] = (np.arcsin(np.sqrt(u["p"])) - np.arcsin(np.sqrt(P))) / np.sqrt(1 / (4 * u["n_eff"]) + tau2 * shares)
            low, high = joint[unit]
            row.update(
                rank_ci_low=low, rank_ci_high=high, ranked_units=K,
                rank=1 + sum(units[o]["p"] > u["p"] for o in ranked),
                rank_low=1 + sum(joint[o][0] > high for o in ranked),
                rank_high=K - sum(joint[o][1] < low for o in ranked),
                tau2_units=pooled.tau2, shrinkage=shrunk[unit][0], satisfaction_rate_shrunk=shrunk[unit][1])
        out.append(row)
    for (unit, county), c in true_counties.items():
        row = dict(kind="county", unit_code=unit, county_code=county, mandates=county_mandates[unit, county], **c)
        row["wilson_low"], row["wilson_high"] = wilson(c["p"], c["ballots"])
        row["ci_low"], row["ci_high"] = wilson(c["p"], c["n_eff"])
        row["is_suppressed"] = row["mandates"] < MIN_MANDATES or c["sessions"] < MIN_SESSIONS
        if not row["is_suppressed"]:
            se = np.sqrt(1 / (4 * c["n_eff"]) + tau2)
            row["province_z"] = (np.arcsin(np.sqrt(c["p"])) - np.arcsin(np.sqrt(P))) / se
            if units[unit]["ballots"] > c["ballots"]:
                row["city_z"] = (np.arcsin(np.sqrt(c["p"])) - np.arcsin(np.sqrt(units[unit]["p"]))) / se
        out.append(row)
    low, high = wilson(P, M)
    ci_low, ci_high = wilson(P, province_n)
    out.append(dict(kind="province", unit_code="", county_code="", mandates=mandates.sum(), sessions=len(sessions), ballots=M,
                    satisfied=rows.satisfied.sum(), p=P, deff=deff, n_eff=province_n, wilson_low=low, wilson_high=high,
                    ci_low=ci_low, ci_high=ci_high, icc=icc, is_suppressed=False))
    for row in out:
        row["tau2"] = tau2
    pd.DataFrame(out).to_csv("satisfaction_places.csv", index=False, float_format="%.17g")


main()
