import type { PackingProblem } from '../../src/packing/problem.ts';

/** Task sizes from a menu of CPU and memory, or each service its own, then with a network interface a task. */
export type FleetKind = 'menu' | 'own sizes';

const MIB_PER_GIB = 1024;
const CPU_UNITS = 1024;

/** Park and Miller's generator: the same fleets on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/**
 * A fleet of so many services on some 870 bin types of made-up families: 2, 4 or 8 GiB a vCPU, 2 to 192 vCPUs, cost about in proportion
 * to size in whole micro-dollars, with the spread of real price lists. Replica counts are small mostly, with a long tail.
 */
export function syntheticFleet(kind: FleetKind, services: number): PackingProblem {
  const random = randomFrom(1000 + services);
  const interfaces = kind === 'own sizes';
  return { bins: typesOf(randomFrom(7), interfaces), items: Array.from({ length: services }, () => serviceOf(kind, random)) };
}

function typesOf(random: () => number, interfaces: boolean): PackingProblem['bins'][number][] {
  return Array.from({ length: 87 }, () => {
    const gibPerVcpu = [2, 4, 8][Math.floor(random() * 3)] as number;
    const microdollarsPerVcpu = (18_000 + 3_200 * gibPerVcpu) * (0.85 + 0.5 * random());
    return [2, 4, 8, 16, 32, 48, 64, 96, 128, 192].map((vcpus) => {
      const capacity = [vcpus * CPU_UNITS - 128, Math.floor(vcpus * gibPerVcpu * MIB_PER_GIB * 0.97) - 384];
      const cost = 100 * Math.round((vcpus * microdollarsPerVcpu) / 100);
      return { capacity: interfaces ? [...capacity, networkInterfaces(vcpus)] : capacity, cost };
    });
  }).flat();
}

/** Tasks with a network interface of their own on a trunking instance: about as AWS has them. */
function networkInterfaces(vcpus: number): number {
  return Math.min(120, 10 + 10 * Math.round(Math.log2(vcpus)) + (vcpus > 8 ? 20 : 0));
}

function serviceOf(kind: FleetKind, random: () => number): PackingProblem['items'][number] {
  const size = kind === 'menu' ? menuSize(random) : [...ownSize(random), 1];
  return { size, count: replicas(random) };
}

function menuSize(random: () => number): number[] {
  const step = Math.min(6, Math.floor(-2 * Math.log(1 - random())));
  const cpuUnits = 256 * 2 ** step;
  return [cpuUnits, cpuUnits * (1 + Math.floor(-1.5 * Math.log(1 - random()))) * 2].map((value, index) =>
    index === 1 ? Math.min(value, cpuUnits * 8) : value,
  );
}

function ownSize(random: () => number): number[] {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const cpuUnits = Math.min(16_384, Math.max(32, 32 * Math.round((512 * Math.exp(normal)) / 32)));
  const memoryMiB = Math.min(65_536, Math.max(64, 64 * Math.round((cpuUnits * (1 + 3 * random())) / 64)));
  return [cpuUnits, memoryMiB];
}

/** A fifth of the services run one task, a quarter two, some three, the rest up to 600 with a Pareto tail. */
function replicas(random: () => number): number {
  const share = random();
  if (share < 0.22) return 1;
  if (share < 0.5) return 2;
  if (share < 0.64) return 3;
  return Math.min(600, Math.round(4 / (1 - random()) ** 0.7));
}
