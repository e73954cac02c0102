# The endometrial cancer data of Heinze and Schemper (2002), Statistics in
# Medicine 21, 2409-2419, as Debian's r-cran-brglm2 has them, and a check of
# their Firth fit by an implementation that is not ours (brglm2, AS_mean).
# Run: Rscript renomination_endometrial.R   (writes renomination_endometrial.csv)
suppressMessages(library(brglm2))
data(endometrial)
write.csv(endometrial, "renomination_endometrial.csv", row.names = FALSE, quote = FALSE)
fit <- glm(HG ~ NV + PI + EH, binomial, endometrial, method = "brglmFit", type = "AS_mean", epsilon = 1e-14, maxit = 10000)
print(coef(fit), digits = 15)

# The profile of the penalised likelihood, with the information of all columns
# in the penalty, by optim and uniroot.
x <- cbind(1, endometrial$NV, endometrial$PI, endometrial$EH)
penalised <- function(b) {
  eta <- drop(x %*% b)
  p <- plogis(eta)
  sum(ifelse(endometrial$HG == 1, plogis(eta, log.p = TRUE), plogis(-eta, log.p = TRUE))) +
    as.numeric(determinant(t(x) %*% (x * p * (1 - p)))$modulus) / 2
}
top <- penalised(coef(fit))
below <- function(value, j) {
  part <- function(o) { b <- numeric(4); b[j] <- value; b[-j] <- o; -penalised(b) }
  o <- coef(fit)[-j]
  for (i in 1:20) o <- optim(o, part, method = "BFGS", control = list(reltol = 1e-16, maxit = 10000))$par
  2 * (top + part(o)) - qchisq(0.95, 1)
}
for (j in 2:4) {
  b <- coef(fit)[j]
  s <- sqrt(vcov(fit)[j, j])
  cat(names(b), format(c(
    uniroot(below, c(b - 6 * s, b), j = j, tol = 1e-12)$root,
    uniroot(below, c(b, b + 6 * s), j = j, tol = 1e-12)$root), digits = 12), "\n")
}
