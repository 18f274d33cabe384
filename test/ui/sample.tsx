import type { VNode } from 'preact';
import { Button, ButtonGroup, ButtonLink } from '#ui/button.tsx';
import { CumulativeChart } from '#ui/charts/cumulative.tsx';
import { QuotaGrid } from '#ui/charts/quota-grid.tsx';
import { Checkboxes, Radios, Select } from '#ui/choices.tsx';
import { ErrorSummary } from '#ui/error-summary.tsx';
import { Form } from '#ui/form.tsx';
import { Columns, PublicPage, StaffPage } from '#ui/layout.tsx';
import { Details, InsetText, NotificationBanner, Panel } from '#ui/notices.tsx';
import { Outcome, OutcomeList } from '#ui/outcome-list.tsx';
import { Pagination } from '#ui/pagination.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { Table } from '#ui/table.tsx';
import { Tag } from '#ui/tag.tsx';
import { TaskList } from '#ui/task-list.tsx';
import { TextArea, TextField } from '#ui/text-field.tsx';

const program = {
  name: 'Learning Partners',
  contactEmail: 'learning-partners@schools.example.org',
  lang: 'en',
};

/** A page with every kind of field, all invalid. */
export function wrongFormPage(): VNode {
  const errors = {
    email: 'Enter your email address, such as name@example.org',
    years: 'The years must be a whole number',
    practice: 'Use at most 1,500 characters',
    role: 'Choose whether your school applies as host or partner',
    levels: 'Choose the levels of your school',
    area: 'Choose a focus area',
  };
  const values = { email: 'principal@', years: 'five', practice: 'We share …', levels: ['middle'], area: '' };
  const given = { errors, values };
  return (
    <PublicPage title="Your school" error program={program} backLink={{ href: '/apply' }}>
      <ErrorSummary errors={errors} />
      <h1 class="govuk-heading-l">
        <span class="govuk-caption-l">Host application</span>
        Your school and its leadership
      </h1>
      <p>Answer for the school year that is under way. You can save and come back.</p>
      <Form action="/apply/school" hidden={{ version: '3' }}>
        <TextField
          {...given}
          name="email"
          label="Email address"
          hint="We write to this address only."
          type="email"
          autocomplete="email"
          spellcheck={false}
        />
        <TextField
          {...given}
          name="years"
          label="Years as a principal"
          width={3}
          inputmode="numeric"
          suffix="years"
        />
        <TextArea
          {...given}
          name="practice"
          label="What can your school share?"
          hint="Say what visitors would see."
          maxLength={1500}
        />
        <Radios
          {...given}
          name="role"
          label="How does your school want to take part?"
          labelSize="m"
          options={[
            { value: 'host', text: 'As a host', hint: 'You share a practice with two or more schools.' },
            { value: 'partner', text: 'As a partner', hint: 'You learn from a host and adapt what you see.' },
          ]}
        />
        <Checkboxes
          {...given}
          name="levels"
          label="Levels"
          labelSize="m"
          hint="Choose all that your school has."
          options={[
            { value: 'elementary', text: 'Elementary' },
            { value: 'middle', text: 'Middle' },
            { value: 'high', text: 'High' },
          ]}
        />
        <Select
          {...given}
          name="area"
          label="Focus area"
          empty="Choose one"
          options={[{ value: 'inquiry', text: 'Teacher teams and inquiry' }]}
        />
        <ButtonGroup>
          <Button>Save and continue</Button>
          <Button variant="secondary" name="then" value="later">
            Save for later
          </Button>
          <Button variant="warning">Withdraw</Button>
          <a href="/apply">Cancel</a>
        </ButtonGroup>
      </Form>
    </PublicPage>
  );
}

