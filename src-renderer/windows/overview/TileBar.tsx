import type { ReactNode } from 'react';

/** The bar reaches a little past the tick, so that more than expected can be seen too. */
const headroom = 1.05;

/** Full width = expected (tick), filled = now, hatched = missing. */
export function TileBar({
  value,
  expected,
  missingShown,
}: {
  value: number | null;
  expected: number | null;
  missingShown: boolean;
}): ReactNode {
  if (value === null || expected === null || expected <= 0) return <div className="tile-bar" />;
  const filled = Math.min(1, value / (expected * headroom));
  const tick = 1 / headroom;
  return (
    <div className="tile-bar">
      <div className="filled" style={{ width: percent(filled) }} />
      {missingShown && filled < tick && (
        <div className="missing" style={{ left: percent(filled), width: percent(tick - filled) }} />
      )}
      <div className="tick" style={{ left: percent(tick) }} />
    </div>
  );
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`;
}
