/** CPU units in one vCPU, as ECS counts them. */
export const CPU_UNITS_PER_VCPU = 1024;

/** MiB in one GiB; a "GB" of ECS and of the Fargate price page is a GiB (1,024 MiB). */
export const MIB_PER_GIB = 1024;

/**
 * CPU architecture, as ECS spells it.
 * @public
 */
export type Architecture = 'X86_64' | 'ARM64';

/** The architectures ECS knows, in the order options are listed. */
export const ARCHITECTURES: readonly Architecture[] = ['X86_64', 'ARM64'];

/**
 * Operating system family of a task, without the Windows release.
 * @public
 */
export type OperatingSystem = 'LINUX' | 'WINDOWS';

/**
 * Where tasks run, as ECS spells it. `EXTERNAL` (ECS Anywhere) is rejected by name.
 * @public
 */
export type LaunchType = 'FARGATE' | 'EC2' | 'MANAGED_INSTANCES';
