import { feedSilenceMsMax } from '../../../contract/pushFeed';
import { BackendFailure, type Backend, type SampleSource } from './backend';
import type { BackendContext, BackendEntry, SettingsOf } from './backendEntry';
import { feedColumn, feedRows } from './pushFeed/askFeed';
import { connectOptions } from './pushFeed/connectOptions';
import type { FeedIntake } from './pushFeed/feedIntake';
import { FeedLink } from './pushFeed/feedLink';

/** Rubbish for this long, and nothing else, is a failure and no longer a mere hole. */
const rubbishMsMax = 3_000;

/** A gateway that pushes samples and events over Socket.IO (docs/push-feed.md); answers come from memory. */
export const pushFeed: BackendEntry<'pushFeed'> = {
  traits: () => ({ simulated: false, ownTime: false, durable: true, settleMs: 0, seriesMax: 256, bucketsMax: 10_000 }),
  open: (settings, context) => openPushFeed(settings, context),
};

function openPushFeed(settings: SettingsOf<'pushFeed'>, context: BackendContext): Backend {
  const { monoNow } = context;
  const link = new FeedLink({
    url: settings.url,
    pollMs: settings.poll,
    access: () => connectOptions(settings, context),
    monoNow,
    random: Math.random,
  });
  /** The epoch that the last check told: samples of another one must wait until somebody knows of it. */
  let toldEpoch: string | null = null;

  const fresh = async (signal: AbortSignal): Promise<FeedIntake> => {
    const { intake } = await link.intake(signal);
    if (toldEpoch !== null && intake.epoch !== toldEpoch)
      throw new BackendFailure('closed', `${link.where} began anew; what it says now is not mixed with what it said before.`);
    const { rubbishSince } = intake;
    if (rubbishSince !== null && monoNow() - rubbishSince > rubbishMsMax)
      throw new BackendFailure(
        'bad-shape',
        `${link.where} sends nothing that can be read: ${intake.refusal() ?? 'look at its log'}`,
      );
    const silentMs = monoNow() - link.heardMono;
    if (silentMs > feedSilenceMsMax)
      throw new BackendFailure(
        'timeout',
        `${link.where} is connected but has sent nothing for ${Math.round(silentMs / 1_000)} s.`,
      );
    return intake;
  };
  /** Before the first watermark nothing can be answered, and nothing has failed. */
  const watermarkOf = ({ ring }: FeedIntake): number => {
    if (ring.seenTo !== null) return ring.seenTo;
    throw new BackendFailure('starting', `${link.where} has not yet said how far its samples are whole.`);
  };

  const samples: SampleSource = {
    async query({ series, from, to, stepMs }, signal) {
      const intake = await fresh(signal);
      const seenTo = watermarkOf(intake);
      const axis = { from, count: Math.ceil((to - from) / stepMs), stepMs };
      const columns = series.map((ask) => feedColumn(intake.ring, ask, axis));
      return { seenTo, columns, partial: intake.refusal(), reporting: intake.reporting };
    },
    async breakdown(request, signal) {
      const intake = await fresh(signal);
      const seenTo = watermarkOf(intake);
      return { seenTo, rows: feedRows(intake.ring, request), partial: intake.refusal(), reporting: intake.reporting };
    },
  };

  return {
    samples,
    events: { since: async (sinceAt, signal) => (await fresh(signal)).events(sinceAt) },
    silences: null,
    topology: null,
    close: () => link.close(),
    async check(signal) {
      const clock = await link.readClock(signal);
      const { intake, welcome } = await link.intake(signal);
      toldEpoch = welcome.epoch;
      return { clock, identity: `feed ${welcome.epoch}`, version: welcome.server, notes: intake.notes() };
    },
  };
}
