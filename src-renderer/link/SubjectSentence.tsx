import type { ReactNode } from 'react';
import { useLanguage, useText } from '../i18n/useText';
import { useRoomRange } from '../state/roomRange';
import { useRoomTick } from '../state/useRoomTick';
import { absent, formatClock, formatDuration } from '../ui/format';
import { HealthGlyph } from '../ui/glyphs/HealthGlyph';
import { graphNodeName, subjectName } from './subjectName';
import { healthOfScore } from './healthOfScore';
import { lostSentence, lostWhy } from './lostWords';
import { subjectNumbers } from './subjectNumbers';
import type { SubjectPartProps } from './subjectParts';
import { useTroubleSince } from './useTroubleSince';

/** The answer first: what it is, its score with the level's word, where the points went, and since when. */
export function SubjectSentence({
  workspace,
  subject,
  around,
  side,
}: SubjectPartProps & { readonly side?: ReactNode }): ReactNode {
  const text = useText();
  const language = useLanguage();
  const roomAt = useRoomTick(1_000);
  const { at } = useRoomRange();
  const since = useTroubleSince(subject, around);
  const numbers = subjectNumbers(around.graph, subject);
  const health = healthOfScore(numbers?.score);
  const lost = numbers?.lost ?? [];
  const why = lost.find((each) => lostWhy(each, language) !== '');
  const passedOn = lost.find(({ passedOnFrom }) => passedOnFrom !== null)?.passedOnFrom ?? null;
  const words = [
    ...(lost.length === 0 ? [] : [lostSentence(lost, language)]),
    ...(why === undefined ? [] : [lostWhy(why, language)]),
    ...(passedOn === null ? [] : [text('lost.passedOn', { name: nameOf(passedOn) })]),
    ...(numbers?.score === undefined || numbers.score === null ? [whyUnknown()] : []),
  ];
  return (
    <section className={`subject-sentence ${health}`} data-health={health} data-score={numbers?.score ?? ''} aria-live="polite">
      <HealthGlyph health={health} size={36} label={text(`health.${health}`)} />
      <div className="subject-words">
        <h2>{subjectName(workspace, around.coreLink, subject, language)}</h2>
        <p>
          <span className="num subject-score">
            {numbers?.score === null || numbers === null ? absent : Math.round(numbers.score)}
          </span>
          <span className="subject-level">{text(`health.${health}`)}</span>
          <span className="num subject-lost">
            {words.map((each, i) => (
              <span key={each}>
                {i > 0 && ' · '}
                {each}
              </span>
            ))}
          </span>
          {since !== null && at === null && (
            <span className="num subject-since">
              {text('link.since', { time: formatClock(since, workspace.timeZone), lasts: formatDuration(roomAt - since) })}
            </span>
          )}
        </p>
      </div>
      {side}
    </section>
  );

  /** Not read yet, not readable, or too little to judge: three different things to do about. */
  function whyUnknown(): string {
    const status = around.frame?.status ?? null;
    if (around.coreLink === null) return text('link.noGraph');
    if (status?.phase === 'failed') return text('link.failedGraph', { reason: status.reason ?? '' });
    return text(status?.phase === 'live' ? 'link.noScore' : 'link.scoring');
  }

  function nameOf(target: string): string {
    return target.includes('→')
      ? target
          .split('→')
          .map((id) => graphNodeName(workspace, around.coreLink, id, language))
          .join(' → ')
      : graphNodeName(workspace, around.coreLink, target, language);
  }
}
