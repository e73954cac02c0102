# Laney's p' chart (Quality Engineering 2002, 14:531-537) by R's own vectors:
# a frozen baseline of twelve months, limits and runs for all of them.
# Rscript laney.R > laney.csv
set.seed(20020531)
months <- 32
ballots <- sample(60:900, months)
rate <- pmin(0.99, pmax(0.6, 0.9 + rnorm(months, 0, 0.03)))
rate[20:30] <- pmin(0.995, rate[20:30] + 0.05)
rate[15] <- 0.55
satisfied <- round(ballots * rate)
base <- 1:12
centre <- sum(satisfied[base]) / sum(ballots[base])
error <- sqrt(centre * (1 - centre) / ballots)
z <- (satisfied / ballots - centre) / error
sigma <- mean(abs(diff(z[base]))) / 1.128
lower <- pmax(0, centre - 3 * sigma * error)
upper <- pmin(1, centre + 3 * sigma * error)
after <- seq(13, months)
side <- sign(z[after])
run <- ave(seq_along(side), cumsum(c(TRUE, diff(side) != 0)), FUN = seq_along)
cat("period,ballots,satisfied,centre,sigma_z,lower,upper,z,rule_1,run_length,rule_2\n")
for (i in 1:months) {
  period <- sprintf("%d-%02d", 2022 + (i - 1) %/% 12, (i - 1) %% 12 + 1)
  j <- i - 12
  cat(sprintf("%s,%d,%d,%.17g,%.17g,%.17g,%.17g,%.17g,%s,%s,%s\n", period, ballots[i], satisfied[i], centre, sigma, lower[i], upper[i], z[i],
    if (j > 0) tolower(as.character(abs(z[i]) > 3 * sigma)) else "", if (j > 0) as.character(run[j]) else "",
    if (j > 0) tolower(as.character(run[j] == 8)) else ""))
}
