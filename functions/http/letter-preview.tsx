import { type Block, type Letter, signedBy } from '#letters/letter.ts';
import { Lines } from '#ui/notices.tsx';

/** An email as its recipient will get it. Its personal link is only a label, because it would open the school's application. */
export function LetterPreview({ letter }: { readonly letter: Letter }) {
  return (
    <article class="lp-letter" aria-label={`Email to ${letter.to}`}>
      <dl class="lp-letter__head">
        <div>
          <dt>To</dt>
          <dd>{letter.to}</dd>
        </div>
        <div>
          <dt>Subject</dt>
          <dd dir="auto">{letter.subject}</dd>
        </div>
      </dl>
      {letter.body.map((block, index) => (
        <LetterBlock key={`block ${index}`} block={block} isPersonal={letter.optOut === undefined} />
      ))}
      <p class="govuk-body">
        <Lines text={signedBy(letter.signer)} />
      </p>
      <p class="govuk-body-s lp-letter__why">
        <Lines text={letter.why} /> Questions? Email {letter.contactEmail}. {letter.signature}
      </p>
      {letter.optOut !== undefined && (
        <p class="govuk-body-s lp-letter__why">The email ends with a link to get no more invitations.</p>
      )}
    </article>
  );
}

type LetterBlockProps = {
  readonly block: Block;
  /** Whether links open the recipient's own pages. An invitation has only links that anyone may follow. */
  readonly isPersonal: boolean;
};

function LetterBlock({ block, isPersonal }: LetterBlockProps) {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p class="govuk-body">
          <Lines text={block.text} />
        </p>
      );
    case 'heading':
      return (
        <p class="govuk-body">
          <strong>{block.text}</strong>
        </p>
      );
    case 'quotation':
      return (
        <blockquote class="govuk-inset-text">
          <Lines text={block.text} />
        </blockquote>
      );
    case 'action':
      return (
        <p class="govuk-body">
          <span class="lp-letter__action">{block.label}</span>{' '}
          {isPersonal && !block.href.includes('/console/') && (
            <span class="govuk-hint">(a personal link for the school)</span>
          )}
        </p>
      );
    case 'rows':
      return (
        <>
          <p class="govuk-body">
            <strong>{block.title}</strong>
          </p>
          {block.rows.map(({ question, answer }) => (
            <p key={question} class="govuk-body">
              {question}: <Lines text={answer} />
            </p>
          ))}
        </>
      );
    case 'entries':
      return (
        <ul class="govuk-list govuk-list--bullet">
          {block.entries.map(({ label, note }) => (
            <li key={label}>
              {label}: {note}
            </li>
          ))}
        </ul>
      );
    case 'steps':
      return (
        <ol class="govuk-list govuk-list--number">
          {block.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      );
  }
}

/** The email as data, without its personal link. */
export const letterShown = ({ to, subject, body }: Letter) => ({
  to,
  subject,
  body: body.map((block) => (block.kind === 'action' ? { kind: block.kind, label: block.label } : block)),
});
