import type { ReactNode } from 'react';
import { elsewhereLane, type NodeKind } from '../../../contract/coreLink';
import type { GraphScene } from '../../coreLink/graphScene';
import { filterBy, useGraphView } from '../../coreLink/graphView';
import { noFilter } from '../../coreLink/hiddenPlaces';
import { useLanguage, useText } from '../../i18n/useText';
import { HealthGlyph } from '../../ui/glyphs/HealthGlyph';
import { healthStates } from '../../ui/health';

export const filterPopoverId = 'graph-filter';
const kinds: readonly NodeKind[] = ['service', 'middleware', 'external'];

/** What is to be seen, by level, kind and lane; nothing chosen in a row lets all of it through. */
export function FilterPopover({ scene }: { scene: GraphScene }): ReactNode {
  const text = useText();
  const language = useLanguage();
  const { filter } = useGraphView();
  return (
    <div className="popover graph-filter" popover="auto" id={filterPopoverId}>
      <FilterRow
        name={text('coreLink.level')}
        choices={healthStates.map((health) => ({
          id: health,
          label: (
            <>
              <HealthGlyph health={health} size={16} /> {text(`health.${health}`)}
            </>
          ),
          isOn: filter.levels.includes(health),
          toggle: () => filterBy({ levels: toggled(filter.levels, health) }),
        }))}
      />
      <FilterRow
        name={text('coreLink.kind')}
        choices={kinds.map((kind) => ({
          id: kind,
          label: text(`coreLink.kind.${kind}`),
          isOn: filter.kinds.includes(kind),
          toggle: () => filterBy({ kinds: toggled(filter.kinds, kind) }),
        }))}
      />
      <FilterRow
        name={text('coreLink.lane')}
        choices={scene.lanes.map(({ id, name }) => ({
          id,
          label: name?.[language] ?? text(id === elsewhereLane ? 'coreLink.elsewhere' : 'coreLink.margin'),
          isOn: filter.lanes.includes(id),
          toggle: () => filterBy({ lanes: toggled(filter.lanes, id) }),
        }))}
      />
      <button type="button" className="button" onClick={() => filterBy(noFilter)}>
        {text('coreLink.clear')}
      </button>
    </div>
  );
}

interface Choice {
  readonly id: string;
  readonly label: ReactNode;
  readonly isOn: boolean;
  readonly toggle: () => void;
}

function FilterRow({ name, choices }: { name: string; choices: readonly Choice[] }): ReactNode {
  return (
    <div className="filter-row" role="group" aria-label={name}>
      <span className="faint">{name}</span>
      {choices.map(({ id, label, isOn, toggle }) => (
        <button key={id} type="button" className="segment" aria-pressed={isOn} onClick={toggle}>
          {label}
        </button>
      ))}
    </div>
  );
}

function toggled<Item>(items: readonly Item[], item: Item): readonly Item[] {
  return items.includes(item) ? items.filter((each) => each !== item) : [...items, item];
}
