import type { ReactNode } from 'react';
import type { Suspect } from '../../../contract/diagnosis';
import { useChartLook } from '../../charts/chartLook';
import { clueLines } from '../../diagnosis/clueLines';
import { clueWords } from '../../diagnosis/clueWords';
import { useLanguage, useText } from '../../i18n/useText';
import { selectCoreLink } from '../../link/useSubjectGraph';
import { useConsole } from '../../state/windowConsole';
import { ClueCard } from './ClueCard';
import type { DiagnosisPartProps } from './DiagnosisView';

/** As many pictures as stay readable beside each other. */
const picturesMax = { wall: 3, desk: 2 } as const;

/** The suspect's evidence, strongest first: what has a curve as a picture, the rest in words. */
export function ClueCards({ workspace, incident, suspect }: DiagnosisPartProps & { readonly suspect: Suspect }): ReactNode {
  const text = useText();
  const language = useLanguage();
  const coreLink = useConsole(selectCoreLink);
  const { size } = useChartLook();
  const pictured = suspect.evidence.filter((clue) => clueLines(clue, workspace) !== null).slice(0, picturesMax[size]);
  const others = suspect.evidence
    // What was changed stands above, with its name.
    .filter((clue) => !pictured.includes(clue) && clue.why !== 'change')
    .map((clue) => {
      const { title, of, said } = clueWords(clue, workspace, coreLink, language);
      return [title, of, said].filter((word) => word !== '').join(' ');
    });
  return (
    <>
      {pictured.length === 0 ? (
        <p className="faint clue-none">{text('clue.none')}</p>
      ) : (
        <div className="clue-cards">
          {pictured.map((clue) => (
            <ClueCard
              key={`${suspect.id} ${clue.why} ${clue.series} ${clue.of}`}
              workspace={workspace}
              coreLink={coreLink}
              suspectId={suspect.id}
              clue={clue}
              isOver={incident.phase === 'resolved'}
            />
          ))}
        </div>
      )}
      {others.length > 0 && (
        <p className="clue-others soft" data-drops-whole="">
          {text('clue.others', { others: others.join(text('link.stop')) })}
        </p>
      )}
    </>
  );
}
