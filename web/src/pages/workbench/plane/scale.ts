/** Where a utility lies in the picture of the plane, in its own units. */
export const SIZE = 420;
export const EDGE = { left: 46, right: 12, top: 12, bottom: 44 };
const INNER = { width: SIZE - EDGE.left - EDGE.right, height: SIZE - EDGE.top - EDGE.bottom };

export interface Scale {
  x: (utility: number) => number;
  y: (utility: number) => number;
  ticks: { x: number[]; y: number[] };
}

function range(values: number[]): [number, number] {
  const low = Math.min(0, ...values);
  const high = Math.max(1, ...values);
  return [low, high];
}

function ticks([low, high]: [number, number]): number[] {
  const step = high - low > 2.5 ? 1 : high - low > 1.2 ? 0.5 : 0.25;
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, place) => (first + place) * step);
}

/** The scale that holds all of these points; 0 and 1 are always on it. */
export function scaleOf(across: number[], upward: number[]): Scale {
  const [x, y] = [range(across), range(upward)];
  return {
    x: (utility) => EDGE.left + ((utility - x[0]) / (x[1] - x[0])) * INNER.width,
    y: (utility) => SIZE - EDGE.bottom - ((utility - y[0]) / (y[1] - y[0])) * INNER.height,
    ticks: { x: ticks(x), y: ticks(y) },
  };
}
