import { whyKeptFrom } from '../../shared/domain/access.ts';
import { countOf } from '../../shared/domain/amounts.ts';
import type { CycleRecords } from '../../shared/domain/cycle-sheets.ts';
import { type ExportFormat, exportFormats, exportName, exportOf } from '../../shared/sheets/export.ts';
import { StaffPage } from '../../shared/ui/layout.tsx';
import { Table } from '../../shared/ui/table.tsx';
import { showPage } from '../http/answer.ts';
import type { StaffRequest } from '../http/staff.tsx';
import { staffProblem } from '../http/staff-refusals.tsx';
import { hrefTo } from '../routes.ts';
import { forStaff, store } from './context.ts';

const meanings: Readonly<Record<ExportFormat, string>> = {
  xlsx: 'Everything below as one Excel workbook',
  'applications.csv': 'One row for each application, with its answers',
  'decisions.csv': 'Outcome and reason of each decision',
  'partnerships.csv': 'One row for each school of each partnership',
  json: 'Everything as it is stored, for other software',
};

const types: Readonly<Record<ExportFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json; charset=utf-8',
  'applications.csv': 'text/csv; charset=utf-8',
  'decisions.csv': 'text/csv; charset=utf-8',
  'partnerships.csv': 'text/csv; charset=utf-8',
};

// An answer of a function holds 6 MB, in which a file takes four bytes for three.
const largestBytes = 4 * 1024 * 1024;

/** A cycle's records, without the applications that this director must not see; and how many those are. */
async function recordsFor({
  cycle,
  staff,
}: StaffRequest): Promise<CycleRecords & { readonly keptFrom: number }> {
  const [all, partnerships, roster] = await Promise.all([
    store.applications(cycle.id),
    store.partnerships(cycle.id),
    store.roster(cycle.id),
  ]);
  const applications = all.filter((application) => whyKeptFrom(application, staff, roster) === undefined);
  return { cycle, applications, partnerships, keptFrom: all.length - applications.length };
}

/** What can be taken out of a cycle, and as what. */
export const exportPage = forStaff(['director'], async (request) => {
  const { staff, cycle } = request;
  const { applications, partnerships, keptFrom } = await recordsFor(request);
  const files = exportFormats.map((format) => ({ file: exportName(cycle.id, format), format }));
  return showPage(
    <StaffPage title="Export" staff={staff} contact={cycle.program.contactEmail}>
      <h1>
        <span class="govuk-caption-l">{cycle.name}</span>
        Export
      </h1>
      <p class="govuk-body">
        {countOf(applications.length, 'application')} and {countOf(partnerships.length, 'partnership')} as
        they stand now. The files name people: keep them where you would keep the applications.
      </p>
      {keptFrom > 0 && (
        <p class="govuk-body">
          {countOf(keptFrom, 'application')} {keptFrom === 1 ? 'is' : 'are'} left out, because you declared a
          conflict of interest or stepped back.
        </p>
      )}
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
      applications: applications.length,
      partnerships: partnerships.length,
      leftOut: keptFrom,
      files: files.map(({ file }) => file),
    },
  );
});

/** One of the files. */
export const exportFile = forStaff(['director'], async (request) => {
  const { staff, cycle, parameters } = request;
  const file = parameters.file ?? '';
  const format = exportFormats.find((known) => exportName(cycle.id, known) === file);
  if (format === undefined) return noFile(request);
  const { keptFrom: _, ...records } = await recordsFor(request);
  const content = await exportOf(records, format);
  if (content.length > largestBytes)
    return staffProblem(staff, {
      status: 413,
      title: 'The cycle is too large for a download',
      detail: `Ask whoever runs the service for it: npm run export-cycle -- ${cycle.id}`,
    });
  return { status: 200, data: {}, file: { content, type: types[format], name: file } };
});

const noFile = ({ staff }: StaffRequest) =>
  staffProblem(
    staff,
    { status: 404, title: 'There is no such file', detail: 'Choose it in the list.' },
    <p class="govuk-body">
      <a class="govuk-link" href={hrefTo('exportPage', {})}>
        Go to the files
      </a>
    </p>,
  );
