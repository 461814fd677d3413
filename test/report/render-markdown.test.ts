import { expect, test } from 'vitest';
import { renderMarkdown } from '../../src/report/render-markdown.ts';
import { shopEstimate, shopInVirginia } from '../support/estimate-fixture.ts';

function headingOf(name: string): string {
  const shop = shopEstimate();
  return renderMarkdown({ ...shop, workload: { ...shop.workload, name } }).split('\n')[0] ?? '';
}

test('the Markdown of the shop: verdict and tables to see, everything else folded', async () => {
  await expect(renderMarkdown(shopEstimate())).toMatchFileSnapshot('golden/shop.md');
});

test('two Regions begin with one row each, the cheaper one bold', () => {
  const lines = renderMarkdown([shopEstimate(), shopInVirginia()]).split('\n');
  expect(lines.slice(0, 5)).toEqual([
    '| Workload | Region | Monthly | vs cheapest here | Cheapest option |',
    '| --- | --- | --: | --: | --- |',
    '| shop | ap-northeast-2 | $152.39 | +$10.00 (+7.0 %) | EC2 · ARM64 · On-Demand |',
    '| shop | **us-east-1** | $142.39 |  | EC2 · ARM64 · On-Demand |',
    '',
  ]);
});

test.each([
  ['a|b', String.raw`### a\|b`],
  ['`code`', '### \\`code\\`'],
  ['<img src=x onerror=alert(1)>', '### &lt;img src=x onerror=alert(1)&gt;'],
  ['@everyone', '### @&#8203;everyone'],
  ['fixes #1', '### fixes #&#8203;1'],
  ['[a](javascript:b)', String.raw`### \[a\](javascript:b)`],
  ['**bold** _it_ snake_case', String.raw`### \*\*bold\*\* \_it\_ snake_case`],
  ['https://example.com www.example.com', '### https:&#8203;//example.com w&#8203;ww.example.com'],
  ['&lt;', '### &amp;lt;'],
  ['a\nb', String.raw`### a\\u000ab`],
])('the name %j is text and no markup', (name, heading) => {
  expect(headingOf(name)).toBe(heading);
});

test('every row of a table has as many cells as its head, whatever the names hold', () => {
  const shop = shopEstimate();
  const services = shop.workload.services.map((each, index) => ({ ...each, name: `a|b${index}` }));
  const ranked = shop.comparison.ranked.map((each) => ({
    ...each,
    perOwner: each.perOwner.map(({ owner, cost }) => ({ owner: { api: 'a|b0', web: 'a|b1' }[owner] ?? owner, cost })),
  }));
  const text = renderMarkdown({ ...shop, workload: { ...shop.workload, services }, comparison: { ...shop.comparison, ranked } });
  const rows = text.split('\n').filter((line) => line.startsWith('| a'));
  expect(rows.map((row) => row.split(/(?<!\\)\|/).length)).toEqual(rows.map((row) => (row.includes('vCPU') || row.includes('GB') ? 9 : 7)));
});

test('a list item that begins like a heading or list stays a plain item', () => {
  const shop = shopEstimate();
  const text = renderMarkdown({
    ...shop,
    notPriced: [
      { what: '- [ ] 1', why: 'x' },
      { what: '1. one', why: 'y' },
    ],
  });
  expect(text).toContain(String.raw`- \- \[ \] 1: x`);
  expect(text).toContain(String.raw`- 1\. one: y`);
});
