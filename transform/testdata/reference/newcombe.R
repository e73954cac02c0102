# The difference of two proportions with Newcombe's method 10 (Stat Med 1998,
# 17:873-890), 95%. Wilson's limits are found here as the roots of
# (p - t)^2 = z^2 t (1 - t) / n, so that sizes may be fractional; for whole
# counts they are checked against R's own prop.test(correct = FALSE).
# Rscript newcombe.R > newcombe.csv
options(digits = 17)
z <- qnorm(0.975)
wilson <- function(p, n) {
  a <- 1 + z^2 / n; b <- -(2 * p + z^2 / n); d <- sqrt(b^2 - 4 * a * p^2)
  limits <- c((-b - d) / (2 * a), (-b + d) / (2 * a))
  if (p == 0) limits[1] <- 0
  if (p == 1) limits[2] <- 1
  limits
}
whole <- function(y, n) suppressWarnings(as.numeric(prop.test(y, n, correct = FALSE)$conf.int))
set.seed(20240930)
rows <- list(c(56, 70, 48, 80), c(9, 10, 3, 10), c(6, 7, 2, 7), c(5, 56, 0, 29), c(0, 10, 0, 20), c(0, 10, 0, 10), c(10, 10, 0, 20), c(10, 10, 0, 10), c(1, 1, 0, 1))
for (i in 1:20) {
  n <- sample(20:5000, 2); y <- rbinom(2, n, runif(2, 0.5, 1)); rows[[length(rows) + 1]] <- c(y[1], n[1], y[2], n[2])
}
cat("p,n,q,m,low,high\n")
line <- function(p, n, q, m) {
  a <- wilson(p, n); b <- wilson(q, m)
  cat(sprintf("%.17g,%.17g,%.17g,%.17g,%.17g,%.17g\n", p, n, q, m,
    p - q - sqrt((p - a[1])^2 + (b[2] - q)^2), p - q + sqrt((a[2] - p)^2 + (q - b[1])^2)))
}
for (r in rows) {
  stopifnot(max(abs(wilson(r[1] / r[2], r[2]) - whole(r[1], r[2]))) < 1e-12)
  line(r[1] / r[2], r[2], r[3] / r[4], r[4])
}
for (i in 1:20) { n <- runif(2, 1, 800); p <- runif(2, 0.4, 1); line(p[1], n[1], p[2], n[2]) }
