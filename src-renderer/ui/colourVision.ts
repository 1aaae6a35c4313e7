/** Colour arithmetic for the tests of the tokens: WCAG 2 contrast, and how far apart two colours stay for colour-blind eyes. */
type Triple = readonly [number, number, number];
type Matrix = readonly [Triple, Triple, Triple];

export const visions = ['normal', 'protan', 'deutan', 'tritan'] as const;
export type Vision = (typeof visions)[number];

/** Machado, Oliveira and Fernandes 2009, severity 1.0, for linear RGB. */
const machado = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
} as const satisfies Record<Vision, Matrix>;

/** WCAG 2.2 contrast ratio, 1–21, of two `#RRGGBB` colours. */
export function contrast(one: string, other: string): number {
  const lights = [luminance(one), luminance(other)];
  return (Math.max(...lights) + 0.05) / (Math.min(...lights) + 0.05);
}

/** Distance ×100 in OKLab (Ottosson 2020) as an eye with `vision` sees the two colours. */
export function perceivedDistance(one: string, other: string, vision: Vision): number {
  const [a, b] = [one, other].map((colour) => okLab(multiply(machado[vision], linear(colour)).map(clip)));
  return 100 * Math.hypot(...(a ?? []).map((value, i) => value - (b?.[i] ?? 0)));
}

/** The closest pair decides whether a palette works. */
export function lowestDistance(palette: readonly string[], vision: Vision): number {
  return Math.min(...palette.flatMap((one, i) => palette.slice(i + 1).map((other) => perceivedDistance(one, other, vision))));
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = linear(colour);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function linear(colour: string): number[] {
  return [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
}

function okLab(rgb: readonly number[]): number[] {
  const cones = multiply(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    rgb,
  ).map(Math.cbrt);
  return multiply(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    cones,
  );
}

function multiply(matrix: Matrix, vector: readonly number[]): number[] {
  return matrix.map((row) => row.reduce((sum, factor, i) => sum + factor * (vector[i] ?? 0), 0));
}

function clip(value: number): number {
  return Math.min(1, Math.max(0, value));
}
