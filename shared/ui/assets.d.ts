/** Address of the compiled style sheet. The bundler replaces this name. */
declare const STYLES_HREF: string;

/** Address of the favicon. The bundler replaces this name. */
declare const FAVICON_HREF: string;

/** Address of the script, and the hash that browsers compare it with. The bundler replaces these names. */
declare const SCRIPT_HREF: string;
declare const SCRIPT_INTEGRITY: string;
