import type { Template } from '../../../infra/checks/template-changes.ts';
import type { Exit, Terminal } from '../../../infra/cli/command.ts';
import { openAws } from '../../../infra/cli/deploying/aws.ts';
import type { StackPart } from '../../../infra/cli/deploying/facts.ts';
import type { Surroundings } from '../../../infra/cli/deploying/surroundings.ts';
import type { Templates } from '../../../infra/cli/deploying/toolkit.ts';
import { type Environment, environmentNamed } from '../../../infra/environments.ts';

/** An environment's record with the changes that a district must make. */
export const ownRecord = (name: string, more: Partial<Environment> = {}): Environment => ({
  ...environmentNamed(name),
  sender: { name: 'Learning Partners', address: 'learning@district.test', verifiedAs: 'domain' },
  alarmAddress: 'devops@district.test',
  ...more,
});

/** The output at the terminal, and how the command ended. */
export type Shown = {
  readonly exit: Exit;
  readonly said: readonly string[];
  readonly warned: readonly string[];
};

export type Command = (
  args: readonly string[],
  terminal: Terminal,
  surroundings: Surroundings,
) => Promise<Exit>;

/** Runs a command for someone who types `answer` when asked; without an answer, no one is there. */
export async function show(
  command: Command,
  args: readonly string[],
  surroundings: Surroundings,
  { answer, environment = {} }: { answer?: string; environment?: Terminal['environment'] } = {},
): Promise<Shown> {
  const said: string[] = [];
  const warned: string[] = [];
  const exit = await command(
    args,
    {
      say: (line) => said.push(line),
      warn: (line) => warned.push(line),
      environment,
      ...(answer !== undefined && { ask: async () => answer }),
    },
    surroundings,
  );
  return { exit, said, warned };
}

/** The surroundings of one record: the account, and a toolkit that only notes its orders. */
export function surroundingsOf(
  record: Environment,
  { data = {}, service = {}, whenDeployed = () => {} }: ToolkitOptions = {},
): { readonly surroundings: Surroundings; readonly done: readonly string[] } {
  const done: string[] = [];
  const templates: Templates = new Map<StackPart, Template>([
    ['data', { Resources: {}, ...data }],
    ['service', { Resources: {}, ...service }],
  ]);
  const surroundings: Surroundings = {
    called: (name) => (name === record.name ? record : environmentNamed(name)),
    aws: openAws,
    toolkit: {
      synthesize: async ({ name }) => {
        done.push(`synthesize ${name}`);
        return templates;
      },
      deploy: async ({ name, region }) => {
        done.push(`deploy ${name} to ${region}`);
        whenDeployed();
      },
      destroy: async ({ name, region }) => {
        done.push(`destroy ${name} in ${region}`);
      },
    },
  };
  return { surroundings, done };
}

type ToolkitOptions = {
  readonly data?: Partial<Template>;
  readonly service?: Partial<Template>;
  readonly whenDeployed?: () => void;
};
