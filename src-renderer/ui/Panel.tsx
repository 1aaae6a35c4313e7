import type { ReactNode } from 'react';

/** A card of the window: title, a second title in the other language or a note, what stands at the right, and its content. */
export function Panel({
  title,
  second,
  side,
  className,
  children,
}: {
  title: string;
  second?: ReactNode;
  side?: ReactNode;
  className?: string;
  children: ReactNode;
}): ReactNode {
  return (
    <section className={`panel ${className ?? ''}`} aria-label={title}>
      <header className="panel-head">
        <h2>{title}</h2>
        <div className="second" data-drops-whole="">
          <span>{second}</span>
        </div>
        <div className="side">{side}</div>
      </header>
      {children}
    </section>
  );
}
