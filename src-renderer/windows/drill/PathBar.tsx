import type { ReactNode } from 'react';
import type { WorkspaceView } from '../../../contract/state';
import { useLanguage, useText } from '../../i18n/useText';
import { dimensionName, valueName } from '../../slices/sliceName';
import type { OpenDimension } from '../../slices/useDimensionReadings';
import { ToolGlyph } from '../../ui/glyphs/ToolGlyph';
import { DimensionChip } from './DimensionChip';
import { cutBy, openDimensions, toggleCut, upTo, type DrillPlace } from './drillPlace';

export interface PathBarProps {
  readonly workspace: WorkspaceView;
  readonly place: DrillPlace;
  readonly dimensions: readonly OpenDimension[];
  readonly go: (place: DrillPlace) => void;
}

/** The metric, what is fixed on the way here, and the dimensions that are still open, each with its answer to "where". */
export function PathBar({ workspace, place, dimensions, go }: PathBarProps): ReactNode {
  return (
    <nav className="path-bar">
      <Breadcrumbs workspace={workspace} place={place} go={go} />
      <ul className="dimension-chips">
        {openDimensions(place, workspace).map((dimensionId, i) => (
          <DimensionChip
            key={dimensionId}
            dimensionId={dimensionId}
            name={dimensionName(workspace, dimensionId)}
            number={i + 1}
            by={place.by}
            open={dimensions.find((each) => each.dimensionId === dimensionId) ?? null}
            onOnly={() => go(cutBy(place, [dimensionId]))}
            onToggle={() => go(toggleCut(place, dimensionId))}
          />
        ))}
      </ul>
    </nav>
  );
}

function Breadcrumbs({ workspace, place, go }: Omit<PathBarProps, 'dimensions'>): ReactNode {
  const text = useText();
  const language = useLanguage();
  const fixed = Object.entries(place.path);
  return (
    <ol className="breadcrumbs">
      <li>
        <MetricPicker workspace={workspace} place={place} go={go} />
      </li>
      <li>
        <button type="button" className="crumb" disabled={fixed.length === 0} onClick={() => go(upTo(place, 0))}>
          {text('drill.everything')}
        </button>
      </li>
      {fixed.map(([dimensionId, valueId], i) => (
        <li key={dimensionId}>
          <ToolGlyph tool="chevron" />
          <button type="button" className="crumb" disabled={i === fixed.length - 1} onClick={() => go(upTo(place, i + 1))}>
            <span className="faint">{dimensionName(workspace, dimensionId)[language]}</span>{' '}
            {valueName(workspace, dimensionId, valueId)[language]}
          </button>
        </li>
      ))}
      {fixed.length > 0 && (
        <li>
          <button type="button" className="button quiet up" onClick={() => go(upTo(place, fixed.length - 1))}>
            {text('drill.up')} <span className="keycap">⌫</span>
          </button>
        </li>
      )}
      <DrillKeys />
    </ol>
  );
}

/** The table's keys, where there is room for them. */
function DrillKeys(): ReactNode {
  const text = useText();
  const keys = [
    ['↑ ↓', text('drill.keyRows')],
    ['Enter', text('drill.keyDeeper')],
    ['⌫', text('drill.keyUp')],
    ['A B', text('drill.keyCompare')],
    ['1–9', text('drill.keyCut')],
  ] as const;
  return (
    <li className="drill-keys" data-drops-whole="">
      {keys.map(([key, name]) => (
        <span key={key}>
          <span className="keycap">{key}</span> {name}
        </span>
      ))}
    </li>
  );
}

function MetricPicker({ workspace, place, go }: Omit<PathBarProps, 'dimensions'>): ReactNode {
  const text = useText();
  const language = useLanguage();
  return (
    <select
      className="metric-picker"
      aria-label={text('drill.metric')}
      value={place.metricId}
      onChange={(event) => {
        go({ ...place, metricId: event.target.value, compared: null });
        // The keys belong to the window again.
        event.target.blur();
      }}
    >
      {Object.entries(workspace.metrics)
        .filter(([, metric]) => metric.of === 'business')
        .map(([metricId, { name }]) => (
          <option key={metricId} value={metricId}>
            {name[language]}
          </option>
        ))}
    </select>
  );
}
