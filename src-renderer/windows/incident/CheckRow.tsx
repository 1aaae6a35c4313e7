import { useState, type ReactNode } from 'react';
import type { CheckAnswer, CheckResult } from '../../../contract/diagnosis';
import { incidentNoteCharactersMax } from '../../../contract/incidents';
import { useLanguage, useText } from '../../i18n/useText';
import { ask } from '../../ui/ask';
import { formatClock } from '../../ui/format';
import { CheckGlyph } from './CheckGlyph';

/** One check: its state as a shape and a word, what was found; a question with what can be answered, and a note beside it. */
export function CheckRow({
  incidentId,
  runbookId,
  check,
  answer,
  timeZone,
}: {
  readonly incidentId: string;
  readonly runbookId: string;
  readonly check: CheckResult;
  /** What somebody answered; undefined while nobody has. */
  readonly answer: CheckAnswer | undefined;
  readonly timeZone: string;
}): ReactNode {
  const text = useText();
  const language = useLanguage();
  const [note, setNote] = useState('');
  const { id, state, name, said, at, by, answers } = check;
  const send = (answerId: string): void =>
    void ask('incident.answer', { incidentId, runbookId, checkId: id, answerId, note: note.trim() }).then(({ ok }) => {
      if (ok) setNote('');
    });
  const who = answer?.by ?? by;
  return (
    <li className={`check-row ${state}`} data-check={id} data-check-state={state}>
      <CheckGlyph state={state} />
      <span className="check-state">{text(`checks.${state}`)}</span>
      <span className="check-words">
        <span className="check-name">{name[language]}</span>
        {said !== null && <span className="check-said num">{said[language]}</span>}
        {who !== null && (
          <span className="faint num">
            {text('checks.answered', { name: who })}
            {answer !== undefined && answer.note !== '' && ` “${answer.note}”`}
          </span>
        )}
      </span>
      <span className="faint num check-time">{at === null ? '' : formatClock(at, timeZone)}</span>
      {answers.length > 0 && (
        <span className="check-answers" role="group" aria-label={name[language]}>
          {answers.map((each) => (
            <button
              key={each.id}
              type="button"
              className={state === 'waiting' ? 'button check-answer' : 'segment check-answer'}
              aria-pressed={each.id === answer?.answerId}
              data-answer={each.id}
              onClick={() => send(each.id)}
            >
              {each.name[language]}
            </button>
          ))}
          {state === 'waiting' && (
            <input
              className="text-input check-note"
              value={note}
              maxLength={incidentNoteCharactersMax}
              placeholder={text('checks.note')}
              aria-label={text('checks.note')}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </span>
      )}
    </li>
  );
}
