import fc from 'fast-check';
import { expect, test } from 'vitest';
import { multipartFields } from '../../functions/http/multipart.ts';

const type = 'multipart/form-data; boundary="--X y"';

test('a form with a file has its fields and the file’s content, as the platform writes them', async () => {
  const name = fc.string({ minLength: 1, maxLength: 20, unit: fc.constantFrom(...'abcXYZ-_ 09') });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(name, fc.string({ unit: 'binary' }))), async (fields) => {
      const form = new FormData();
      for (const [key, value] of fields) form.append(key, new Blob([value.toWellFormed()]), 'file.csv');
      const sent = new Response(form);
      const body = await sent.text();
      const read = multipartFields(body, sent.headers.get('content-type') ?? '');
      expect(read).toEqual(fields.map(([key, value]) => [key, value.toWellFormed()]));
    }),
  );
});

test.each([
  ['no boundary', 'multipart/form-data', '--X\r\n\r\n'],
  ['another boundary', type, '--other\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--other--'],
  ['a part without a name', type, '----X y\r\ncontent-disposition: form-data\r\n\r\n1\r\n----X y--'],
  ['no body', type, ''],
])('a form with %s has no fields', (_, contentType, body) => {
  expect(multipartFields(body, contentType)).toEqual([]);
});
