/** What the first line of our comments says about them; nobody sees it in a rendered comment. */
export interface Marker {
  /** Tells comments of one pull request apart. */
  readonly tag: string;
  /** The moment the report speaks of: a newer one is never replaced by an older one. */
  readonly validAt: Date;
  /** Fingerprint of what the comment was made from. */
  readonly digest: string;
}

/** A tag is part of the first line, so it is plain. */
export const TAG: RegExp = /^[\w.-]{1,64}$/;

/** Of the line, not of the program: it counts up when the line is written otherwise. */
const FORMAT_VERSION = 1;

/** A link definition without a link: every host leaves it out, also those that show HTML comments as text. */
const LINE = /^\[\/\/\]: # \(ecs-cost v(\d+); tag=([\w.-]{1,64}); valid-at=([\dTZ:.+-]+); digest=([\w:]+)\)[ \t]*$/;

/** The first line of a comment. */
export function markerLine({ tag, validAt, digest }: Marker): string {
  return `[//]: # (ecs-cost v${FORMAT_VERSION}; tag=${tag}; valid-at=${validAt.toISOString()}; digest=${digest})`;
}

/** The line of a comment that a newer one took the place of, so that it is found no more. */
export function supersededLine(tag: string): string {
  return `[//]: # (ecs-cost v${FORMAT_VERSION} superseded; tag=${tag})`;
}

/** The marker on the first line of a comment; nothing where there is none, as in a comment that quotes ours. */
export function markerOf(body: string): Marker | undefined {
  const [first = ''] = body.split(/\r?\n/, 1);
  const [, , tag, validAt, digest] = LINE.exec(first) ?? [];
  const date = new Date(validAt ?? '');
  if (tag === undefined || digest === undefined || Number.isNaN(date.getTime())) return undefined;
  return { tag, validAt: date, digest };
}

/** The marker on any line, for a comment of our own that somebody wrote something above. */
export function markerInside(body: string): Marker | undefined {
  for (const line of body.split(/\r?\n/)) {
    const marker = markerOf(line);
    if (marker) return marker;
  }
  return undefined;
}

/** A comment without its marker and in one spelling of line ends, to compare with another. */
export function contentOf(body: string): string {
  return body
    .replaceAll('\r\n', '\n')
    .split('\n')
    .filter((line) => markerOf(line) === undefined)
    .join('\n')
    .trim();
}
