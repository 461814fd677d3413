/**
 * Where classes begin. Each number is a decision on words, not on money: what a workload should run on is found by pricing
 * it, whatever its class.
 */

/**
 * Tiny: at its peak, all tasks together reserve less than half of a `large` instance (2 vCPU, 4 GiB in the leanest family),
 * the smallest that is not burstable: an instance of its own would be more than half empty.
 */
export const TINY_VCPUS_BELOW = 1;
export const TINY_MEMORY_GIB_BELOW = 2;

/** Bursty: the peak is at least twice the mean, so that capacity for the peak stands idle more than half of the time. */
export const BURSTY_PEAK_TO_MEAN = 2;

/**
 * Bursty: and the peaks are short, at most 15 % of the time (3.6 hours a day) above half their height. Longer ones that come
 * back are office hours or a daily rhythm: periodic.
 */
export const BURSTY_BUSY_SHARE = 0.15;

/** Periodic: the task count varies by at least a quarter of its mean; less is steady with a ripple. */
export const PERIODIC_VARIATION = 0.25;

/** Periodic: demand comes back. A correlation of one half separates daily rhythms with quiet weekends (0.6 to 1) from noise (about 0). */
export const PERIODIC_REPETITION = 0.5;

/** Steady high CPU, measured: at least 60 % of reserved CPU used, the low end of what target tracking usually aims at (60 to 75 %). */
export const HIGH_CPU_UTILIZATION = 0.6;

/**
 * Steady high memory, measured: at least 75 % of reserved memory used. Memory is not shared out like CPU; a task needs
 * room to breathe, so that three quarters is as full as most keep it.
 */
export const HIGH_MEMORY_UTILIZATION = 0.75;

/** High CPU or memory without a measurement: so large that it fills instances by itself, 16 vCPU or 64 GiB (four `xlarge`). */
export const LARGE_VCPUS = 16;
export const LARGE_MEMORY_GIB = 64;

/** Compute-heavy: no more GiB a vCPU than compute-optimized (C) instances have. */
export const COMPUTE_HEAVY_GIB_PER_VCPU = 2;

/** Memory-heavy: more GiB a vCPU than general-purpose (M) instances have, so that memory-optimized (R, 8 GiB) or half-empty ones are needed. */
export const MEMORY_HEAVY_GIB_PER_VCPU = 6;
