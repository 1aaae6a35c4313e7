import type { ReactNode } from 'react';
import { useText } from '../../i18n/useText';
import { HealthGlyph } from '../../ui/glyphs/HealthGlyph';
import { healthStates } from '../../ui/health';

const nodeShapes = [
  { kind: 'service', radius: 3, dash: undefined },
  { kind: 'middleware', radius: 6, dash: undefined },
  { kind: 'external', radius: 3, dash: '4 3' },
] as const;
const lineShapes = [
  { name: 'cause', width: 3.5, dash: undefined, className: 'broken' },
  { name: 'affected', width: 2.4, dash: '7 4', className: 'degraded' },
  { name: 'cut', width: 3.6, dash: '0.1 7', className: 'broken' },
] as const;

/** What shapes and patterns mean; what does not fit whole is left out. */
export function Legend(): ReactNode {
  const text = useText();
  return (
    <ul className="graph-legend" data-drops-whole="">
      {healthStates.map((health) => (
        <li key={health}>
          <HealthGlyph health={health} size={16} />
          {text(`health.${health}`)}
        </li>
      ))}
      {nodeShapes.map(({ kind, radius, dash }) => (
        <li key={kind}>
          <svg className="legend-shape" width="26" height="14" aria-hidden="true">
            <rect x="1" y="1" width="24" height="12" rx={radius} strokeDasharray={dash} />
          </svg>
          {text(`coreLink.kind.${kind}`)}
        </li>
      ))}
      {lineShapes.map(({ name, width, dash, className }) => (
        <li key={name}>
          <svg className={`legend-line ${className}`} width="32" height="10" aria-hidden="true">
            <path d="M2 5 H30" strokeWidth={width} strokeDasharray={dash} strokeLinecap={name === 'cut' ? 'round' : 'butt'} />
          </svg>
          {text(`coreLink.legend.${name}`)}
        </li>
      ))}
      <li className="faint">{text('coreLink.legend.width')}</li>
    </ul>
  );
}
