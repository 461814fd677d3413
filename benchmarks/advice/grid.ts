/** A workload of the generated grid, as the text of a workload file. */
export interface GridWorkload {
  readonly name: string;
  readonly region: string;
  readonly text: string;
}

const REGIONS: readonly string[] = ['us-east-1', 'eu-west-1', 'ap-northeast-2'];

const SIZES: readonly (readonly [string, string])[] = [
  ['0.25 vCPU', '0.5 GB'],
  ['0.5 vCPU', '1 GB'],
  ['1 vCPU', '2 GB'],
  ['1 vCPU', '7 GB'],
  ['4 vCPU', '16 GB'],
];

const COUNTS: readonly number[] = [1, 3, 8, 24];

/** Shapes of demand around a number of tasks. */
const SHAPES: readonly (readonly [string, (count: number) => string])[] = [
  ['steady', (count) => `desiredCount: ${count}`],
  [
    'office',
    (count) =>
      `demand: { schedule: [{ days: Mon-Fri, from: "09:00", to: "18:00", timezone: UTC, tasks: ${count} }], otherwise: ${Math.floor(count / 8)} }`,
  ],
  ['day', (count) => `demand: { hourly: [${Array.from({ length: 24 }, (_, hour) => dayAmount(hour, count)).join(', ')}] }`],
  ['bursts', (count) => `demand: { base: ${Math.max(1, Math.floor(count / 6))}, peak: ${count + 1}, burstMinutes: 30, burstsPerDay: 3 }`],
];

/** A day with its peak at two in the afternoon and a third of it at night. */
function dayAmount(hour: number, count: number): number {
  const wave = (1 - Math.cos(((hour - 2) / 24) * 2 * Math.PI)) / 2;
  return Math.max(1, Math.round((count * (1 + 2 * wave)) / 3));
}

/** Every combination of Region, size, count and shape, the first service of each alone in its file. */
export function gridWorkloads(): GridWorkload[] {
  return REGIONS.flatMap((region, place) =>
    SIZES.flatMap(([cpu, memory]) =>
      COUNTS.flatMap((count) =>
        SHAPES.map(([shape, demand]) => {
          const name = `${region} ${count} x ${cpu}/${memory} ${shape}`;
          const architecture = place === 0 ? '[X86_64, ARM64]' : 'X86_64';
          const service = `{ name: only, cpu: ${cpu}, memory: ${memory}, architecture: ${architecture}, ${demand(count)} }`;
          const text = `version: 1\nname: grid\nregion: ${region}\nservices:\n  - ${service}\ncluster: { eniTrunking: true }\n`;
          return { name, region, text };
        }),
      ),
    ),
  );
}
