import type { ReactNode } from 'react';
import { exportable } from '../export/exportable';
import { ExportButton } from '../export/ExportButton';
import type { ExportOffer } from '../export/exportOffer';

/** A card of the window: title, a second title in the other language or a note, what stands at the right, and its content. */
export function Panel({
  title,
  second,
  side,
  className,
  offer,
  children,
}: {
  title: string;
  second?: ReactNode;
  side?: ReactNode;
  className?: string;
  /** What the panel hands out; with it the panel takes the focus, E opens its export menu and a button stands at its right. */
  offer?: ExportOffer;
  children: ReactNode;
}): ReactNode {
  return (
    <section
      className={`panel ${className ?? ''}`}
      aria-label={title}
      {...(offer === undefined ? {} : { tabIndex: 0, ...exportable(offer) })}
    >
      <header className="panel-head">
        <h2>{title}</h2>
        <div className="second" data-drops-whole="">
          <span>{second}</span>
        </div>
        <div className="side">
          {side}
          {offer !== undefined && <ExportButton offer={offer} />}
        </div>
      </header>
      {children}
    </section>
  );
}
