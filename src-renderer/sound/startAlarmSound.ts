import { createStore } from 'zustand/vanilla';
import { isGrave, openIncidents, wantsSomebody } from '../incidents/incidentOrder';
import { selectSound } from '../incidents/selectIncidents';
import { roomNow, windowConsole } from '../state/windowConsole';
import { createAlarmRhythm } from './alarmRhythm';

/** Held by one window of the console at a time, and by the next as soon as that one closes. */
const lockName = 'highnoon:alarm-sound';
/** A snooze ends by itself: that is noticed this much later at most. */
const lookMs = 1_000;

/** Whether this window is the one that sounds and speaks for all. */
export const alarmVoice = createStore<{ readonly isOurs: boolean }>(() => ({ isOurs: false }));

/** Sounds while a real P0 or P1 waits for somebody: in one window of the console, however many are open. */
export function startAlarmSound(): void {
  void navigator.locks.request(lockName, () => {
    alarmVoice.setState({ isOurs: true });
    followIncidents();
    // The lock is kept for as long as the window lives.
    return new Promise<never>(() => undefined);
  });
}

function followIncidents(): void {
  const audio = new Audio(new URL('../../assets/sounds/alarm.wav', import.meta.url).href);
  const facts = document.documentElement.dataset;
  let plays = 0;
  audio.addEventListener('playing', () => {
    plays += 1;
    facts['alarmPlays'] = String(plays);
  });
  const rhythm = createAlarmRhythm({
    play: () => {
      audio.currentTime = 0;
      audio.play().catch((error: unknown) => {
        facts['alarmRefused'] = String(error);
      });
    },
    after: (ms, action) => {
      const timer = window.setTimeout(action, ms);
      return () => window.clearTimeout(timer);
    },
  });
  const look = (): void => {
    const { shared } = windowConsole().getState();
    const roomAt = roomNow();
    const waiting = openIncidents(shared.incidents).filter((each) => isGrave(each) && wantsSomebody(each, roomAt));
    const sounding = selectSound(shared) ? waiting.map(({ id }) => id) : [];
    facts['alarmSounds'] = sounding.join(' ');
    rhythm.wait(sounding);
    if (sounding.length === 0) audio.pause();
  };
  windowConsole().subscribe((now, before) => {
    if (now.shared.incidents !== before.shared.incidents || now.shared.preferences !== before.shared.preferences) look();
  });
  window.setInterval(look, lookMs);
  look();
}
