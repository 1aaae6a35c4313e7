import { useMemo, useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { silenceCommentCharactersMax, silenceCommentCharactersMin } from '../../../contract/alerts';
import type { Refusal } from '../../../contract/result';
import type { Matcher, RoomEvent } from '../../../contract/state';
import type { Text } from '../../i18n/text';
import { useText } from '../../i18n/useText';
import { roomNow, useConsole } from '../../state/windowConsole';
import { openPopover, popoverIds } from '../header/popovers';
import { matcherText } from './alertWords';
import { HiddenPreview } from './HiddenPreview';
import { closeSheet } from './openEvents';
import { RefusalLine } from './RefusalLine';
import { selectMayOperate } from './selectAlerts';
import { useSilencePreview } from './useSilencePreview';

const minuteMs = 60_000;
const durationsMs = [15, 60, 120, 240, 480, 1_440].map((minutes) => minutes * minuteMs);
const noLabels: ReadonlySet<string> = new Set();

/** Hides what looks like this alert, for a while: what that means is counted before the button is pressed. */
export function SilenceForm({ event }: { event: RoomEvent }): ReactNode {
  const text = useText();
  const mayOperate = useConsole(selectMayOperate);
  const [left, setLeft] = useState(noLabels);
  const [lengthMs, setLengthMs] = useState(60 * minuteMs);
  const [comment, setComment] = useState('');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [made, setMade] = useState(false);
  const [busy, setBusy] = useState(false);
  const matchers = useMemo(() => matchersOf(event, left), [event, left]);
  const preview = useSilencePreview(event.backendId, matchers, mayOperate);
  const canPut =
    mayOperate &&
    !busy &&
    comment.trim().length >= silenceCommentCharactersMin &&
    preview?.ok === true &&
    preview.value.tooBroad === null;

  const submit = async (submitted: FormEvent): Promise<void> => {
    submitted.preventDefault();
    if (!canPut) return;
    setBusy(true);
    const startsAt = Math.round(roomNow());
    const answer = await window.highnoon.ask('silence.put', {
      backendId: event.backendId,
      id: null,
      matchers,
      startsAt,
      endsAt: startsAt + lengthMs,
      comment,
    });
    setBusy(false);
    setRefusal(answer.ok ? null : answer.refusal);
    setMade(answer.ok);
    if (answer.ok) setComment('');
  };

  return (
    <form className="silence-form" aria-label={text('silence.title')} onSubmit={(submitted) => void submit(submitted)}>
      <h3>
        {text('silence.title')} <span className="faint">{text('silence.note')}</span>
      </h3>
      {!mayOperate && <SignInFirst />}
      <fieldset disabled={!mayOperate}>
        <p className="soft">{text('silence.matchers')}</p>
        <ul className="matcher-chips">
          {Object.entries(event.labels).map(([name, value]) => (
            <li key={name}>
              <button
                type="button"
                className="matcher-chip"
                aria-pressed={!left.has(name)}
                onClick={() => setLeft(toggled(left, name))}
              >
                {matcherText({ name, value, isRegex: false, isEqual: true })}
              </button>
            </li>
          ))}
        </ul>
        <div className="silence-lengths" role="radiogroup" aria-label={text('silence.duration')}>
          {durationsMs.map((each) => (
            <label key={each}>
              <input type="radio" name="length" checked={each === lengthMs} onChange={() => setLengthMs(each)} />
              {lengthText(each, text)}
            </label>
          ))}
        </div>
        <label className="silence-comment">
          <span className="soft">{text('silence.comment')}</span>
          <input
            className="field-input"
            value={comment}
            maxLength={silenceCommentCharactersMax}
            placeholder={text('silence.commentHint', { count: silenceCommentCharactersMin })}
            autoComplete="off"
            onChange={({ target }) => {
              setComment(target.value);
              setMade(false);
            }}
          />
        </label>
        <HiddenPreview event={event} preview={preview} empty={matchers.length === 0} waits={mayOperate} />
        <RefusalLine refusal={refusal} />
        <div className="silence-act">
          <span className="soft" role="status">
            {made ? text('silence.made') : ''}
          </span>
          <button type="submit" className="button action" disabled={!canPut}>
            {text('silence.put', { length: lengthText(lengthMs, text) })}
          </button>
        </div>
      </fieldset>
    </form>
  );
}

function SignInFirst(): ReactNode {
  const text = useText();
  return (
    <p className="silence-role">
      {text('silence.needsOperate')}{' '}
      <button
        type="button"
        className="button"
        onClick={() => {
          closeSheet();
          openPopover(popoverIds.person);
        }}
      >
        {text('silence.signIn')}
      </button>
    </p>
  );
}

function matchersOf(event: RoomEvent, left: ReadonlySet<string>): Matcher[] {
  return Object.entries(event.labels)
    .filter(([name]) => !left.has(name))
    .map(([name, value]) => ({ name, value, isRegex: false, isEqual: true }));
}

function toggled(names: ReadonlySet<string>, name: string): ReadonlySet<string> {
  const next = new Set(names);
  if (!next.delete(name)) next.add(name);
  return next;
}

function lengthText(ms: number, text: Text): string {
  const minutes = ms / minuteMs;
  return minutes < 60 ? text('silence.minutes', { count: minutes }) : text('silence.hours', { count: minutes / 60 });
}