/** A page for schools with everything except forms. */
export function statusPage(): VNode {
  return (
    <PublicPage title="Your application" program={program}>
      <Panel title="Application submitted">
        Your application number is <strong>LP-2014-15K429</strong>
      </Panel>
      <NotificationBanner>
        <p>The window closes on Friday, May 2 at 11:59 p.m. Eastern time.</p>
      </NotificationBanner>
      <h2>What you have left to do</h2>
      <TaskList
        tasks={[
          { name: 'Your school', href: '/apply/school', status: { text: 'Completed' } },
          {
            name: 'Leadership',
            href: '/apply/leadership',
            hint: 'The principal’s years and the Quality Review',
            status: { text: 'In progress', meaning: 'active' },
          },
          { name: 'Check and submit', status: { text: 'Can’t start yet', meaning: 'neutral' } },
        ]}
      />
      <h2>What the program looks for in a host</h2>
      <OutcomeList
        rows={[
          {
            outcome: 'met',
            statement: 'The school earned Proficient or higher on its most recent Quality Review.',
            why: 'Well developed in 2013.',
          },
          {
            outcome: 'not-met',
            statement: 'The school is not fully screened.',
            why: 'Every program admits by grades.',
          },
          {
            outcome: 'cannot-verify',
            statement: 'The principal has at least five years of leadership experience.',
            why: 'Four years at this school; years elsewhere count too, and we do not know them.',
          },
        ]}
      />
      <h2>Your answers</h2>
      <SummaryList
        rows={[
          { key: 'School', value: 'Brooklyn School for Global Studies (15K429)' },
          {
            key: 'Focus area',
            value: 'Teacher teams and inquiry',
            change: { href: '/apply/focus', what: 'focus area' },
          },
        ]}
      />
      <InsetText>We read applications as they come in. Expect an answer within three weeks.</InsetText>
      <Details summary="Who reads this?">
        <p>Two readers of the central office, and the director.</p>
      </Details>
      <p>
        Something wrong? <a href="/withdraw">Withdraw your application</a>.
      </p>
      <ButtonLink href="/apply" start>
        Start now
      </ButtonLink>
    </PublicPage>
  );
}

const levels = ['Elementary', 'Middle', 'High'];

/** The staff overview with both drawings and a dense table. */
export function overviewPage(): VNode {
  return (
    <StaffPage
      title="Overview"
      current="overview"
      staff={{ name: 'Ada Reviewer', roles: ['reviewer', 'director'] }}
    >
      <h1 class="govuk-heading-l">Overview</h1>
      <NotificationBanner kind="success">
        <p>Three letters were sent.</p>
      </NotificationBanner>
      <Columns>
        <CumulativeChart
          id="received"
          title="Applications received"
          opens="2014-04-01"
          today="2014-04-24"
          deadline="2014-05-02"
          series={[
            { name: 'Hosts', target: 24, perDay: arrivals([1, 0, 0, 2, 1, 3, 0, 0, 1, 2, 4, 2, 0, 1, 3]) },
            { name: 'Partners', target: 48, perDay: arrivals([0, 2, 1, 0, 3, 1, 0, 2, 4, 3, 0, 1, 5, 2, 1]) },
          ]}
        />
        <QuotaGrid
          caption="Accepted schools by region and level"
          levels={levels.map((name, index) => ({ name, total: { count: 9 + index * 4, atLeast: 18 } }))}
          regions={['Bronx', 'Brooklyn', 'Manhattan', 'Queens', 'Staten Island'].map((name, row) => ({
            name,
            cells: levels.map((_, column) => ({ count: (row * 2 + column * 3) % 6, atLeast: 4 })),
            total: { count: 7 + row * 2, atLeast: row === 4 ? 2 : 12 },
          }))}
          all={{ count: 51, atLeast: 72 }}
        />
      </Columns>
      <Table
        caption="Waiting for a reader"
        dense
        columns={[
          { text: 'School', head: true },
          { text: 'Role' },
          { text: 'Region' },
          { text: 'Received' },
          { text: 'Criteria' },
          { text: 'Score', numeric: true },
          { text: 'Status' },
        ]}
        rows={Array.from({ length: 8 }, (_, index) => [
          <a key="school" href={`/console/applications/${index}`}>
            {
              ['School for Global Studies', 'J.H.S. 123 James M. Kieran', 'P.S. 7 Louis F. Simeone'][
                index % 3
              ]
            }
          </a>,
          index % 2 === 0 ? 'Host' : 'Partner',
          ['Brooklyn', 'Bronx', 'Queens'][index % 3],
          `Apr ${index + 3}`,
          <Outcome
            key="outcome"
            outcome={index % 3 === 0 ? 'met' : index % 3 === 1 ? 'cannot-verify' : 'not-met'}
          />,
          12 + index,
          <StatusTag key="status" index={index} />,
        ])}
      />
      <Pagination next={{ href: '/console/queue?after=8' }} previous={{ href: '/console/queue' }} />
    </StaffPage>
  );
}

function StatusTag({ index }: { readonly index: number }) {
  const tags = [
    <Tag key="accepted" meaning="good">
      Accepted
    </Tag>,
    <Tag key="waitlisted" meaning="attention">
      Waitlisted
    </Tag>,
    <Tag key="declined" meaning="bad">
      Declined
    </Tag>,
    <Tag key="review" meaning="active">
      In review
    </Tag>,
    <Tag key="sent">Sent</Tag>,
  ];
  return tags[index % tags.length] ?? null;
}

function arrivals(counts: readonly number[]): { date: string; count: number }[] {
  return counts.map((count, index) => ({
    date: `2014-04-${String(1 + Math.round(index * 1.5)).padStart(2, '0')}`,
    count,
  }));
}
