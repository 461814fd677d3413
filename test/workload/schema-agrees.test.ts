import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { EcsCostError, type Issue } from '../../src/units/errors.ts';
import { type MappingName, WORKLOAD_KEYS } from '../../src/workload/keys.ts';
import { parseWorkload } from '../../src/workload/parse-workload.ts';
import { USAGE_TYPES } from '../../src/workload/read-rates.ts';
import { changedDocument, type PlainDocument, rightDocument } from './documents.ts';
import { WRONG_BESIDE } from './wrong-beside.ts';
import { WRONG_DEMANDS } from './wrong-demands.ts';
import { WRONG_TASK_DEFINITIONS } from './wrong-task-definitions.ts';
import { WRONG_VALUES } from './wrong-values.ts';

type Properties = Readonly<Record<string, { readonly description?: string }>>;

interface Schema {
  readonly properties: Properties;
  readonly definitions: Readonly<Record<string, { readonly properties?: Properties }>>;
}

const schema = JSON.parse(readFileSync(new URL('../../schema/workload.schema.json', import.meta.url), 'utf8')) as Schema;
const isValid = new Ajv({ strict: false }).compile(schema);

/**
 * What a JSON Schema cannot say, or could say only in a form that no editor explains. Everything else that is wrong has
 * to be wrong for both.
 */
const BEYOND_THE_SCHEMA: readonly RegExp[] = [
  /is also the name of /,
  // Magnitudes inside texts: "0.0001 vCPU", "1.3 MB", "0 GB", "0s", "400 days".
  /^".*" is not a whole number of (CPU units|MiB|GiB|seconds)$/,
  /^".*" is not from /,
  /^".*" is (less|more|longer) than /,
  /^a task that runs 0 seconds does nothing$/,
  // A number written with an exponent is a number for the schema; a rate wants its digits.
  /^\d(\.\d+)?e[+-]\d+ is not (a rate|an amount of USD|an amount of data)$/,
  /^a plan rate is above 0$/,
  /^is (100% or more|more than 100%)$/,
  // What keeps tasks On-Demand is said of what may run on Spot.
  /^nothing of the service may run on Spot$/,
  /^is not after start$/,
  /^is more than usdPerHour comes to in /,
  /^low, expected and high do not rise$/,
  // A day that no month has.
  /^"\d{4}-\d{2}-\d{2}.*" is not a day$/,
  // Names that reports keep for themselves stand in the schema; the longest retention does not.
  /is not from 1 day to 10 years$/,
  // Two numbers against each other, and the product of two.
  / is below (base|min|minimumScalingStepSize) \(/,
  /is more than an hour$/,
  /^names .* a second time$/,
  / are longer than a (day|month)$/,
  /^is where the window begins$/,
  // The names of places.
  /^".*" is not a time zone$/,
  // The fields of a cron expression.
  /^"cron\(.*\)": /,
  // A task definition has memory of the task or of each container, and GPUs are counted.
  /^states no memory$/,
  /^is written as in CloudFormation/,
  /^is not a number of GPUs$/,
  // A file of its own, which the schema does not see.
  /cannot be read here$/,
];

function issuesOf(text: string): readonly Issue[] {
  try {
    parseWorkload(text);
    return [];
  } catch (error) {
    if (error instanceof EcsCostError) return error.issues;
    throw error;
  }
}

function expectAgreement(document: PlainDocument, text: string): void {
  const issues = issuesOf(text);
  const structural = issues.filter(({ problem }) => !BEYOND_THE_SCHEMA.some((exception) => exception.test(problem)));
  if (isValid(document)) expect(structural, text).toEqual([]);
  else expect(issues, `${text}\n${JSON.stringify(isValid.errors, null, 1)}`).not.toEqual([]);
}

test('every right document is right for the schema and for the reader, as JSON and as YAML', () => {
  fc.assert(
    fc.property(rightDocument, (document) => {
      expect(isValid(document) ? [] : isValid.errors).toEqual([]);
      expect(issuesOf(JSON.stringify(document))).toEqual([]);
      expect(issuesOf(stringify(document))).toEqual([]);
    }),
    { seed: 20, numRuns: 100 },
  );
});

test('a changed document is wrong for the schema exactly when it is wrong for the reader, but for the listed exceptions', () => {
  fc.assert(
    fc.property(changedDocument, fc.boolean(), (document, asYaml) => {
      expectAgreement(document, asYaml ? stringify(document) : JSON.stringify(document));
    }),
    { seed: 21, numRuns: 1000 },
  );
});

test('a wrong file is wrong for the schema too, but for the listed exceptions', () => {
  for (const { text } of [...WRONG_VALUES, ...WRONG_BESIDE, ...WRONG_DEMANDS, ...WRONG_TASK_DEFINITIONS])
    expectAgreement(parse(text) as PlainDocument, text);
});

const MAPPINGS = Object.keys(WORKLOAD_KEYS) as MappingName[];

test.each(MAPPINGS)('the schema has the keys that the reader knows of: %s', (name) => {
  const properties = name === 'workload' ? schema.properties : schema.definitions[name]?.properties;
  expect(Object.keys(properties ?? {}).sort()).toEqual([...WORKLOAD_KEYS[name]].sort());
});

test('the schema describes every key, for editors', () => {
  const undescribed = MAPPINGS.flatMap((name) => {
    const properties = (name === 'workload' ? schema.properties : schema.definitions[name]?.properties) ?? {};
    return Object.entries(properties).flatMap(([key, { description }]) => (description ? [] : [`${name}.${key}`]));
  });
  expect(undescribed).toEqual([]);
});

test('the schema names the usage types that the reader knows', () => {
  const { propertyNames } = schema.properties['rates'] as { propertyNames?: { anyOf: [{ enum: string[] }, unknown] } };
  expect(propertyNames?.anyOf[0].enum).toEqual([...USAGE_TYPES]);
});
