# Reference figures for the re-nomination models, by implementations that are
# not ours: R's glm, mantelhaen.test, cor and wilcox.test, sandwich::vcovCL,
# pROC, brglm2; Breslow-Day-Tarone and the profile of the penalised likelihood
# are written out here from the papers.
# Debian: r-base-core r-cran-sandwich r-cran-proc r-cran-brglm2
# Run: Rscript renomination.R
# writes renomination_seats.csv, renomination_association.csv, renomination_calibration.csv
suppressMessages({library(sandwich); library(pROC); library(brglm2)})
set.seed(20261122)

# A made-up change of term: five units, three levels, people with two seats,
# ties, gaps; unit 410900 has one level only, 411000 proposes all of its
# township deputies (separation), 411300 hardly anyone (few events).
sizes <- list(
  "410100" = c(city = 60, county = 90, township = 110), "410400" = c(city = 50, county = 80, township = 90),
  "410900" = c(city = 120), "411000" = c(city = 60, county = 60, township = 60), "411300" = c(city = 20, county = 25, township = 15))
seats <- do.call(rbind, lapply(names(sizes), function(u) do.call(rbind, lapply(names(sizes[[u]]), function(l)
  data.frame(unit_code = u, congress_level = l, no = seq_len(sizes[[u]][[l]]))))))
n <- nrow(seats)
seats$mandate_id <- sprintf("m%04d", seq_len(n))
# twenty people of a unit sit at each of its levels
seats$person_key <- with(seats, ifelse(no <= 20, paste(unit_code, "p", no), paste(unit_code, congress_level, no)))
seats$score_percentile <- round(runif(n, 0, 100) / 2.5) * 2.5
seats$satisfaction_percentile <- round(pmin(100, pmax(0, seats$score_percentile + rnorm(n, 0, 30))), 1)
lenient <- c("410100" = 0.9, "410400" = -0.9, "410900" = 0, "411000" = 0.4, "411300" = -2.5)[seats$unit_code]
seats$is_excellent <- as.integer(runif(n) < plogis(-lenient + (seats$score_percentile - 50) / 25))
seats$is_proposed <- as.integer(runif(n) < plogis(lenient + (seats$score_percentile - 50) / 30 + 0.7 * seats$is_excellent))
seats$is_proposed[seats$unit_code == "411000" & seats$congress_level == "township"] <- 1L
seats$score_percentile[sample(n, 60)] <- NA
seats$satisfaction_percentile[sample(n, 90)] <- NA
seats$is_excellent[sample(n, 40)] <- NA
write.csv(seats[c("mandate_id", "person_key", "unit_code", "congress_level", "score_percentile", "satisfaction_percentile", "is_excellent", "is_proposed")],
          "renomination_seats.csv", row.names = FALSE, quote = FALSE, na = "")

out <- data.frame()
say <- function(kind, stratum, measure, statistic, value)
  out <<- rbind(out, data.frame(kind, stratum, measure, statistic, value = sprintf("%.15g", as.numeric(value))))

delong <- function(y, x) { # area and the variance of DeLong, by pROC
  r <- roc(y, x, levels = c(0, 1), direction = "<", quiet = TRUE)
  c(as.numeric(auc(r)), var(r, method = "delong"), as.numeric(ci.auc(r, method = "delong"))[c(1, 3)])
}

breslow_day_tarone <- function(tab, psi) { # tab: 2 x 2 x K; Breslow & Day 1980, 4.4; Tarone 1985
  terms <- apply(tab, 3, function(t) {
    m1 <- sum(t[1, ]); m0 <- sum(t[2, ]); s <- sum(t[, 1])
    f <- function(e) e * (m0 - s + e) - psi * (m1 - e) * (s - e)
    e <- uniroot(f, c(max(0, s - m0), min(m1, s)), tol = 1e-14, maxiter = 1e5)$root
    for (i in 1:3) e <- e - f(e) / ((m0 - s + 2 * e) + psi * (m1 + s - 2 * e)) # polish
    v <- 1 / (1 / e + 1 / (m1 - e) + 1 / (s - e) + 1 / (m0 - s + e))
    c(t[1, 1] - e, v, sum(c(e, m1 - e, s - e, m0 - s + e) < 5))
  })
  x <- sum(terms[1, ]^2 / terms[2, ]) - sum(terms[1, ])^2 / sum(terms[2, ])
  c(x, ncol(terms) - 1, sum(terms[3, ]))
}

tables <- function(d, high) { # 2 x 2 x K over unit and level, zero margins dropped
  cell <- interaction(d$unit_code, d$congress_level, drop = TRUE)
  tab <- table(factor(high, c(TRUE, FALSE)), factor(d$is_proposed, c(1, 0)), cell)
  tab[, , apply(tab, 3, function(t) all(rowSums(t) > 0) && all(colSums(t) > 0)), drop = FALSE]
}

