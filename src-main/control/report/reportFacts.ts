import type { Alarm } from '../../../contract/detection';
import type { CheckRun, Diagnosis, SimilarIncident } from '../../../contract/diagnosis';
import type { Frame } from '../../../contract/frames';
import type { Incident } from '../../../contract/incidents';
import type { RoomEvent } from '../../../contract/state';
import type { LocalText, Slice, Traffic } from '../../../contract/words';

/** All that is known of an incident at one moment; a report in either language is made from this and nothing else. */
export interface ReportFacts {
  readonly incident: Incident;
  /** Those of its alarms that are still remembered, the leading one first. */
  readonly alarms: readonly Alarm[];
  readonly diagnosis: Diagnosis | null;
  readonly checks: readonly CheckRun[];
  readonly similar: readonly SimilarIncident[];
  /** From half an hour before it began until it was over; alarms are not among them. */
  readonly events: readonly RoomEvent[];
  /** Those that could be read. */
  readonly pictures: readonly ReadPicture[];
  readonly room: ReportRoom;
  /** Room epoch ms, and who asked. */
  readonly at: number;
  readonly by: string | null;
}

export interface ReportRoom {
  readonly name: LocalText;
  readonly timeZone: string;
  readonly simulated: boolean;
  /** Stages in the order an order passes them. */
  readonly funnel: readonly string[];
  metric(metricId: string): { readonly name: LocalText; readonly unit: string; readonly traffic: Traffic };
  /** 支付渠道 B, payment channel B; a call is an arrow between two nodes. */
  slice(slice: Slice): LocalText;
  /** A node, an edge or an IDC. */
  target(target: string): LocalText;
}

/** What a picture shows, asked of the engine before the report is made. */
export interface WantedPicture {
  /** Letters, digits and dashes: it becomes a file's name. */
  readonly id: string;
  /** The counted stage with its expectation, or the series of one piece of evidence. */
  readonly kind: 'business' | 'evidence';
  readonly lines: readonly PictureLine[];
  readonly from: number;
  readonly to: number;
  /** Hatched from here on; null where nothing is lost. */
  readonly lossSince: number | null;
}
export interface PictureLine {
  readonly metricId: string;
  readonly slice: Slice;
  readonly role: 'now' | 'caller' | 'callee' | 'expected' | 'low' | 'high';
}
export interface ReadPicture extends WantedPicture {
  /** One column per line; null: it could not be read. */
  readonly frame: Frame | null;
}
