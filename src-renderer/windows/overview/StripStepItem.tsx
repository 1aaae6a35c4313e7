import type { ReactNode } from 'react';
import { otherLanguage } from '../../i18n/text';
import { useLanguage, useText } from '../../i18n/useText';
import { pressForGraph, showInGraph } from '../../link/linkActions';
import { ScoreText } from '../../link/ScoreText';
import { formatCount } from '../../ui/format';
import { HealthGlyph } from '../../ui/glyphs/HealthGlyph';
import type { StripStep } from './pathStrip';

/** One step of an order's path: the business's word, shape, score with its level, calls. Opens the graph there. */
export function StripStepItem({ step: { node, name, health, score, requests } }: { readonly step: StripStep }): ReactNode {
  const text = useText();
  const language = useLanguage();
  return (
    <li className={`strip-step ${health}`}>
      <button
        type="button"
        data-node={node}
        data-health={health}
        title={text('strip.open')}
        onClick={() => showInGraph(node)}
        onKeyDown={(event) => pressForGraph(event, node)}
      >
        <span className="strip-name" data-drops-whole="">
          <span>{name[language]}</span>
          <span className="faint english-second">{name[otherLanguage(language)]}</span>
        </span>
        <HealthGlyph health={health} size={20} label={text(`health.${health}`)} />
        <span className="strip-score">
          <ScoreText score={score} />
        </span>
        <span className="num faint strip-rate">{requests === null ? '' : `${formatCount(requests, language)} /s`}</span>
      </button>
    </li>
  );
}
