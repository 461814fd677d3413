/** A workload file of Fargate services in us-east-1, each of so many tasks of a size; all of it stated that is assumed else. */
export function workloadText(
  name: string,
  services: readonly {
    readonly name: string;
    readonly tasks: number;
    readonly cpu?: string;
    readonly memory?: string;
    readonly more?: string;
  }[],
  more = '',
): string {
  const items = services.map(
    (each) =>
      `  - { name: ${each.name}, cpu: ${each.cpu ?? '1 vCPU'}, memory: ${each.memory ?? '2 GB'}, desiredCount: ${each.tasks}, architecture: X86_64, operatingSystem: LINUX, launchType: FARGATE${each.more ?? ''} }\n`,
  );
  return `version: 1\nname: ${name}\nregion: us-east-1\nservices:\n${items.join('')}${more}`;
}
