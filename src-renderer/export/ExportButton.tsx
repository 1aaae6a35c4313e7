import type { ReactNode } from 'react';
import { useText } from '../i18n/useText';
import { ToolGlyph } from '../ui/glyphs/ToolGlyph';
import { exportableMark } from './exportable';
import { openExport, type ExportOffer } from './exportOffer';

/** Opens the export menu of the panel it stands in. */
export function ExportButton({ offer }: { offer: ExportOffer }): ReactNode {
  const text = useText();
  return (
    <button
      type="button"
      className="export-button"
      aria-label={text('export.title')}
      title={`${text('export.title')} (E)`}
      onClick={({ currentTarget }) => {
        const panel = currentTarget.closest(`[${exportableMark}]`);
        if (panel !== null) openExport(panel, offer);
      }}
    >
      <ToolGlyph tool="export" />
    </button>
  );
}
