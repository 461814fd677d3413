import { CPU_UNITS_PER_VCPU, MIB_PER_GIB } from '../units/capacity.ts';
import { overPowerOfTwo, percentAsShare, plainDecimalText, timesDecimalText } from '../units/decimal-text.ts';
import { durationSecondsText } from '../units/duration.ts';
import { type Field, type Reading, reportProblem, reportWrong, shown } from './reading.ts';

/** Largest amounts that are read: far above any instance, and low enough that sums over a million tasks stay exact. */
export const LIMITS: Readonly<
  Record<'cpuUnits' | 'memoryMiB' | 'storageGiB' | 'dataGB' | 'gpus' | 'tasks' | 'seconds' | 'runsPerMonth', number>
> = {
  cpuUnits: 10_000 * CPU_UNITS_PER_VCPU,
  memoryMiB: 1_048_576 * MIB_PER_GIB,
  storageGiB: 1_048_576,
  dataGB: 1_000_000_000,
  gpus: 10_000,
  tasks: 1_000_000,
  seconds: 366 * 24 * 3600,
  runsPerMonth: 100_000_000,
};

/** ECS refuses less memory for a container. */
const MEMORY_MIB_MIN = 4;

/** Reads CPU as ECS spells it, `512` (CPU units) or `0.5 vCPU`, as whole CPU units. */
export function readCpuUnits(reading: Reading, field: Field, { min = 1 }: { min?: number } = {}): number | undefined {
  const hint = 'write CPU units (512) or "0.5 vCPU"';
  const found = readAmount(field, { units: [[/^vcpu$/i, CPU_UNITS_PER_VCPU]] });
  if (found === undefined) return reportWrong(reading, field, { expected: 'an amount of CPU', hint });
  const units = wholeNumber(found.amount);
  if (units === undefined) {
    const asVcpu = found.bare ? wholeNumber(timesDecimalText(found.amount, CPU_UNITS_PER_VCPU)) : undefined;
    const meant =
      asVcpu === undefined ? 'one vCPU is 1,024 CPU units' : `for vCPUs write "${found.amount} vCPU", or its CPU units: ${asVcpu}`;
    return reportProblem(reading, field, { problem: `${shown(field.node)} is not a whole number of CPU units`, hint: meant });
  }
  if (units < min || units > LIMITS.cpuUnits) {
    return reportProblem(reading, field, {
      problem: `${shown(field.node)} is not from ${min} CPU unit${min === 1 ? '' : 's'} to 10,000 vCPU`,
      hint,
    });
  }
  return units;
}

/** Reads memory as ECS spells it, `1024` (MiB) or `1 GB` (which is a GiB), as whole MiB. */
export function readMemoryMiB(reading: Reading, field: Field, { min = MEMORY_MIB_MIN }: { min?: number } = {}): number | undefined {
  const hint = 'write MiB (2048) or "2 GB"';
  const found = readAmount(field, {
    units: [
      [/^mi?b$/i, 1],
      [/^gi?b$/i, MIB_PER_GIB],
    ],
  });
  if (found === undefined) return reportWrong(reading, field, { expected: 'an amount of memory', hint });
  const mib = wholeNumber(found.amount);
  if (mib === undefined) {
    const meant = found.bare ? `for GiB write "${found.amount} GB"` : '1 GB is 1,024 MiB';
    return reportProblem(reading, field, { problem: `${shown(field.node)} is not a whole number of MiB`, hint: meant });
  }
  if (mib < min) {
    const meant = found.bare && mib > 0 ? `a bare number counts MiB; for GiB write "${mib} GB"` : hint;
    return reportProblem(reading, field, { problem: `${shown(field.node)} is less than ${min} MiB, the least ECS accepts`, hint: meant });
  }
  if (mib > LIMITS.memoryMiB) return reportProblem(reading, field, { problem: `${shown(field.node)} is more than 1,048,576 GB`, hint });
  return mib;
}

/** Reads storage, `30 GB` or `30` (GiB), as whole GiB. */
export function readStorageGiB(reading: Reading, field: Field): number | undefined {
  const hint = 'write GiB (30) or "30 GB"';
  const found = readAmount(field, { units: [[/^gi?b$/i, 1]] });
  if (found === undefined) return reportWrong(reading, field, { expected: 'an amount of storage', hint });
  const gib = wholeNumber(found.amount);
  if (gib === undefined) return reportProblem(reading, field, { problem: `${shown(field.node)} is not a whole number of GiB`, hint });
  if (gib < 1 || gib > LIMITS.storageGiB)
    return reportProblem(reading, field, { problem: `${shown(field.node)} is not from 1 to 1,048,576 GB`, hint });
  return gib;
}

