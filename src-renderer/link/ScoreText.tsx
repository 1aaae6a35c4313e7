import type { ReactNode } from 'react';
import { useText } from '../i18n/useText';
import { absent } from '../ui/format';
import { healthOfScore } from './healthOfScore';
import './scoreText.css';

/** `94 健康`: a score is never said without its level's word. */
export function ScoreText({ score }: { score: number | null }): ReactNode {
  const text = useText();
  const health = healthOfScore(score);
  return (
    <span className={`score-text ${health}`}>
      <span className="num score-number">{score === null ? absent : Math.round(score)}</span>{' '}
      <span className="score-word">{text(`health.${health}`)}</span>
    </span>
  );
}
