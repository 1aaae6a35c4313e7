import type { ReactNode } from 'react';
import { RefusalNote } from '../../ui/RefusalNote';

export function CoreLinkWindow(): ReactNode {
  return (
    <main>
      <RefusalNote />
    </main>
  );
}
