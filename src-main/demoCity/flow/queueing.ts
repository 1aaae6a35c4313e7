import { normalQuantile } from '../random/normal';

/** Utilisation above which the stationary formula is not used; real queues take over. */
const busyMax = 0.97;

/**
 * Mean wait of an M/M/c queue in service times: ρ^(√(2(c+1))−1) / (c(1−ρ)).
 * Sakasegawa, "An approximation formula L_q ≈ α·ρ^β/(1−ρ)", Annals of the Institute of Statistical Mathematics 29 (1977).
 */
export function stationaryWait(busy: number, servers: number): number {
  const rho = Math.min(busy, busyMax);
  if (rho <= 0) return 0;
  return Math.pow(rho, Math.sqrt(2 * (servers + 1)) - 1) / (servers * (1 - rho));
}

const z99 = normalQuantile(0.99);

/** Spread σ of the lognormal with this mean and variance. */
function sigmaOf(mean: number, variance: number): number {
  return Math.sqrt(Math.log1p(variance / (mean * mean)));
}

/** Median of the lognormal with this mean and variance. */
export function median(mean: number, variance: number): number {
  return mean <= 0 ? 0 : mean / Math.sqrt(1 + variance / (mean * mean));
}

/** 99th percentile of the lognormal with this mean and variance. */
export function percentile99(mean: number, variance: number): number {
  return mean <= 0 ? 0 : median(mean, variance) * Math.exp(z99 * sigmaOf(mean, variance));
}

/** Share of a lognormal with this mean and variance that lies above `limit`. */
export function shareAbove(limit: number, mean: number, variance: number): number {
  if (mean <= 0) return 0;
  if (variance <= 0) return mean > limit ? 1 : 0;
  const z = Math.log(limit / median(mean, variance)) / sigmaOf(mean, variance);
  if (z > 6) return 0;
  return z < -6 ? 1 : upperTail(z);
}

/** 1 − Φ(z), Zelen and Severo's polynomial (Abramowitz and Stegun 26.2.17), error below 7.5e-8. */
function upperTail(z: number): number {
  if (z < 0) return 1 - upperTail(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  return density * t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
}