odds <- function(kind, stratum, measure, d, high) {
  d <- d[!is.na(high), ]; high <- high[!is.na(high)]
  crude <- table(factor(high, c(TRUE, FALSE)), factor(d$is_proposed, c(1, 0)))
  tab <- tables(d, high)
  say(kind, stratum, measure, "strata_used", dim(tab)[3])
  if (all(crude > 0)) say(kind, stratum, measure, "odds_ratio_crude", crude[1, 1] * crude[2, 2] / (crude[1, 2] * crude[2, 1]))
  if (dim(tab)[3] < 2) return()
  m <- mantelhaen.test(tab, correct = FALSE)
  say(kind, stratum, measure, "cmh", m$statistic)
  say(kind, stratum, measure, "cmh_p", m$p.value)
  if (!is.finite(m$estimate) || m$estimate == 0) return()
  say(kind, stratum, measure, "odds_ratio_mh", m$estimate)
  say(kind, stratum, measure, "odds_ratio_mh_low", m$conf.int[1])
  say(kind, stratum, measure, "odds_ratio_mh_high", m$conf.int[2])
  b <- breslow_day_tarone(tab, m$estimate)
  say(kind, stratum, measure, "expected_cells", 4 * dim(tab)[3])
  say(kind, stratum, measure, "small_expected_cells", b[3])
  if (5 * b[3] <= 4 * dim(tab)[3]) {
    say(kind, stratum, measure, "breslow_day_tarone", b[1])
    say(kind, stratum, measure, "breslow_day_p", pchisq(b[1], b[2], lower.tail = FALSE))
  }
}

firth_interval <- function(x, y, j) {
  penalised <- function(b) {
    eta <- drop(x %*% b); p <- plogis(eta)
    sum(ifelse(y == 1, plogis(eta, log.p = TRUE), plogis(-eta, log.p = TRUE))) +
      as.numeric(determinant(t(x) %*% (x * p * (1 - p)))$modulus) / 2
  }
  b <- coef(brglmFit(x, y, family = binomial(), control = list(type = "AS_mean", epsilon = 1e-14, maxit = 10000)))
  # the gradient of the penalised likelihood, for a sharp inner maximum
  score <- function(b) {
    p <- plogis(drop(x %*% b)); w <- p * (1 - p)
    h <- w * rowSums((x %*% solve(t(x) %*% (x * w))) * x)
    drop(t(x) %*% (y - p + h * (0.5 - p)))
  }
  inner <- function(value) {
    o <- b[-j]
    for (i in 1:500) { # scoring with x_j held
      full <- numeric(length(b)); full[j] <- value; full[-j] <- o
      p <- plogis(drop(x %*% full)); info <- t(x) %*% (x * p * (1 - p))
      step <- solve(info[-j, -j], score(full)[-j])
      step <- step * min(1, 1 / max(abs(step)))
      o <- o + step
      if (max(abs(step)) < 1e-13) break
    }
    full[-j] <- o
    2 * (penalised(b) - penalised(full)) - qchisq(0.95, 1)
  }
  p <- plogis(drop(x %*% b)); s <- sqrt(solve(t(x) %*% (x * p * (1 - p)))[j, j])
  c(b[j], uniroot(inner, c(b[j] - 4 * s, b[j]), tol = 1e-13)$root, uniroot(inner, c(b[j], b[j] + 4 * s), tol = 1e-13)$root)
}

factors <- function(d, intercept) { # unit and level as far as they vary
  f <- character()
  if (length(unique(d$unit_code)) > 1) f <- c(f, "unit_code")
  if (length(unique(d$congress_level)) > 1) f <- c(f, "congress_level")
  reformulate(c(f, "x"), "is_proposed")
}

logit <- function(kind, stratum, measure, d) {
  fit <- suppressWarnings(glm(factors(d), binomial, d, control = list(epsilon = 1e-14, maxit = 200)))
  k <- fit$rank; events <- sum(d$is_proposed)
  say(kind, stratum, measure, "logit_parameters", k)
  if (min(events, nrow(d) - events) < 10 * k) return()
  if (max(abs(coef(fit)), na.rm = TRUE) > 15) { # separated
    x <- model.matrix(fit)[, !is.na(coef(fit))]
    b <- firth_interval(x, d$is_proposed, ncol(x))
  } else {
    v <- vcovCL(fit, cluster = d$person_key, type = "HC1", cadjust = TRUE)
    b <- coef(fit)[["x"]] + c(0, -1, 1) * qnorm(0.975) * sqrt(v["x", "x"])
    say(kind, stratum, measure, "logit_clusters", length(unique(d$person_key)))
  }
  say(kind, stratum, measure, "odds_ratio_logit", exp(b[1]))
  say(kind, stratum, measure, "odds_ratio_logit_low", exp(b[2]))
  say(kind, stratum, measure, "odds_ratio_logit_high", exp(b[3]))
}

