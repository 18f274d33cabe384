import type { ComponentChildren } from 'preact';
import { Tag, type TagMeaning } from './tag.tsx';

/** One task. Without `href`, it can't be started yet. A completed task has a status without `meaning`. */
type Task = {
  readonly name: string;
  readonly href?: string | undefined;
  readonly hint?: ComponentChildren;
  readonly status: { readonly text: string; readonly meaning?: TagMeaning | undefined };
};

/** Tasks with their status. Two lists on one page need different `id`s. */
export function TaskList({ tasks, id = 'task' }: { readonly tasks: readonly Task[]; readonly id?: string }) {
  return (
    <ul class="govuk-task-list">
      {tasks.map((task, index) => (
        <TaskRow key={task.name} task={task} id={`${id}-${index + 1}`} />
      ))}
    </ul>
  );
}

function TaskRow({ task, id }: { readonly task: Task; readonly id: string }) {
  const { name, href, hint, status } = task;
  const hintId = hint === undefined ? undefined : `${id}-hint`;
  const describedBy = [hintId, `${id}-status`].filter((part) => part !== undefined).join(' ');
  const look = href === undefined ? '' : ' govuk-task-list__item--with-link';
  return (
    <li class={`govuk-task-list__item${look}`}>
      <div class="govuk-task-list__name-and-hint">
        {href === undefined ? (
          <div>{name}</div>
        ) : (
          <a class="govuk-link govuk-task-list__link" href={href} aria-describedby={describedBy}>
            {name}
          </a>
        )}
        {hintId !== undefined && (
          <div id={hintId} class="govuk-task-list__hint">
            {hint}
          </div>
        )}
      </div>
      <div class="govuk-task-list__status" id={`${id}-status`}>
        {status.meaning === undefined ? status.text : <Tag meaning={status.meaning}>{status.text}</Tag>}
      </div>
    </li>
  );
}
