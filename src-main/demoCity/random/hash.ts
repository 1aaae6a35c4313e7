/** 32-bit mix of up to three integers and a seed (murmur3 finaliser): the same inputs always give the same bits. */
export function hash(seed: number, a: number, b = 0, c = 0): number {
  let h = seed | 0;
  h = mix(h ^ Math.imul(a | 0, 0x9e3779b1));
  h = mix(h ^ Math.imul(b | 0, 0x85ebca6b));
  return mix(h ^ Math.imul(c | 0, 0xc2b2ae35)) >>> 0;
}

/** In [0, 1). */
export function uniform(seed: number, a: number, b = 0, c = 0): number {
  return hash(seed, a, b, c) / 0x1_0000_0000;
}

function mix(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
