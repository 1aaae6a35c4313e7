/** The numbers of folding, each beside its reason. Times are room ms. */

/** Detectors of different series believe the same fault up to this far apart; what starts later needs a better reason to belong. */
export const togetherMs = 3 * 60_000;
/** Series of 5-minute steps cannot be told apart within two of them. */
export const togetherSteps = 2;
/** Beyond a fault that everything feels (a network), unconnected nodes hardly ever start to fail within the same minute … */
export const burstMs = 60_000;
/** … so that as many nodes where nothing deeper fails, in different incidents, are one fault. Two can be two, and with their callers three. */
export const burstOrigins = 4;
/** Between two troubled nodes at most one that shows nothing itself. */
export const callerHopsMax = 2;
/** The fall of a cut is that of its total, give or take: mixtures differ from cut to cut … */
export const fallSlack = 0.12;
/** … and few orders scatter: two standard deviations of a minute's count. */
export const fallSigmas = 2;
/** A later stage's share may be so much larger than the earlier one's and still be the same loss. */
export const shareFactor = 1.5;
export const shareSlack = 0.03;
/** The earliest stage counts, unless it lost less than this part of the worst one: a small cut's hiccup is not where it began. */
export const earliestPart = 0.5;
/** One value has this part of the loss, and falls so much more than the total: the loss is in it. */
export const focusPart = 0.8;
export const focusFactor = 1.5;
export const focusExtra = 0.1;
/** Orders take their time, some twice the usual one; afterwards what is lost has other reasons. */
export const echoLags = 2;
export const echoSlackMs = 3 * 60_000;
/** Late orders arrive, and people who gave up come back. */
export const reboundMs = 15 * 60_000;

/** Alarms of a storm come to rest one by one and stir again: nothing for so long is a recovery. */
export const recoverAfterMs = 60_000;
/** All quiet for so long, and it is over. */
export const resolveAfterMs = 2 * 60_000;
/** Back within this long after it was over, it is the same incident. */
export const relapseMs = 10 * 60_000;
/** So many times within `flappingMs` is a state of its own; then it has to be quiet as long as a relapse may take. */
export const relapsesFlapping = 3;
export const flappingMs = 60 * 60_000;
/** A grade falls when less than this part of its share is lost, for so long; it rises at once. */
export const gradeFallPart = 0.7;
export const gradeFallMs = 3 * 60_000;
/** While alarms still fold in, the headline may follow them; later another meaning must have held so long. */
export const headlineFreeMs = 90_000;
export const headlineHoldMs = 30_000;
/** The number in the headline is the worst so far, and is said anew when it is so much worse. */
export const amountStep = 1.2;
/** Changes so long before the start are worth naming; more than three are a list that nobody reads. */
export const changeBeforeMs = 15 * 60_000;
export const changesMax = 3;
/** A promotion that is announced without an end. */
export const promotionMs = 90 * 60_000;
/** Loose ends of a maintenance, seen a little later than they happen. */
export const maintenanceTailMs = 2 * 60_000;
/** After the engine or the console began anew, an alarm of which the engine has said nothing for so long is over. */
export const unconfirmedMs = 10 * 60_000;
/** Numbers of folded alarms that are worth a line in the story. */
export const grewAt: readonly number[] = [10, 30, 100, 300, 1_000];
/** What people said, newest kept: some years of a busy shop. */
export const judgementsMax = 2_000;
/** Nodes in common that a person can look at first. */
export const commonNodesMax = 3;
/** From here on a number of times the usual says only that nothing is usual about it. */
export const timesMax = 100;
/** Fallen to less than this part is called gone. */
export const goneFall = 0.97;
