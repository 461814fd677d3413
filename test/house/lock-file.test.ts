import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { repository } from '../support/repository.ts';

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const { packages } = JSON.parse(readFileSync(`${repository}package-lock.json`, 'utf8')) as { packages: Readonly<Record<string, Locked>> };

test('the lock file knows every optional dependency of every platform: npm ci refuses a lock file that leaves one out', () => {
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !(`node_modules/${name}` in packages || `${path}/node_modules/${name}` in packages)),
  );
  expect(missing).toEqual([]);
});

test('the lock file names no host, so that everyone installs from the registry they have set', () => {
  expect(Object.values(packages).filter(({ resolved }) => resolved !== undefined)).toEqual([]);
});
