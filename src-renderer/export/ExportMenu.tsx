import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { useText } from '../i18n/useText';
import { ownLength } from '../ui/pageScale';
import { openedExport } from './exportOffer';
import { copyLink, savePicture, saveTable } from './exportPanel';
import './export.css';

/** Every window has one: picture, data and link of the panel it was opened for. */
export function ExportMenu(): ReactNode {
  const text = useText();
  const opened = useStore(openedExport, selectOpened);
  const menu = useRef<HTMLDivElement>(null);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    const element = menu.current;
    if (element === null || opened === null) return;
    element.showPopover();
    const { right, top } = opened.panel.getBoundingClientRect();
    element.style.left = `${Math.max(8, ownLength(right) - element.offsetWidth - 12)}px`;
    element.style.top = `${ownLength(top) + 44}px`;
    element.querySelector('button')?.focus();
    return () => {
      element.hidePopover();
      setCopied(false);
    };
  }, [opened]);
  const close = (): void => openedExport.setState({ opened: null });
  if (opened === null) return <div ref={menu} popover="auto" className="popover export-menu" />;
  const { panel, offer } = opened;
  const entries = [
    { name: text('export.picture'), run: () => (close(), void savePicture(panel, offer)) },
    { name: text('export.table'), run: () => (close(), void saveTable(offer)) },
    {
      name: text(copied ? 'export.linkCopied' : 'export.link'),
      run: () => void copyLink(offer).then(setCopied),
    },
  ];
  return (
    <div
      ref={menu}
      popover="auto"
      className="popover export-menu"
      role="menu"
      aria-label={`${text('export.title')} · ${offer.title}`}
      onKeyDown={walk}
      onToggle={(event) => {
        if (event.newState === 'closed') close();
      }}
    >
      {entries.map(({ name, run }) => (
        <button key={name} type="button" role="menuitem" className="menu-entry" onClick={run}>
          {name}
        </button>
      ))}
    </div>
  );
}

function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const from = buttons.findIndex((button) => button === document.activeElement);
  buttons[(from + step + buttons.length) % buttons.length]?.focus();
}

function selectOpened({ opened }: ReturnType<typeof openedExport.getState>): typeof opened {
  return opened;
}
