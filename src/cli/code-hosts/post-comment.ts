import { setTimeout as wait } from 'node:timers/promises';
import type { CodeHost, HostComment, Patience } from './code-host.ts';
import { HostProblem } from './host-problem.ts';
import { contentOf, type Marker, markerInside, markerLine, markerOf, supersededLine } from './marker.ts';

/** What happens to an earlier comment of the same tag. */
export const BEHAVIORS = ['update', 'new', 'hide-and-new', 'delete-and-new'] as const;

/** @see BEHAVIORS */
export type Behavior = (typeof BEHAVIORS)[number];

/** A comment to post. */
export interface Posting {
  readonly marker: Marker;
  readonly behavior: Behavior;
  /** Nothing is posted for the first time where the cost does not change. */
  readonly isSkipped: boolean;
  /** The text below the marker, shorter with each call after the first; nothing when it cannot become shorter. */
  readonly shorter: () => string | undefined;
  readonly patience: Patience;
}

/** What was done. */
export type Posted = 'created' | 'updated' | 'unchanged' | 'skipped-no-change' | 'skipped-newer';

/** A comment of ours with its marker. */
interface OwnComment extends HostComment {
  readonly marker: Marker;
}

/** Often enough for the rare case that somebody deletes, or another run writes, between two calls. */
const ROUNDS = 4;

/**
 * Posts a comment, or brings the one of the same tag up to date, so that exactly one right comment is left: an older run
 * overwrites nothing newer, equal text is not written again, and of two runs that both found none, one comment stays.
 *
 * Throws `HostProblem`; then what was there before still is.
 */
export async function postComment(host: CodeHost, posting: Posting): Promise<Posted> {
  const text = posting.shorter() ?? '';
  for (let round = 1; ; round += 1) {
    try {
      return await attempt(host, posting, text);
    } catch (error) {
      if (round >= ROUNDS || !(error instanceof HostProblem) || !isWorthAnotherRound(error)) throw error;
      // After a call without an answer the list tells what became of it.
      await wait(error.kind === 'unreachable' ? posting.patience.firstWaitMs * round : 0);
    }
  }
}

function isWorthAnotherRound({ kind, status }: HostProblem): boolean {
  return (
    kind === 'unreachable' || kind === 'conflict' || (kind === 'busy' && status !== undefined && status >= 500) || kind === 'not-found'
  );
}

async function attempt(host: CodeHost, posting: Posting, text: string): Promise<Posted> {
  const { marker, behavior } = posting;
  const found = await ownComments(host, marker.tag);
  if (behavior === 'new') {
    if (posting.isSkipped) return 'skipped-no-change';
    return isThere(found, marker, text) ? 'created' : create(host, posting, text);
  }
  const [newest, ...others] = found;
  if (!newest) return posting.isSkipped ? 'skipped-no-change' : createOnly(host, posting, text);
  if (newest.marker.validAt > marker.validAt) return 'skipped-newer';
  if (contentOf(newest.body) === contentOf(text)) {
    if (behavior === 'update') await withdraw(host, others, 'delete-and-new');
    return 'unchanged';
  }
  return behavior === 'update' ? update(host, posting, newest, text) : createOnly(host, posting, text);
}

/** A comment made by a call whose answer was lost. */
function isThere(found: readonly OwnComment[], { validAt, digest }: Marker, text: string): boolean {
  return found.some(
    (own) => own.marker.validAt.getTime() === validAt.getTime() && own.marker.digest === digest && contentOf(own.body) === contentOf(text),
  );
}

/** Brings a comment up to date. It is read once more first: another run may have been faster. */
async function update(host: CodeHost, posting: Posting, newest: OwnComment, text: string): Promise<Posted> {
  const now = await host.read(newest.id);
  const marker = now && markerInside(now.body);
  if (!now || !marker) return createOnly(host, posting, text);
  if (marker.validAt > posting.marker.validAt) return 'skipped-newer';
  if (contentOf(now.body) === contentOf(text)) return 'unchanged';
  await write(posting, text, (body) => host.update(newest.id, body));
  await settle(host, posting);
  return 'updated';
}

async function create(host: CodeHost, posting: Posting, text: string): Promise<Posted> {
  await write(posting, text, (body) => host.create(body));
  return 'created';
}

/** Makes a comment, and lets it be the only one of its tag. */
async function createOnly(host: CodeHost, posting: Posting, text: string): Promise<Posted> {
  await create(host, posting, text);
  await settle(host, posting);
  return 'created';
}

/** Of all comments of the tag the newest stays as it is; the others go, by whichever run sees them. */
async function settle(host: CodeHost, { marker, behavior }: Posting): Promise<void> {
  const [, ...others] = await ownComments(host, marker.tag);
  await withdraw(host, others, behavior === 'hide-and-new' ? 'hide-and-new' : 'delete-and-new');
}

async function withdraw(host: CodeHost, comments: readonly OwnComment[], how: 'hide-and-new' | 'delete-and-new'): Promise<void> {
  if (how === 'hide-and-new' && host.hide) return host.hide(comments);
  for (const comment of comments) {
    try {
      if (how === 'delete-and-new') await host.remove(comment.id);
      else await host.update(comment.id, superseded(host, comment));
    } catch (error) {
      // The other run was faster.
      if (!(error instanceof HostProblem) || error.kind !== 'not-found') throw error;
    }
  }
}

/** The old text behind a click where the host can do that, else a line in its place. */
function superseded(host: CodeHost, { body, marker }: OwnComment): string {
  const head = `${supersededLine(marker.tag)}\n\nA newer cost report takes the place of this one.`;
  return host.room.canFold ? `${head}\n\n<details>\n<summary>Earlier report</summary>\n\n${contentOf(body)}\n\n</details>\n` : `${head}\n`;
}

/** Writes the marker and a text; a host that takes less than it says gets a shorter one. */
async function write(posting: Posting, text: string, send: (body: string) => Promise<void>): Promise<void> {
  let shown: string | undefined = text;
  for (;;) {
    try {
      return await send(`${markerLine(posting.marker)}\n\n${shown}`);
    } catch (error) {
      shown = error instanceof HostProblem && error.kind === 'too-long' ? posting.shorter() : undefined;
      if (shown === undefined) throw error;
    }
  }
}

/**
 * Comments of a tag that are ours, the newest first. Ours are those of the token's own author, with a marker on any line; where
 * the host does not say who we are, those with a marker on the first line, which a quotation has not.
 */
async function ownComments(host: CodeHost, tag: string): Promise<OwnComment[]> {
  const marked = (await host.list()).flatMap((comment, index) => {
    const marker = markerInside(comment.body);
    return marker?.tag === tag ? [{ ...comment, marker, index }] : [];
  });
  if (marked.length === 0) return [];
  const self = await selfOf(host);
  const own = marked.filter(({ author, body }) =>
    self === undefined || author === undefined ? markerOf(body) !== undefined : author === self,
  );
  return own.toSorted((a, b) => b.marker.validAt.getTime() - a.marker.validAt.getTime() || a.index - b.index);
}

/** A token without the right to ask who it is still may comment. */
async function selfOf(host: CodeHost): Promise<string | undefined> {
  try {
    return await host.self();
  } catch (error) {
    if (error instanceof HostProblem && (error.kind === 'forbidden' || error.kind === 'not-found' || error.kind === 'refused'))
      return undefined;
    throw error;
  }
}
