import { useEffect, useEffectEvent, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type { Refusal } from '../../../../contract/result';
import type { RawSettings } from '../../../../contract/settingsForm';
import type { FormValues } from './formValues';

/** Typing comes to rest before main is asked what it thinks, ms. */
const judgeAfterMs = 250;
const nothingWrong: readonly Refusal[] = [];

/** What main finds wrong with what stands in the form now, and a way to tell what it found by other means. */
export function useJudgement({
  form,
  backendId,
  settingsNow,
  typed,
}: {
  form: UseFormReturn<FormValues>;
  backendId: string;
  settingsNow: () => RawSettings;
  /** What was said about the settings before no longer holds. */
  typed: () => void;
}): [readonly Refusal[], (refusals: readonly Refusal[]) => void] {
  const [refusals, setRefusals] = useState(nothingWrong);
  const readSettings = useEffectEvent(settingsNow);
  const tellTyped = useEffectEvent(typed);
  const { subscribe } = form;
  useEffect(() => {
    let timer: number | undefined;
    /** Of two judgements under way the one asked for last counts. */
    let turn = 0;
    const end = subscribe({
      formState: { values: true },
      callback: () => {
        tellTyped();
        window.clearTimeout(timer);
        const mine = (turn += 1);
        timer = window.setTimeout(() => {
          void window.highnoon.ask('backend.judge', { backendId, settings: readSettings() }).then((answer) => {
            if (mine === turn) setRefusals(answer.ok ? answer.value : [answer.refusal]);
          });
        }, judgeAfterMs);
      },
    });
    return () => {
      turn += 1;
      window.clearTimeout(timer);
      end();
    };
  }, [subscribe, backendId]);
  return [refusals, setRefusals];
}
