import type { ReactNode } from 'react';

export function Backtest(): ReactNode {
  return <main />;
}
