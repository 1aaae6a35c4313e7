import type { CityEvents } from '../../../contract/cityApi';
import type { LocalText } from '../../../contract/words';
import { dimensions } from '../dimensions/dimensions';
import { seededRandom } from '../random/seededRandom';
import { localDay } from '../time/localDay';
import type { Plant } from '../topology/plant';
import type { Calendar } from '../demand/calendar';

export type CityEvent = CityEvents['events'][number];

/** What a city announces about itself: releases, configuration, certificates, promotions, and what its operators set. */
export interface ChangeLog {
  /** Events from `since` (epoch ms) up to `now`, oldest first, at most 1,000 (the newest). */
  read(since: number, now: number): CityEvent[];
  announce(event: Omit<CityEvent, 'id' | 'traffic'>): void;
}

const eventsMax = 1_000;
const announcedMax = 5_000;
const dayMs = 86_400_000;
const changesADay = 14;

export function createChangeLog(
  seed: number,
  offsetMs: number,
  historyFrom: number,
  plant: Plant,
  calendar: Calendar,
): ChangeLog {
  const days = new Map<number, CityEvent[]>();
  const announced: CityEvent[] = [];
  let count = 0;
  const dayEvents = (day: number): CityEvent[] => {
    const known = days.get(day);
    if (known !== undefined) return known;
    const made = [...usualChanges(seed, day, offsetMs, plant), ...promotionsOf(day, offsetMs, calendar)].sort(
      (a, b) => a.at - b.at,
    );
    days.set(day, made);
    return made;
  };
  return {
    announce: (event) => {
      count += 1;
      announced.push({ ...event, id: `live-${count}`, traffic: 'real' });
      if (announced.length > announcedMax) announced.shift();
    },
    read: (since, now) => {
      const events = announced.filter((event) => event.at >= since && event.at <= now);
      for (let day = localDay(Math.max(since, historyFrom), offsetMs); day <= localDay(now, offsetMs); day += 1)
        events.push(...dayEvents(day).filter((event) => event.at >= since && event.at <= now));
      return events.sort((a, b) => a.at - b.at).slice(-eventsMax);
    },
  };
}

/** Harmless changes of an ordinary day: most in the morning and the afternoon, none in the lunch peak's last half hour. */
function usualChanges(seed: number, day: number, offsetMs: number, plant: Plant): CityEvent[] {
  const random = seededRandom(seed * 31 + day);
  const services = plant.nodes.filter((node) => node.kind === 'service' && node.domain !== 'entry');
  return Array.from({ length: changesADay }, (_, i): CityEvent => {
    const node = random.pick(services);
    const minute = random.next() < 0.5 ? 570 + 130 * random.next() : 840 + 180 * random.next();
    const at = day * dayMs - offsetMs + Math.floor(minute * 60) * 1000;
    return {
      id: `change-${day}-${i}`,
      at,
      kind: 'change',
      title: changeTitle(node.id, random),
      target: node.id,
      traffic: 'real',
    };
  });
}

function changeTitle(nodeId: string, random: ReturnType<typeof seededRandom>): LocalText {
  const build = `${7 + random.integer(3)}.${random.integer(20)}.${random.integer(10)}`;
  const idc = random.pick(dimensions[3]?.values ?? []);
  return random.pick<LocalText>([
    { zh: `${nodeId} 发布 ${build}`, en: `${nodeId} released ${build}` },
    { zh: `${nodeId} 灰度 ${build}（${idc}）`, en: `${nodeId} ${build} canary in ${idc}` },
    { zh: `${nodeId} 配置变更：线程池`, en: `${nodeId} configuration: worker pool` },
    { zh: `${nodeId} 配置变更：超时`, en: `${nodeId} configuration: timeouts` },
    { zh: `${nodeId} 证书热加载`, en: `${nodeId} certificate reload` },
  ]);
}

function promotionsOf(day: number, offsetMs: number, calendar: Calendar): CityEvent[] {
  return calendar(day).promotions.map((promotion, i) => ({
    id: `promotion-${day}-${i}`,
    at: day * dayMs - offsetMs + promotion.fromMinute * 60_000,
    kind: 'promotion',
    title: {
      zh: `活动开始（约 ${promotion.factor.toFixed(1)} 倍）`,
      en: `Promotion starts (about ${promotion.factor.toFixed(1)}×)`,
    },
    target: null,
    traffic: 'real',
  }));
}
