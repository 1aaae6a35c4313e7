import type { ReactNode } from 'react';
import type { CoreLink } from '../../../contract/coreLink';
import type { SuspectEvidence } from '../../../contract/diagnosis';
import type { WorkspaceView } from '../../../contract/state';
import { clueLines } from '../../diagnosis/clueLines';
import { clueWords } from '../../diagnosis/clueWords';
import { useLanguage } from '../../i18n/useText';
import { PanelAgeChip } from '../../ui/PanelAgeChip';
import { ClueChart } from './ClueChart';

export interface ClueCardProps {
  readonly workspace: WorkspaceView;
  readonly coreLink: CoreLink | null;
  readonly suspectId: string;
  readonly clue: SuspectEvidence;
  readonly isOver: boolean;
}

/** One piece of evidence: what it says in plain words, and the picture that shows it. */
export function ClueCard({ workspace, coreLink, suspectId, clue, isOver }: ClueCardProps): ReactNode {
  const language = useLanguage();
  const { title, of, said } = clueWords(clue, workspace, coreLink, language);
  const drawn = clueLines(clue, workspace);
  const panelId = `incident:clue:${suspectId}:${clue.why}:${clue.series}:${clue.of}`.slice(0, 128);
  return (
    <section className="clue-card" data-clue={clue.why} data-series={clue.series} aria-label={title}>
      <header className="clue-head">
        <h3>{title}</h3>
        <span className="clue-of faint">{of}</span>
        {drawn !== null && <PanelAgeChip panelId={panelId} />}
      </header>
      <p className="clue-said num">{said}</p>
      {drawn !== null && (
        <div className="clue-body">
          <ClueChart
            key={panelId}
            panelId={panelId}
            drawn={drawn}
            from={clue.from}
            to={clue.to}
            since={clue.since}
            hasGap={clue.why === 'between'}
            isOver={isOver}
            name={`${title} ${of}:`}
          />
        </div>
      )}
    </section>
  );
}
