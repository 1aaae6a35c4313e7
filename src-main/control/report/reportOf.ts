import type { Language } from '../../../contract/choices';
import { reportSectionIds, type ReportSectionId } from '../../../contract/report';
import { drawPicture } from './pictures/drawPicture';
import type { ReportFacts } from './reportFacts';
import { causeSection } from './sections/cause';
import { changesSection } from './sections/changes';
import { checksSection } from './sections/checks';
import { dimensionsSection } from './sections/dimensions';
import { impactSection } from './sections/impact';
import { nextSection } from './sections/next';
import { peopleSection } from './sections/people';
import { pinsSection } from './sections/pins';
import { responseSection } from './sections/response';
import { ruledOutSection } from './sections/ruledOut';
import { similarSection } from './sections/similar';
import { summarySection } from './sections/summary';
import { timelineSection } from './sections/timeline';
import { createTelling, type Telling } from './telling';

/** A report as it is made, before anybody edits it. */
export interface MadeReport {
  readonly title: string;
  /** Plain text, a line each. */
  readonly about: readonly string[];
  /** Markdown; all of `reportSectionIds`, in their order. */
  readonly sections: readonly { readonly id: ReportSectionId; readonly title: string; readonly made: string }[];
  /** SVG by picture id; those that could be read. */
  readonly pictures: Readonly<Record<string, string>>;
}

/** One section = one line here and one file; forgetting the line does not compile. */
const sectionOf: Readonly<Record<ReportSectionId, (facts: ReportFacts, say: Telling) => string>> = {
  summary: summarySection,
  impact: impactSection,
  response: responseSection,
  cause: causeSection,
  dimensions: dimensionsSection,
  changes: changesSection,
  ruledOut: ruledOutSection,
  timeline: timelineSection,
  checks: checksSection,
  people: peopleSection,
  pins: pinsSection,
  similar: similarSection,
  next: nextSection,
  own: () => '',
};

export function reportOf(facts: ReportFacts, language: Language): MadeReport {
  const say = createTelling(facts, language);
  const { incident, room, at, by } = facts;
  const words = say.words.about;
  const { id, headline, grade, gradeWorst, phase, traffic, startedAt } = incident;
  const pictures = facts.pictures.flatMap((picture): [string, string][] => {
    const svg = drawPicture(picture, facts, say);
    return svg === null ? [] : [[picture.id, svg]];
  });
  const graded = grade === gradeWorst ? words.grade(grade) : words.gradeWorst(grade, gradeWorst);
  const about = [
    room.name[language],
    ...(room.simulated ? [words.simulated] : []),
    ...(traffic === 'real' ? [] : [words.traffic[traffic]]),
    graded,
    say.words.phase[phase],
    words.zone(room.timeZone, say.offset(startedAt)),
    words.made(say.day(at), by),
  ];
  return {
    title: say.words.title(id, headline[language]),
    about,
    sections: reportSectionIds.map((section) => ({
      id: section,
      title: say.words.sections[section],
      made: sectionOf[section](facts, say),
    })),
    pictures: Object.fromEntries(pictures),
  };
}
