import './fonts';
import './base.css';
import './glyphs/glyphs.css';
import './parts.css';
import { StrictMode, useEffect, useLayoutEffect } from 'react';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import type { SharedState } from '../../contract/state';
import type { Language, Theme } from '../../contract/choices';
import { windowFrames } from '../frames/windowFrames';
import { setLanguage, textOf } from '../i18n/text';
import { ExportMenu } from '../export/ExportMenu';
import { afterFirstChart } from '../state/firstChart';
import { useConsole, windowConsole } from '../state/windowConsole';
import { AlarmVoice } from '../sound/AlarmVoice';
import { startAlarmSound } from '../sound/startAlarmSound';
import { loadFonts, textsOf } from './fonts';
import { EventSheet } from './alerts/EventSheet';
import { Lever } from './lever/Lever';
import { PersonPopover } from './people/PersonPopover';
import { SecretsBanner } from './secrets/SecretsBanner';
import { followPageScale } from './pageScale';
import { applyTheme } from './tokens';

/** Every window starts here: theme, language and fonts first, then its content, so that the first paint is already right. */
export function startWindow(content: ReactNode): void {
  const container = document.getElementById('root');
  if (container === null) throw new Error('index.html must hold an element with the id "root"');
  // Asked for before the first render, so that the answers travel while it works.
  const { shared } = windowConsole().getState();
  windowFrames();
  followPageScale(window.highnoon.identity().wall);
  applyTheme(selectTheme(shared), document.documentElement);
  setLanguage(selectLanguage(shared));
  createRoot(container).render(
    <StrictMode>
      <Preferred>
        <Lever />
        <SecretsBanner />
        {content}
        <ExportMenu />
        <PersonPopover />
        <EventSheet />
        <AlarmVoice />
      </Preferred>
    </StrictMode>,
  );
  void loadWindowFonts();
  startAlarmSound();
}

/** Main's preferences decide theme and language; the document follows them before anything is painted. */
function Preferred({ children }: { children: ReactNode }): ReactNode {
  const theme = useConsole(selectTheme);
  const language = useConsole(selectLanguage);
  const names = useConsole(selectNames);
  useLayoutEffect(() => applyTheme(theme, document.documentElement), [theme]);
  useLayoutEffect(() => {
    setLanguage(language);
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    document.title = textOf(language)('brand.name');
  }, [language]);
  useEffect(() => {
    if (names !== undefined) void loadFonts(JSON.stringify(names));
  }, [names]);
  return children;
}

/** What the page's own text needs is loaded by the browser itself; canvases need the rest. The present language first: it is on screen. */
async function loadWindowFonts(): Promise<void> {
  await afterFirstChart();
  const present = selectLanguage(windowConsole().getState().shared);
  await loadFonts(textsOf(present));
  await window.highnoon.ask('window.painted', { what: 'fonts' });
  await loadFonts(textsOf(present === 'zh' ? 'en' : 'zh'));
}

function selectTheme(shared: SharedState): Theme {
  return shared.preferences['ui']?.theme ?? 'dark';
}

function selectLanguage(shared: SharedState): Language {
  return shared.preferences['ui']?.language ?? 'zh';
}

function selectNames(shared: SharedState): SharedState['workspace'][string] | undefined {
  return shared.workspace['current'];
}
