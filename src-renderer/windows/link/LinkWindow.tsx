import type { ReactNode } from 'react';
import { RefusalNote } from '../../ui/RefusalNote';

export function LinkWindow(): ReactNode {
  return (
    <main>
      <RefusalNote />
    </main>
  );
}