const KB_BITS_PER_GB = 20;

/**
 * Reads an amount of data, `500 GB`, `1.5 TB`, `800 MB` or `500` (GB), as GB in a plain decimal text. A GB has 1,024 MB, as
 * on AWS's bill, whose tiers of 10 TB are 10,240 GB.
 */
export function readDataGB(reading: Reading, field: Field): string | undefined {
  const hint = 'write "500 GB", "1.5 TB" or "800 MB"';
  const units = ['kb', 'mb', 'gb', 'tb'].map((unit, power) => [new RegExp(`^${unit[0]}i?b$`, 'i'), 1024 ** power] as const);
  const found = readAmount(field, { units });
  if (found === undefined) return reportWrong(reading, field, { expected: 'an amount of data', hint });
  const gigabytes = found.bare ? found.amount : overPowerOfTwo(found.amount, KB_BITS_PER_GB);
  if (gigabytes === undefined || Number(gigabytes) > LIMITS.dataGB)
    return reportProblem(reading, field, { problem: `${shown(field.node)} is more than 1,000,000,000 GB`, hint });
  return gigabytes;
}

/** Reads a duration, `12m 30s` or `750` (seconds), as seconds in a plain decimal text. */
export function readSecondsText(reading: Reading, field: Field): string | undefined {
  const { node } = field;
  const value = node.kind === 'scalar' ? node.value : undefined;
  const hint = 'write "12m 30s", "1h30m" or seconds (750)';
  let seconds: string | undefined;
  if (typeof value === 'number') seconds = numberText(field);
  else if (typeof value === 'string') seconds = durationSecondsText(value);
  if (seconds === undefined) {
    const digits = typeof value === 'string' && /^\d+(\.\d+)?$/.test(value);
    return reportWrong(reading, field, { expected: 'a duration', hint: digits ? `write "${value}s", or the number without quotes` : hint });
  }
  if (Number(seconds) > LIMITS.seconds) return reportProblem(reading, field, { problem: `${shown(node)} is longer than 366 days`, hint });
  return seconds;
}

/** Reads a share written as percentage (`35%`) as a plain decimal text (`0.35`). */
export function readShare(reading: Reading, field: Field): string | undefined {
  const value = field.node.kind === 'scalar' ? field.node.value : undefined;
  const match = typeof value === 'string' ? /^(\d+(?:\.\d+)?) ?%$/.exec(value) : null;
  const share = match && percentAsShare(match[1] ?? '');
  if (!share)
    return reportWrong(reading, field, {
      expected: 'a percentage',
      hint: typeof value === 'number' ? `write "${shown(field.node)}%"` : 'write "35%"',
    });
  if (Number(share) > 100)
    return reportProblem(reading, field, { problem: `${shown(field.node)} is more than 10,000%`, hint: 'write "35%"' });
  return share;
}

/** The exact decimal of a number in the file, from the digits as written; nothing when it is negative or no number. */
export function numberText({ node }: Field): string | undefined {
  if (node.kind !== 'scalar' || typeof node.value !== 'number') return undefined;
  const written = plainDecimalText(node.source.replace(/^\+/, ''));
  if (written !== undefined) return written;
  // What is left has no plain digits: hexadecimal, infinity, "not a number", negative.
  return Number.isSafeInteger(node.value) && node.value >= 0 ? String(node.value) : undefined;
}

interface Amount {
  readonly amount: string;
  /** No unit was written. */
  readonly bare: boolean;
}

/** A number, or text of digits, or text with one of the units, times what the unit stands for. */
function readAmount(field: Field, { units }: { units: readonly (readonly [RegExp, number])[] }): Amount | undefined {
  const value = field.node.kind === 'scalar' ? field.node.value : undefined;
  if (typeof value === 'number') {
    const amount = numberText(field);
    return amount === undefined ? undefined : { amount, bare: true };
  }
  if (typeof value !== 'string') return undefined;
  if (/^\d+$/.test(value)) return bareAmount(value);
  const [, digits = '', name = ''] = /^(\d+(?:\.\d+)?|\.\d+) *([a-z]+)$/i.exec(value) ?? [];
  const factor = units.find(([unit]) => unit.test(name))?.[1];
  const amount = factor === undefined ? undefined : timesDecimalText(digits, factor);
  return amount === undefined ? undefined : { amount, bare: false };
}

function bareAmount(digits: string): Amount | undefined {
  const amount = plainDecimalText(digits);
  return amount === undefined ? undefined : { amount, bare: true };
}

function wholeNumber(text: string | undefined): number | undefined {
  if (text === undefined || text.includes('.')) return undefined;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : Number.MAX_SAFE_INTEGER;
}
