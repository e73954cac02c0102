# Rank sets of the example of Klein, Wright and Wieczorek 2020 (JRSS C 69:589-606):
# mean travel time to work of 51 states, American Community Survey 2011, with 90%
# margins of error, shortest first. A joint 90% region: each state at 0.9^(1/51).
# The limits are not rounded (the paper's figures round them to a decimal).
# Rscript satisfaction_travel_time.R > satisfaction_travel_time.csv
acs <- read.table(text = "
SD 16.9 0.5
ND 16.9 0.6
WY 18.1 0.8
NE 18.1 0.3
MT 18.2 0.5
AK 18.4 0.5
IA 18.8 0.2
KS 18.9 0.3
ID 19.7 0.4
OK 21.1 0.2
AR 21.3 0.4
NM 21.4 0.4
UT 21.6 0.3
WI 21.9 0.2
VT 21.9 0.5
OR 22.5 0.3
KY 22.9 0.2
MN 23 0.2
OH 23.1 0.1
MO 23.1 0.2
RI 23.4 0.5
NC 23.4 0.2
ME 23.4 0.4
IN 23.5 0.2
SC 23.6 0.3
MS 23.9 0.4
AL 23.9 0.2
NV 24.1 0.4
MI 24.1 0.2
TN 24.2 0.2
LA 24.5 0.2
CO 24.5 0.3
TX 24.8 0.1
AZ 24.8 0.2
CT 25 0.3
DE 25.3 0.6
WA 25.5 0.2
WV 25.6 0.5
HI 25.7 0.4
FL 25.8 0.2
PA 25.9 0.1
NH 26.9 0.5
GA 27.1 0.3
CA 27.1 0.1
VA 27.7 0.2
MA 28 0.2
IL 28.2 0.2
DC 30.1 0.5
NJ 30.5 0.2
NY 31.5 0.2
MD 32.2 0.2
", col.names = c("state", "minutes", "margin"))
z <- qnorm((1 + 0.9^(1 / 51)) / 2)
half <- z * acs$margin / qnorm(0.95)
low <- acs$minutes - half
high <- acs$minutes + half
rank <- rank(acs$minutes, ties.method = "min")
certainly_shorter <- rowSums(outer(low, high, ">"))
certainly_longer <- rowSums(outer(high, low, "<"))
cat("state,minutes,margin,rank,rank_low,rank_high\n")
cat(sprintf("%s,%g,%g,%d,%d,%d\n", acs$state, acs$minutes, acs$margin, rank, 1 + certainly_shorter, 51 - certainly_longer), sep = "")
