import {
  BURSTY_BUSY_SHARE,
  BURSTY_PEAK_TO_MEAN,
  COMPUTE_HEAVY_GIB_PER_VCPU,
  HIGH_CPU_UTILIZATION,
  HIGH_MEMORY_UTILIZATION,
  LARGE_MEMORY_GIB,
  LARGE_VCPUS,
  MEMORY_HEAVY_GIB_PER_VCPU,
  PERIODIC_REPETITION,
  PERIODIC_VARIATION,
  TINY_MEMORY_GIB_BELOW,
  TINY_VCPUS_BELOW,
} from './thresholds.ts';
import type { Classification, NearestClass, NumericMeasure, WorkloadClass, WorkloadMeasures } from './workload-class.ts';
import { WORKLOAD_CLASSES } from './workload-class.ts';

/** The class of a service or job from its numbers, its further traits, and the nearest other class. */
export function classify(measures: WorkloadMeasures): Classification {
  const [primary, traits] = classesOf(measures);
  const nearest = nearestOf(measures, primary);
  return { class: primary, traits, measures, ...(nearest ? { nearest } : {}) };
}

function classesOf(measures: WorkloadMeasures): [WorkloadClass, WorkloadClass[]] {
  const holding = WORKLOAD_CLASSES.filter((each) => HOLDS[each](measures));
  const [primary = 'steady', ...others] = holding;
  // Plain steady says nothing beside a class that is more: it only means that demand does not change.
  return [primary, others.filter((each) => each !== 'steady' || primary === 'accelerated' || primary === 'stateful')];
}

const isJob = ({ runMinutes }: WorkloadMeasures): boolean => runMinutes !== undefined;

const isBursty = ({ peakToMean, busyShare, repetition, variation }: WorkloadMeasures): boolean =>
  (peakToMean >= BURSTY_PEAK_TO_MEAN && busyShare <= BURSTY_BUSY_SHARE) ||
  // Irregular demand without a rhythm: nobody can tell when the next peak comes.
  (variation >= PERIODIC_VARIATION && repetition !== undefined && repetition < PERIODIC_REPETITION);

const isPeriodic = (measures: WorkloadMeasures): boolean => measures.variation >= PERIODIC_VARIATION && !isBursty(measures);

const isSteady = (measures: WorkloadMeasures): boolean =>
  !isJob(measures) && measures.variation < PERIODIC_VARIATION && !isBursty(measures);

const HOLDS: Readonly<Record<WorkloadClass, (measures: WorkloadMeasures) => boolean>> = {
  accelerated: ({ gpus }) => gpus > 0,
  'infrastructure-bound': ({ hostNeeds }) => hostNeeds.length > 0,
  // A job leaves its data behind when it ends; what it mounts makes it no database.
  stateful: (measures) => !isJob(measures) && measures.storage.length > 0,
  batch: isJob,
  tiny: (measures) => !isJob(measures) && measures.peakVcpus < TINY_VCPUS_BELOW && measures.peakMemoryGiB < TINY_MEMORY_GIB_BELOW,
  bursty: (measures) => !isJob(measures) && isBursty(measures),
  periodic: (measures) => !isJob(measures) && isPeriodic(measures),
  'steady-high-cpu': (measures) =>
    isSteady(measures) &&
    (measures.cpuUtilization === undefined
      ? measures.peakVcpus >= LARGE_VCPUS && measures.memoryGiBPerVcpu <= COMPUTE_HEAVY_GIB_PER_VCPU
      : measures.cpuUtilization >= HIGH_CPU_UTILIZATION),
  'steady-high-memory': (measures) =>
    isSteady(measures) &&
    (measures.memoryUtilization === undefined
      ? measures.peakMemoryGiB >= LARGE_MEMORY_GIB && measures.memoryGiBPerVcpu >= MEMORY_HEAVY_GIB_PER_VCPU
      : measures.memoryUtilization >= HIGH_MEMORY_UTILIZATION),
  steady: isSteady,
};

/** Where a class may begin or end, by measure. */
const BOUNDARIES: readonly (readonly [NumericMeasure, number])[] = [
  ['peakVcpus', TINY_VCPUS_BELOW],
  ['peakMemoryGiB', TINY_MEMORY_GIB_BELOW],
  ['peakToMean', BURSTY_PEAK_TO_MEAN],
  ['busyShare', BURSTY_BUSY_SHARE],
  ['variation', PERIODIC_VARIATION],
  ['repetition', PERIODIC_REPETITION],
  ['cpuUtilization', HIGH_CPU_UTILIZATION],
  ['memoryUtilization', HIGH_MEMORY_UTILIZATION],
  ['peakVcpus', LARGE_VCPUS],
  ['peakMemoryGiB', LARGE_MEMORY_GIB],
  ['memoryGiBPerVcpu', COMPUTE_HEAVY_GIB_PER_VCPU],
  ['memoryGiBPerVcpu', MEMORY_HEAVY_GIB_PER_VCPU],
];

/** A step that is past a boundary and changes nothing else. */
const PAST = 1e-9;

/** Moves one number at a time just past each of its boundaries, and keeps the nearest one that gives another class. */
function nearestOf(measures: WorkloadMeasures, primary: WorkloadClass): NearestClass | undefined {
  const found = BOUNDARIES.flatMap(([measure, at]): NearestClass[] => {
    const now = measures[measure];
    if (now === undefined) return [];
    const moved = now >= at ? at - PAST : at + PAST;
    const [other] = classesOf({ ...measures, [measure]: moved });
    return other === primary ? [] : [{ class: other, measure, now, at, distance: Math.abs(at - now) / at }];
  });
  return found.toSorted((a, b) => a.distance - b.distance)[0];
}
