/** Address of the compiled style sheet. The bundler replaces this name. */
declare const STYLES_HREF: string;

/** Address of the favicon. The bundler replaces this name. */
declare const FAVICON_HREF: string;
