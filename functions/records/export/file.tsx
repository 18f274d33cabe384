import { whyKeptFrom } from '#domain/admission/roster.ts';
import { type StaffRequest, staffProblem } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';
import type { CycleRecords } from '#sheets/cycle-sheets.ts';
import { exportOf } from '#sheets/export.ts';
import { type ExportFormat, exportFormats, exportName } from '#sheets/export-names.ts';
import { forStaff, store } from '../access.ts';

const typeOf = (format: ExportFormat): string => {
  if (format === 'xlsx') return 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return format === 'json' ? 'application/json; charset=utf-8' : 'text/csv; charset=utf-8';
};

// A function's response can hold 6 MB, and base64 takes four bytes for every three of a file.
const largestBytes = 4 * 1024 * 1024;

/** A cycle's records, without the applications this director must not see. */
async function recordsFor({ cycle, staff }: StaffRequest): Promise<CycleRecords> {
  const [all, partnerships, roster] = await Promise.all([
    store.applications(cycle.id),
    store.partnerships(cycle.id),
    store.roster(cycle.id),
  ]);
  const applications = all.filter((application) => whyKeptFrom(application, staff, roster) === undefined);
  return { cycle, applications, partnerships };
}

export const exportFile = forStaff(['director'], async (request) => {
  const { staff, cycle, parameters } = request;
  const file = parameters.file ?? '';
  const format = exportFormats.find((known) => exportName(cycle.id, known) === file);
  if (format === undefined) return noFile(request);
  const content = await exportOf(await recordsFor(request), format, request.now);
  if (content.length > largestBytes)
    return staffProblem(staff, {
      status: 413,
      title: 'This cycle is too large to download',
      detail: `Ask your IT team to run: npm run export-cycle -- ${cycle.id}`,
    });
  return { status: 200, data: {}, file: { content, type: typeOf(format), name: file } };
});

const noFile = ({ staff }: StaffRequest) =>
  staffProblem(staff, {
    status: 404,
    title: 'File not found',
    detail: 'Choose a file from the list.',
    to: { href: hrefTo('exportPage', {}), text: 'See all files' },
  });
