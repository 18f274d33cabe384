import { countOf } from '../../shared/domain/amounts.ts';
import { type ExportFormat, exportFormats, exportName } from '../../shared/sheets/export-names.ts';
import { StaffPage } from '../../shared/ui/layout.tsx';
import { Table } from '../../shared/ui/table.tsx';
import { showPage } from '../http/answer.ts';
import { hrefTo } from '../routes.ts';
import { forStaff, store } from './context.ts';

const meanings: Readonly<Record<ExportFormat, string>> = {
  xlsx: 'Everything below as one Excel workbook',
  'applications.csv': 'One row for each application, with its answers',
  'decisions.csv': 'Outcome and reason of each decision',
  'partnerships.csv': 'One row for each school of each partnership',
  'visits.csv': 'One row for each visit, with who came and the notes of staff',
  'reflections.csv': 'What schools took from their visits',
  json: 'Everything as it is stored, for other software',
};

/** What can be taken out of a cycle, and as what. */
export const exportPage = forStaff(['director'], async ({ staff, cycle }) => {
  const [applications, partnerships] = await Promise.all([
    store.applicationCount(cycle.id),
    store.partnershipCount(cycle.id),
  ]);
  const files = exportFormats.map((format) => ({ file: exportName(cycle.id, format), format }));
  return showPage(
    <StaffPage title="Export" staff={staff} contact={cycle.program.contactEmail}>
      <h1>
        <span class="govuk-caption-l">{cycle.name}</span>
        Export
      </h1>
      <p class="govuk-body">
        {countOf(applications, 'application')} and {countOf(partnerships, 'partnership')} as they stand now.
        The files name people: keep them where you would keep the applications.
      </p>
      <p class="govuk-body">
        Applications that you sent, stepped back from or declared a conflict of interest with are left out of
        your files.
      </p>
      <Table
        caption="Files"
        captionSize="hidden"
        stacks
        columns={[{ text: 'File', head: true }, { text: 'What is in it' }]}
        rows={files.map(({ file, format }) => [
          <a key={file} class="govuk-link" href={hrefTo('exportFile', { file })} download={file}>
            {file}
          </a>,
          meanings[format],
        ])}
      />
      <p class="govuk-body">
        In the workbook and the CSV files, a text that a spreadsheet would take for a formula begins with an
        apostrophe.
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
