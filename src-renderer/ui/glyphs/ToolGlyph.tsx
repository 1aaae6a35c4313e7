import type { ReactNode } from 'react';
import { Glyph } from './Glyph';

export type Tool =
  'menu' | 'graph' | 'wall' | 'close' | 'chevron' | 'down' | 'export' | 'tick' | 'soundOn' | 'soundOff' | 'clock';

export function ToolGlyph({ tool }: { tool: Tool }): ReactNode {
  return (
    <Glyph size={18} className="tool-glyph">
      <path className="stroked" d={paths[tool]} strokeWidth="2.4" strokeLinecap="round" strokeLinejoin="round" />
    </Glyph>
  );
}

const paths: Readonly<Record<Tool, string>> = {
  menu: 'M4 6.5 H20 M4 12 H20 M4 17.5 H20',
  graph:
    'M3.5 12 a3 3 0 1 0 6 0 a3 3 0 1 0 -6 0 M9.2 10.7 L15 7.5 M9.2 13.3 L15 16.5 M14.5 6 a3 3 0 1 0 6 0 a3 3 0 1 0 -6 0 M14.5 18 a3 3 0 1 0 6 0 a3 3 0 1 0 -6 0',
  wall: 'M4 4 H10 V10 H4 Z M14 4 H20 V10 H14 Z M4 14 H10 V20 H4 Z M14 14 H20 V20 H14 Z',
  close: 'M6 6 L18 18 M18 6 L6 18',
  down: 'M6 9 L12 15 L18 9',
  export: 'M12 15 V4 M7.5 8.5 L12 4 L16.5 8.5 M5 13 V20 H19 V13',
  chevron: 'M9 5 L16 12 L9 19',
  clock: 'M12 3 a9 9 0 1 0 0.01 0 M12 7 V12 L15.5 14.5',
  tick: 'M4.5 12.5 L10 18 L20 6.5',
  soundOn: 'M4 9.5 H8 L13 5 V19 L8 14.5 H4 Z M16.5 9 a4.2 4.2 0 0 1 0 6 M19 6.5 a8 8 0 0 1 0 11',
  soundOff: 'M4 9.5 H8 L13 5 V19 L8 14.5 H4 Z M16.5 9.5 L21.5 14.5 M21.5 9.5 L16.5 14.5',
};
