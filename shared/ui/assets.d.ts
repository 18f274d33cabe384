/** Address of the compiled style sheet, put in place of the name when the code is bundled. */
declare const STYLES_HREF: string;

/** Address of the favicon, put in place of the name when the code is bundled. */
declare const FAVICON_HREF: string;
