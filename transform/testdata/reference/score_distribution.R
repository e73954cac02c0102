# Reference of the statistics of points: Rscript score_distribution.R writes
# score_rows.csv (made-up rows, fixed seed) and score_distribution.csv (what R
# makes of them: quantile type 7, rank, cor, sd).
set.seed(20240909)
group <- function(unit, level, n, decimals) {
  total <- round(rnorm(n, 82, 14), decimals)
  total[n %/% 2] <- total[1] # a tie at least
  total <- pmin(total, 112)
  c1 <- round(pmin(25, total / 4 + rnorm(n, 0, 2)), 1)
  b2 <- round(pmax(0, rnorm(n, 2, 3)), 1)
  org <- round(total - b2, 1)
  data.frame(unit = unit, level = level, mandate = sprintf("%s%s%03d", unit, level, seq_len(n)),
             total = total, c1_session = c1, b2_key = b2, self_score = round(org + rnorm(n, 1, 2), 1), org_score = org)
}
rows <- rbind(group("410400", "city", 37, 1), group("410500", "city", 24, 0), group("410400", "county", 10, 1), group("410500", "county", 2, 1))
write.csv(rows, "score_rows.csv", row.names = FALSE, quote = FALSE)

out <- data.frame()
say <- function(kind, key, level, stat, value) {
  out <<- rbind(out, data.frame(kind = kind, key = key, level = level, stat = stat,
                                value = ifelse(is.na(value), "", sprintf("%.17g", value))))
}
for (level in unique(rows$level)) {
  pool <- rows[rows$level == level, ]
  # the midrank of every total of the scheme, year and level
  say("percentile", pool$mandate, level, "percentile", 100 * (rank(pool$total, ties.method = "average") - 0.5) / nrow(pool))
  for (unit in unique(pool$unit)) {
    d <- pool[pool$unit == unit, ]
    say("distribution", unit, level, "mean", mean(d$total))
    q <- quantile(d$total, c(.10, .25, .50, .75, .90), type = 7, names = FALSE)
    for (i in 1:5) say("distribution", unit, level, c("p10", "p25", "p50", "p75", "p90")[i], q[i])
    say("gap", unit, level, "mean_gap", mean(d$self_score - d$org_score))
    say("gap", unit, level, "sd_gap", sd(d$self_score - d$org_score))
    say("gap", unit, level, "scheme_sd", sd(pool$total))
    say("gap", unit, level, "gap_in_sd", mean(d$self_score - d$org_score) / sd(pool$total))
    for (item in c("c1_session", "b2_key")) {
      say(item, unit, level, "correlation", cor(d[[item]], d$total))
      say(item, unit, level, "mean_points", mean(d[[item]]))
      say(item, unit, level, "share_of_total", sum(d[[item]]) / sum(d$total))
      say(item, unit, level, "at_max_share", mean(d[[item]] == max(d[[item]])))
    }
  }
}
write.csv(out, "score_distribution.csv", row.names = FALSE, quote = FALSE)
