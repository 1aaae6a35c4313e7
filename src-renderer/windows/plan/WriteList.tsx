import type { ReactNode } from 'react';
import { useLanguage, useText } from '../../i18n/useText';
import { valueText } from '../../protection/valueText';
import { stateOf, type PlanRow } from './planSubject';

/** Word for word what goes to each instance of a switch, and once it was sent, what became of it. */
export function WriteList({ row }: { readonly row: PlanRow }): ReactNode {
  const text = useText();
  const language = useLanguage();
  const unit = row.switch?.unit ?? '';
  return (
    <tr className="write-list">
      <td />
      <td colSpan={6}>
        <ul>
          {row.writes.map((write) => {
            const state = stateOf(write);
            const says = ('says' in write ? write.says : null) ?? write.failure;
            return (
              <li key={write.instance} data-instance={write.instance} data-state={state}>
                <span className="write-instance">{write.instance}</span>
                <span className="num">
                  {valueText(write.present, unit, language)} → {valueText(write.wanted, unit, language)}
                </span>
                <code>{write.failure !== null ? '' : write.request === '' ? text('send.nothing') : write.request}</code>
                <span className="write-said">
                  {state === 'due' && says === null
                    ? ''
                    : [...(state === 'due' ? [] : [text(`write.${state}`)]), ...(says === null ? [] : [says])].join(' · ')}
                </span>
              </li>
            );
          })}
        </ul>
      </td>
    </tr>
  );
}
