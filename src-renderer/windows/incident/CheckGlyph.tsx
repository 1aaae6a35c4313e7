import type { ReactNode } from 'react';
import type { CheckResult } from '../../../contract/diagnosis';
import { Glyph } from '../../ui/glyphs/Glyph';
import { HealthGlyph } from '../../ui/glyphs/HealthGlyph';
import { ToolGlyph } from '../../ui/glyphs/ToolGlyph';

/** Empty lamp due, arc running, speaking mark waiting, tick good, crossed square bad, dashed ring unknown, dash skipped: told apart without colour. */
export function CheckGlyph({ state }: { readonly state: CheckResult['state'] }): ReactNode {
  switch (state) {
    case 'good':
      return <ToolGlyph tool="tick" />;
    case 'bad':
      return <HealthGlyph health="broken" size={18} />;
    case 'unknown':
      return <HealthGlyph health="unknown" size={18} />;
    case 'due':
    case 'running':
    case 'waiting':
    case 'skipped':
      return (
        <Glyph size={18} className={`check-glyph ${state}`}>
          <path className="stroked" d={paths[state]} strokeWidth="2.4" strokeLinecap="round" strokeLinejoin="round" />
        </Glyph>
      );
  }
}

const paths: Readonly<Record<'due' | 'running' | 'waiting' | 'skipped', string>> = {
  due: 'M12 5 a7 7 0 1 0 0.01 0',
  running: 'M12 4.5 a7.5 7.5 0 1 1 -7.5 7.5',
  waiting: 'M4 5 H20 V15.5 H12 L7.5 20 V15.5 H4 Z',
  skipped: 'M6 12 H18',
};
