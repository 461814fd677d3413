import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { documentationPages, withTrueOutput } from '../../scripts/docs.ts';
import { repository } from '../support/repository.ts';

test.each(documentationPages())('%s shows what its commands print', (name) => {
  const page = readFileSync(`${repository}${name}`, 'utf8');
  expect(page).toBe(withTrueOutput(page));
});

test('README shows at least one real run', () => {
  expect(readFileSync(`${repository}README.md`, 'utf8')).toMatch(/^```console\n\$ npx ecs-cost compare /m);
});

test.each(documentationPages())('the links of %s lead to files that are there', (name) => {
  const page = readFileSync(`${repository}${name}`, 'utf8');
  const links = [...page.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map((match) => match[1] ?? '');
  for (const link of links) expect(() => readFileSync(new URL(link, `file://${repository}${name}`)), link).not.toThrow(/ENOENT/);
});
