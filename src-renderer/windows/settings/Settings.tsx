import { useState } from 'react';
import type { ReactNode } from 'react';
import { otherLanguage, textOf } from '../../i18n/text';
import { useLanguage, useText } from '../../i18n/useText';
import { RefusalNote } from '../../ui/RefusalNote';
import { BrandMark } from '../../ui/glyphs/BrandMark';
import { RoomClockFace } from '../../ui/header/RoomClockFace';
import { LeverChip } from '../../ui/lever/LeverChip';
import { PersonChip } from '../../ui/people/PersonChip';
import { useConsole } from '../../state/windowConsole';
import { selectWorkspace } from '../../state/selectWorkspace';
import { DetectionSection } from './detection/DetectionSection';
import { PeopleSection } from './people/PeopleSection';
import { SourcesSection } from './sources/SourcesSection';

const sections = ['sources', 'detection', 'people'] as const;

/** What is set up once and looked at rarely: where data comes from, what is told of it to whom, and who may do what. */
export function Settings(): ReactNode {
  const text = useText();
  const language = useLanguage();
  const workspace = useConsole(selectWorkspace);
  const [shown, setShown] = useState<(typeof sections)[number]>('sources');
  return (
    <main className="settings">
      <header className="header">
        <div className="header-part brand">
          <BrandMark />
          <div>
            <h1 className="header-first">
              {text('settings.title')}{' '}
              <span className="faint english-second">{textOf(otherLanguage(language))('settings.title')}</span>
            </h1>
            {workspace !== null && <p className="header-second">{workspace.path ?? text('about.builtIn')}</p>}
          </div>
        </div>
        <div className="header-space" />
        <PersonChip />
        <LeverChip />
        <RoomClockFace timeZone={workspace?.timeZone ?? null} />
      </header>
      <div className="settings-tabs" role="tablist" aria-label={text('settings.title')}>
        {sections.map((section) => (
          <button
            key={section}
            type="button"
            role="tab"
            id={`tab-${section}`}
            aria-selected={section === shown}
            aria-controls={`section-${section}`}
            className="settings-tab"
            onClick={() => setShown(section)}
          >
            {text(`settings.${section}`)}
          </button>
        ))}
      </div>
      {/* Hidden, not taken away: what was typed on one side stays while the other is looked at. */}
      <div
        className="settings-body"
        role="tabpanel"
        id="section-sources"
        aria-labelledby="tab-sources"
        hidden={shown !== 'sources'}
      >
        <SourcesSection />
      </div>
      <div
        className="settings-body"
        role="tabpanel"
        id="section-detection"
        aria-labelledby="tab-detection"
        hidden={shown !== 'detection'}
      >
        <DetectionSection workspace={workspace} />
      </div>
      <div className="settings-body" role="tabpanel" id="section-people" aria-labelledby="tab-people" hidden={shown !== 'people'}>
        <div className="panel settings-people">
          <PeopleSection />
        </div>
      </div>
      <RefusalNote />
    </main>
  );
}
