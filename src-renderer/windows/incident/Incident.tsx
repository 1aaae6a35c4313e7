import type { ReactNode } from 'react';

export function Incident(): ReactNode {
  return <main />;
}
