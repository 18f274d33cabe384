import type { NamedContacts } from '#domain/admission/apply.ts';
import { likelyMeant, normalEmail } from '#domain/base/email.ts';
import type { Program } from '#domain/program/program.ts';
import { type Checked, check, type FieldErrors, longestName } from '#http/fields.ts';
import { Radios } from '#ui/choices.tsx';
import { type FieldValues, textOf } from '#ui/field.tsx';
import { TextField } from '#ui/text-field.tsx';
import { principalFields } from '../forms.ts';

/** What the fields say once each is parsed. */
type Said = {
  readonly name: string;
  readonly position: string;
  readonly email: string;
  readonly emailMeant: string;
  readonly isPrincipal: 'yes' | 'no';
  readonly principalName: string;
  readonly principalEmail: string;
  readonly principalEmailMeant: string;
  readonly offered?: string | undefined;
};

/** The domain of the district's own address is as likely as the common ones. */
const meantBy = (typed: string, { contactEmail }: Program): string | undefined =>
  likelyMeant(typed, [contactEmail.split('@')[1] ?? '']);

const positionOfPrincipal = 'Principal';

/**
 * The contacts that a form names. An address that looks like a typing mistake is asked about once: whatever the person does
 * then, it counts.
 */
export function contactsIn(said: Said, program: Program): Checked<NamedContacts> {
  const other = said.isPrincipal === 'no' ? check(principalFields, { ...said, offered: '' }) : undefined;
  if (other?.errors) return { errors: other.errors };
  const errors: Record<string, string> = {};
  const settled = (field: 'email' | 'principalEmail', typed: string): string => {
    const meant = meantBy(typed, program);
    if (meant === undefined) return typed;
    if (said[`${field}Meant`] === meant) return meant;
    if (said.offered !== undefined && !said.offered.split(' ').includes(typed))
      errors[`${field}Meant`] = `Check ${field === 'email' ? 'your' : 'the principal’s'} email address`;
    return typed;
  };
  const { name, position } = said;
  const applicant = { name, position, email: settled('email', said.email) };
  const principal = other && {
    name: other.value.principalName,
    position: positionOfPrincipal,
    email: settled('principalEmail', other.value.principalEmail),
  };
  if (principal?.email === applicant.email)
    errors.principalEmail = 'Enter the principal’s own email address. This one is yours.';
  return Object.keys(errors).length > 0
    ? { errors }
    : { value: { applicant, ...(principal && { principal }) } };
}

type ContactFieldsProps = {
  readonly program: Program;
  /** Whose name, title, and address: "Your" on the applicant's own form. */
  readonly whose: 'Your' | 'Applicant’s';
  readonly values: FieldValues;
  readonly errors: FieldErrors;
};

type Back = Pick<ContactFieldsProps, 'program' | 'values' | 'errors'>;

/** Whether the form asks about addresses: it was sent with one that looks like a mistake. */
const asks = ({ values, errors }: Back): boolean =>
  textOf(values, 'offered') !== '' || addressFields.some((field) => errors[`${field}Meant`] !== undefined);

const addressFields = ['email', 'principalEmail'] as const;

/** The addresses that the form asks about now, as it sends them back. */
export const offeredIn = (back: Back): { readonly offered: string } => ({
  offered: asks(back)
    ? addressFields
        .map((field) => normalEmail(textOf(back.values, field)))
        .filter((typed) => meantBy(typed, back.program))
        .join(' ')
    : '',
});

export function ContactFields({ program, whose, values, errors }: ContactFieldsProps) {
  const shared = { values, errors };
  return (
    <>
      <TextField
        {...shared}
        name="name"
        label={`${whose} name`}
        maxLength={longestName}
        autocomplete={whose === 'Your' ? 'name' : 'off'}
      />
      <TextField
        {...shared}
        name="position"
        label={`${whose} job title`}
        hint="For example, principal or assistant principal."
        maxLength={longestName}
        autocomplete={whose === 'Your' ? 'organization-title' : 'off'}
      />
      <TextField
        {...shared}
        name="email"
        type="email"
        label={`${whose} email address`}
        hint="We’ll email you a link to the application and, later, our decision. Use an address you check at work."
        autocomplete={whose === 'Your' ? 'email' : 'off'}
        spellcheck={false}
      />
      <DidYouMean {...shared} field="email" program={program} />
      <Radios
        {...shared}
        name="isPrincipal"
        label={whose === 'Your' ? 'Are you the principal?' : 'Is the applicant the principal?'}
        options={[
          { value: 'yes', text: 'Yes' },
          { value: 'no', text: 'No' },
        ]}
      />
      <h2 class="govuk-heading-s">If not, who is the principal?</h2>
      <p class="govuk-body">
        {whose === 'Your'
          ? 'Once you’ve opened your link, we’ll email the principal one too. You'
          : 'The principal gets a link too. You'}{' '}
        can both open and change the application, and we’ll email both of you.
      </p>
      <TextField
        {...shared}
        name="principalName"
        label="Principal’s name"
        maxLength={longestName}
        autocomplete="off"
      />
      <TextField
        {...shared}
        name="principalEmail"
        type="email"
        label="Principal’s email address"
        autocomplete="off"
        spellcheck={false}
      />
      <DidYouMean {...shared} field="principalEmail" program={program} />
    </>
  );
}

type DidYouMeanProps = Back & { readonly field: (typeof addressFields)[number] };

/** A choice between the typed address and the likely one, after the form was sent. */
function DidYouMean({ field, ...back }: DidYouMeanProps) {
  const typed = normalEmail(textOf(back.values, field));
  const meant = meantBy(typed, back.program);
  if (meant === undefined || !asks(back)) return null;
  return (
    <Radios
      name={`${field}Meant`}
      label={`Did you mean ${meant}?`}
      values={back.values}
      errors={back.errors}
      options={[
        { value: meant, text: `Yes, use ${meant}` },
        { value: typed, text: `No, keep ${typed}` },
      ]}
    />
  );
}
