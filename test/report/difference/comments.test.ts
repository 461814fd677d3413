import MarkdownIt from 'markdown-it';
import { describe, expect, test } from 'vitest';
import { fitComment } from '../../../src/report/difference/fit-comment.ts';
import { DETAILS, renderComment } from '../../../src/report/difference/render-comment.ts';
import { renderDifferencePlain } from '../../../src/report/difference/render-difference-plain.ts';
import { COMMENT_CASES, HOSTILE_NAMES } from './comment-cases.ts';

const CASES = Object.entries(COMMENT_CASES);
const GITHUB = { characters: 65_536, canFold: true };
const BITBUCKET = { characters: 32_768, canFold: false };

const markdown = new MarkdownIt({ html: true, linkify: true });
const htmlOf = (body: string): string => markdown.render(body);

/** Rendered text as a reader sees it, tags left out and entities resolved. */
function seen(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

test.each(CASES)('the comment on %s', async (name, difference) => {
  await expect(fitComment(difference, GITHUB).body).toMatchFileSnapshot(`golden/${name}.md`);
});

test('a comment where nothing folds, and the plain text', async () => {
  const difference = COMMENT_CASES['one-size-change'];
  if (!difference) throw new Error('the case is gone');
  await expect(fitComment(difference, BITBUCKET).body).toMatchFileSnapshot('golden/one-size-change.unfolded.md');
  await expect(renderDifferencePlain(difference)).toMatchFileSnapshot('golden/one-size-change.txt');
});

describe.each(CASES)('rendered, %s', (_name, difference) => {
  const html = htmlOf(fitComment(difference, GITHUB).body);

  test('begins with one paragraph whose amount is bold', () => {
    expect(html).toMatch(/^<p><strong>[^<]*(a month|not known)[^<]*<\/strong>/);
  });

  test('has no HTML but what folds, no link, no picture, no heading', () => {
    const tags = new Set([...html.matchAll(/<\/?([a-z0-9]+)/g)].map((match) => match[1]));
    const allowed = ['p', 'strong', 's', 'ul', 'li', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'details', 'summary'];
    expect([...tags].filter((tag) => !allowed.includes(tag ?? ''))).toEqual([]);
    expect(html).not.toContain('<!--');
    expect([...html.matchAll(/<details>/g)]).toHaveLength([...html.matchAll(/<\/details>/g)].length);
  });

  test('every row of a table has as many cells as its head, and amounts stand right', () => {
    for (const [table] of html.matchAll(/<table>.*?<\/table>/gs)) {
      const rows = [...table.matchAll(/<tr>.*?<\/tr>/gs)].map(([row]) => [...row.matchAll(/<t[hd][^>]*>/g)].length);
      expect(new Set(rows).size).toBe(1);
      for (const [cell] of table.matchAll(/<td[^>]*>[+-]?\$[^<]*<\/td>/g)) expect(cell).toContain('text-align:right');
    }
  });

  test('mentions nobody and refers to nothing', () => {
    expect(seen(html)).not.toMatch(/[@#!%~](?=[A-Za-z0-9])|\bGH-\d|:[a-z]+:|&\d/);
  });
});

test('hostile names can be read as they are', () => {
  const difference = COMMENT_CASES['hostile-names'];
  if (!difference) throw new Error('the case is gone');
  const text = seen(htmlOf(renderComment(difference, { detail: 'full', canFold: true }))).replaceAll('\u200b', '');
  for (const name of HOSTILE_NAMES) expect(text).toContain(name);
});

test('no line begins with text of a user, which GitLab could take for a command', () => {
  const difference = COMMENT_CASES['hostile-names'];
  if (!difference) throw new Error('the case is gone');
  expect(renderComment(difference, { detail: 'full', canFold: true })).not.toMatch(/^\s*\//m);
});

describe('the ladder', () => {
  const many = COMMENT_CASES['three-hundred-services'];
  if (!many) throw new Error('the case is gone');

  test.each(DETAILS)('the form %s is chosen where it just fits, and where there is a character less the next one', (detail) => {
    const { length } = renderComment(many, { detail, canFold: true });
    expect(fitComment(many, { characters: length, canFold: true }).detail).toBe(detail);
    expect(fitComment(many, { characters: length - 1, canFold: true }).detail).toBe(DETAILS[DETAILS.indexOf(detail) + 1] ?? 'totals');
  });

  test('bytes count too, where a host limits them', () => {
    const { length } = renderComment(many, { detail: 'full', canFold: true });
    // An arrow has one character and three bytes.
    expect(fitComment(many, { characters: length, bytes: length, canFold: true }).detail).not.toBe('full');
  });

  test('each shorter form says what it leaves out, and where the rest is', () => {
    const pointer = 'https://ci.example/runs/1';
    for (const detail of DETAILS.slice(1)) {
      const body = renderComment(many, { detail, canFold: true, pointer });
      expect(body).toContain('Left out to fit into a comment: ');
      expect(body).toContain(`All of it: <${pointer}>`);
    }
    expect(renderComment(many, { detail: 'full', canFold: true, pointer })).not.toContain('Left out');
  });

  test('the ten largest changes stand in the shortened table, the rest is counted', () => {
    const body = renderComment(many, { detail: 'top-services', canFold: true });
    const rows = [...body.matchAll(/^\| service-(\d+) /gm)].map((match) => Number(match[1]));
    expect(rows).toEqual([200, 199, 198, 197, 196, 195, 194, 193, 192, 191]);
    expect(body).toContain('190 more changed services left out');
  });

  test('in every form the sentence, totals and what is not priced remain', () => {
    for (const detail of DETAILS) {
      const body = renderComment(many, { detail, canFold: false });
      // 20,100 cents on 3,000 dollars: 6.7 %.
      expect(body).toContain('**+$201.00 a month (+6.7 %)**');
      expect(body).toContain('Not priced: none.');
    }
  });

  test('a comment for which even totals are too long is cut at a line and says so', () => {
    const { body } = fitComment(many, { characters: 200, canFold: true });
    expect(body.length).toBeLessThanOrEqual(200);
    expect(body).toContain('The rest is left out');
  });
});
