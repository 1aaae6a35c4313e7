import type { ReactNode } from 'react';
import { Glyph } from './Glyph';

export type Tool = 'menu' | 'wall' | 'close' | 'chevron' | 'down' | 'export';

export function ToolGlyph({ tool }: { tool: Tool }): ReactNode {
  return (
    <Glyph size={18} className="tool-glyph">
      <path className="stroked" d={paths[tool]} strokeWidth="2.4" strokeLinecap="round" strokeLinejoin="round" />
    </Glyph>
  );
}

const paths: Readonly<Record<Tool, string>> = {
  menu: 'M4 6.5 H20 M4 12 H20 M4 17.5 H20',
  wall: 'M4 4 H10 V10 H4 Z M14 4 H20 V10 H14 Z M4 14 H10 V20 H4 Z M14 14 H20 V20 H14 Z',
  close: 'M6 6 L18 18 M18 6 L6 18',
  down: 'M6 9 L12 15 L18 9',
  export: 'M12 15 V4 M7.5 8.5 L12 4 L16.5 8.5 M5 13 V20 H19 V13',
  chevron: 'M9 5 L16 12 L9 19',
};