stratum_of <- function(kind, d) switch(kind, province = rep("410000", nrow(d)), unit = d$unit_code, level = d$congress_level)

for (measure in c("score_percentile", "satisfaction", "score_band")) {
  seats$raw <- seats[[c(score_percentile = "score_percentile", satisfaction = "satisfaction_percentile", score_band = "is_excellent")[measure]]]
  known <- seats[!is.na(seats$raw), ]
  known$x <- known$raw / ifelse(measure == "score_band", 1, 10)
  known$high <- if (measure == "score_band") known$raw == 1 else ifelse(3 * known$raw >= 200, TRUE, ifelse(3 * known$raw <= 100, FALSE, NA))
  for (kind in c("province", "unit", "level")) for (stratum in unique(stratum_of(kind, known))) {
    d <- known[stratum_of(kind, known) == stratum, ]
    s <- function(...) say(kind, stratum, measure, ...)
    s("n", nrow(d)); s("proposed", sum(d$is_proposed))
    s("point_biserial", cor(d$raw, d$is_proposed))
    s("spearman", cor(d$raw, d$is_proposed, method = "spearman"))
    a <- delong(d$is_proposed, d$raw)
    s("auc", a[1]); s("auc_low", a[3]); s("auc_high", a[4])
    parts <- split(d, interaction(d$unit_code, d$congress_level, drop = TRUE))
    parts <- parts[sapply(parts, function(p) length(unique(p$is_proposed)) == 2)]
    pairs <- sapply(parts, function(p) as.numeric(sum(p$is_proposed)) * sum(1 - p$is_proposed))
    each <- sapply(parts, function(p) {
      if (min(sum(p$is_proposed), sum(1 - p$is_proposed)) < 2) return(c(as.numeric(auc(roc(p$is_proposed, p$raw, levels = c(0, 1), direction = "<", quiet = TRUE))), NA))
      delong(p$is_proposed, p$raw)[1:2]
    })
    pooled <- sum(pairs * each[1, ]) / sum(pairs)
    s("auc_stratified", pooled)
    se <- sqrt(sum((pairs / sum(pairs))^2 * each[2, ]))
    if (!is.na(se)) { s("auc_stratified_low", max(0, pooled - qnorm(0.975) * se)); s("auc_stratified_high", min(1, pooled + qnorm(0.975) * se)) }
    odds(kind, stratum, measure, d, d$high)
    logit(kind, stratum, measure, d)
  }
}
write.csv(out, "renomination_association.csv", row.names = FALSE, quote = FALSE)

# Each unit predicted from the others: an intercept for each level, one slope.
out <- data.frame()
for (measure in c("score_percentile", "satisfaction", "score_band")) {
  seats$raw <- seats[[c(score_percentile = "score_percentile", satisfaction = "satisfaction_percentile", score_band = "is_excellent")[measure]]]
  known <- seats[!is.na(seats$raw), ]
  known$x <- known$raw / ifelse(measure == "score_band", 1, 10)
  known$lp <- NA
  for (u in unique(known$unit_code)) {
    rest <- known[known$unit_code != u, ]; own <- known$unit_code == u
    fit <- glm(is_proposed ~ congress_level + x, binomial, rest, control = list(epsilon = 1e-14, maxit = 200))
    known$lp[own] <- predict(fit, known[own, ])
    say("unit", u, measure, "n", sum(own))
    say("unit", u, measure, "proposed", sum(known$is_proposed[own]))
    say("unit", u, measure, "expected", sum(plogis(known$lp[own])))
  }
  shift <- glm(is_proposed ~ 1, binomial, known, offset = known$lp, control = list(epsilon = 1e-14, maxit = 200))
  line <- glm(is_proposed ~ lp, binomial, known, control = list(epsilon = 1e-14, maxit = 200))
  ends <- function(fit, j, name) {
    se <- sqrt(vcovCL(fit, cluster = known$person_key, type = "HC1", cadjust = TRUE)[j, j])
    say("province", "410000", measure, name, coef(fit)[j])
    say("province", "410000", measure, paste0(name, "_low"), coef(fit)[j] - qnorm(0.975) * se)
    say("province", "410000", measure, paste0(name, "_high"), coef(fit)[j] + qnorm(0.975) * se)
  }
  ends(shift, 1, "calibration_shift"); ends(line, 2, "calibration_slope")
  tenth <- pmin(9, floor(plogis(known$lp) * 10)) + 1
  for (k in sort(unique(tenth))) {
    say("tenth", k, measure, "n", sum(tenth == k)); say("tenth", k, measure, "proposed", sum(known$is_proposed[tenth == k]))
    say("tenth", k, measure, "expected", sum(plogis(known$lp[tenth == k])))
  }
}
write.csv(out, "renomination_calibration.csv", row.names = FALSE, quote = FALSE)
