import type { ReactNode } from 'react';
import { reportFormats } from '../../../contract/report';
import { useText } from '../../i18n/useText';
import { KeysPopover } from '../../ui/header/KeysPopover';

export function ReportKeys(): ReactNode {
  const text = useText();
  const keys: readonly (readonly [string, string])[] = [
    ['↑ ↓', text('report.key.walk')],
    ['E', text('report.key.edit')],
    ['Ctrl ↵', text('report.key.save')],
    ['U', text('report.reset')],
    ['N', text('report.makeAnew')],
    ['C', text('report.language')],
    ...reportFormats.map((format, i) => [String(i + 1), text(`report.key.${format}`)] as const),
    ['I', text('report.key.incident')],
    ['O', text('keys.overview')],
    ['M', text('sound.title')],
    ['P', text('people.chipTitle')],
    ['T', text('tools.theme')],
    ['L', text('tools.language')],
    ['F', text('tools.fullScreen')],
    ['?', text('shortcuts.help')],
    ['Esc', text('shortcuts.back')],
  ];
  return <KeysPopover keys={keys} />;
}
