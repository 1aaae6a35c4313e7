import type { ReactNode } from 'react';
import { LeverBand } from './LeverBand';
import { LeverPopover } from './LeverPopover';
import { useLeverKey } from './useLeverKey';

/** What every window has of the safety lever beside the chip in its header. */
export function Lever(): ReactNode {
  useLeverKey();
  return (
    <>
      <LeverBand />
      <LeverPopover />
    </>
  );
}
