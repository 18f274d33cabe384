import { countOf } from '#domain/base/wording.ts';
import { showPage } from '#http/answer.ts';
import { hrefTo } from '#routes.ts';
import { type ExportFormat, exportFormats, exportName } from '#sheets/export-names.ts';
import { StaffPage } from '#ui/layout.tsx';
import { Table } from '#ui/table.tsx';
import { forStaff, store } from '../access.ts';

const meanings: Readonly<Record<ExportFormat, string>> = {
  xlsx: 'All of the CSV files below in one Excel workbook',
  'applications.csv': 'One row per application',
  'answers.csv': 'One row per application, with one column per question on the form',
  'questions.csv': 'Questions to schools about their applications, and the answers',
  'reviews.csv': 'One row per review, with scores, recommendation, and comment',
  'decisions.csv': 'The outcome and reason for each decision',
  'partnerships.csv': 'One row per school in each partnership',
  'visits.csv': 'One row per visit, with attendance and staff notes',
  'reflections.csv': 'Schools’ reflections on their visits',
  json: 'Everything, in JSON, for use with other software',
};

export const exportPage = forStaff(['director'], async ({ staff, cycle }) => {
  const [applications, partnerships] = await Promise.all([
    store.applicationCount(cycle.id),
    store.partnershipCount(cycle.id),
  ]);
  const files = exportFormats.map((format) => ({ file: exportName(cycle.id, format), format }));
  return showPage(
    <StaffPage title="Download data" current="export" staff={staff} program={cycle.program}>
      <h1>
        <span class="govuk-caption-l">{cycle.name}</span>
        Download data
      </h1>
      <p class="govuk-body">
        {countOf(applications, 'application')} and {countOf(partnerships, 'partnership')} so far. These files
        contain names. Store them as carefully as the applications.
      </p>
      <p class="govuk-body">
        Your files don’t include applications you submitted, recused yourself from, or have a conflict of
        interest with.
      </p>
      <Table
        caption="Files"
        captionSize="hidden"
        stacks
        columns={[{ text: 'File', head: true }, { text: 'Contents' }]}
        rows={files.map(({ file, format }) => [
          <a key={file} class="govuk-link" href={hrefTo('exportFile', { file })} download={file}>
            {file}
          </a>,
          meanings[format],
        ])}
      />
      <p class="govuk-body">
        In the workbook and CSV files, text that looks like a formula starts with an apostrophe so that it
        isn’t run.
      </p>
    </StaffPage>,
    {
      cycle: cycle.id,
      applications,
      partnerships,
      files: files.map(({ file }) => file),
    },
  );
});
