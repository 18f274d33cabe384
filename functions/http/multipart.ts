/** The media type of a form with a file. */
export const isMultipart = (type: string): boolean => /^multipart\/form-data\b/i.test(type);

/**
 * The fields of a multipart form (RFC 7578) in their order, as text. `type` is its Content-Type. The value of a file is its
 * content. What can't be read has no fields.
 */
export function multipartFields(body: string, type: string): readonly (readonly [string, string])[] {
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(type) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) return [];
  return `\r\n${body}`
    .split(`\r\n--${boundary}`)
    .slice(1)
    .flatMap((part): readonly (readonly [string, string])[] => {
      const end = part.indexOf('\r\n\r\n');
      const [, name] =
        /^content-disposition:[^\r\n]*;\s*name="([^"]*)"/im.exec(part.slice(0, Math.max(0, end))) ?? [];
      return name === undefined ? [] : [[name, part.slice(end + 4)]];
    });
}
