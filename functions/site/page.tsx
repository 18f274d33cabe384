import { type Answer, showPage } from '#http/answer.ts';
import { PublicPage } from '#ui/layout.tsx';

/** For answers that are the same for everyone and change only with a deployment. */
export const forAnHour = { cacheControl: 'public, max-age=3600' } as const;

export type Text = {
  readonly title: string;
  readonly lead: string;
  readonly sections: readonly Section[];
};

type Section = {
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly list?: readonly string[];
};

export const showText = (text: Text): Answer => showPage(<TextPage {...text} />, text, forAnHour);

function TextPage({ title, lead, sections }: Text) {
  return (
    <PublicPage title={title}>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body-l">{lead}</p>
      {sections.map(({ heading, paragraphs, list }) => (
        <section key={heading}>
          <h2 class="govuk-heading-m">{heading}</h2>
          {paragraphs.map((paragraph) => (
            <p key={paragraph} class="govuk-body">
              {paragraph}
            </p>
          ))}
          {list && (
            <ul class="govuk-list govuk-list--bullet">
              {list.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          )}
        </section>
      ))}
    </PublicPage>
  );
}
