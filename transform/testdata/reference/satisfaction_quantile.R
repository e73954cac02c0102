# Quantiles of the standard normal by R's qnorm, over the middle and both tails.
# Rscript satisfaction_quantile.R > satisfaction_quantile.csv
p <- c(10^-(300 / 1.9^(0:9)), 0.5 - 0.425, seq(0.01, 0.99, by = 0.07), 0.5 + 0.425, 1 - 10^-(2:9), (1 + 0.95^(1 / c(1:20, 157))) / 2)
cat("p,z\n")
cat(sprintf("%.17g,%.17g\n", p, qnorm(p)), sep = "")
