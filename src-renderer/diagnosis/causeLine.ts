import type { Language } from '../../contract/choices';
import type { Diagnosis } from '../../contract/diagnosis';
import { textOf } from '../i18n/text';
import { confidenceText } from './confidence';
import { diagnosisState } from './diagnosisState';

/** The cause in a few words, for lists: `原因 渠道 B 0.92`, `定位中…`; null where nobody has looked. */
export function causeLine(diagnosis: Diagnosis | undefined, language: Language): string | null {
  const text = textOf(language);
  const [first] = diagnosis?.suspects ?? [];
  switch (diagnosisState(diagnosis)) {
    case 'waiting':
      return null;
    case 'looking':
      return text('cause.lineLooking');
    case 'failed':
      return text('cause.lineFailed');
    case 'demand':
      return text('cause.lineDemand');
    case 'unexplained':
      return text('cause.lineUnexplained');
    case 'fault':
      return first === undefined
        ? null
        : text('cause.line', { name: first.name[language], confidence: confidenceText(first.confidence) });
  }
}
