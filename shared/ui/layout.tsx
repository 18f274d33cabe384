import { type ComponentChildren, createContext, type VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Program } from '#domain/program/program.ts';

/**
 * The program that a page belongs to. Pages that have not loaded it leave it out: they link to the page that names the
 * contact. `false` means there is no one to contact.
 */
export type PageProgram = Pick<Program, 'name' | 'contactEmail' | 'lang'> | false | undefined;

/** The program's name. Error pages and the privacy page, which load no program, show the environment's name for it. */
const programName = (program: PageProgram): string =>
  program ? program.name : (process.env.PROGRAM_NAME ?? 'Learning Partners');

type WordmarkProps = { readonly href: string; readonly program: PageProgram };

/** The program's name with its sign, a host and two partners. It links home. */
function Wordmark({ href, program }: WordmarkProps) {
  return (
    <a class="lp-wordmark" href={href}>
      <svg class="lp-wordmark__sign" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
        <path class="lp-wordmark__bond" d="M16 11L8 23.5h16z" />
        <circle class="lp-wordmark__partner" cx="8" cy="23.5" r="4.5" />
        <circle class="lp-wordmark__partner" cx="24" cy="23.5" r="4.5" />
        <circle class="lp-wordmark__host" cx="16" cy="9.5" r="6.5" />
      </svg>
      <span class="lp-wordmark__name" dir="auto">
        {programName(program)}
      </span>
    </a>
  );
}

/** Where a school's own pages sign out of this computer. Undefined on pages that anyone can read. */
const SignOutAddress = createContext<string | undefined>(undefined);

/** A page that only a school's own browser sees. Its header has a button to sign out of this computer. */
export const ownPage = (page: VNode, signOutAddress: string): VNode => (
  <SignOutAddress.Provider value={signOutAddress}>{page}</SignOutAddress.Provider>
);

const SignOutHere = () => (
  <SignOutAddress.Consumer>
    {(address) =>
      address !== undefined && (
        <form class="lp-header__staff" action={address} method="post">
          <button type="submit" class="lp-header__button">
            Sign out of this device
          </button>
        </form>
      )
    }
  </SignOutAddress.Consumer>
);

/** Whether something on the page uses the script, as far as the page is rendered. */
type ScriptUse = { isScripted?: true };

const ScriptUse = createContext<ScriptUse>({});

/** Makes its page run the script. What uses it must also work without it. */
export const UsesScript = () => (
  <ScriptUse.Consumer>
    {(use) => {
      use.isScripted = true;
      return null;
    }}
  </ScriptUse.Consumer>
);

/** The script, if anything before it uses it. */
const Script = () => (
  <ScriptUse.Consumer>
    {({ isScripted }) =>
      isScripted && <script type="module" src={SCRIPT_HREF} integrity={SCRIPT_INTEGRITY} />
    }
  </ScriptUse.Consumer>
);

type PublicPageProps = {
  readonly title: string;
  /** Whether the page shows an error summary. Then its title starts with “Error”. */
  readonly error?: boolean | undefined;
  readonly backLink?: { readonly href: string; readonly text?: string | undefined } | undefined;
  readonly program?: PageProgram;
  readonly children: ComponentChildren;
};

/** A page for schools, with one column. The h1 is among the children. */
export function PublicPage({ title, error, backLink, program, children }: PublicPageProps) {
  return (
    <Document title={title} program={program} error={error} privateToStaff={false}>
      <header class="lp-header">
        <div class="lp-container lp-header__row">
          <Wordmark href="/" program={program} />
          <SignOutHere />
        </div>
      </header>
      <div class="lp-container lp-body">
        <main class="lp-main lp-main--reading" id="main">
          {backLink !== undefined && (
            <a class="govuk-back-link" href={backLink.href}>
              {backLink.text ?? 'Back'}
            </a>
          )}
          {children}
        </main>
      </div>
      <Footer program={program} />
    </Document>
  );
}

const STAFF_PAGES = [
  { id: 'overview', text: 'Overview', href: '/console', roles: ['reviewer', 'director', 'facilitator'] },
  { id: 'queue', text: 'Queue', href: '/console/queue', roles: ['reviewer', 'director'] },
  {
    id: 'applications',
    text: 'Applications',
    href: '/console/applications',
    roles: ['reviewer', 'director', 'facilitator'],
  },
  {
    id: 'questions',
    text: 'Questions',
    href: '/console/questions',
    roles: ['reviewer', 'director', 'facilitator'],
  },
  { id: 'invitations', text: 'Invitations', href: '/console/invitations', roles: ['director'] },
  { id: 'reviewers', text: 'Reviewers', href: '/console/reviewers', roles: ['director'] },
  {
    id: 'conflicts',
    text: 'Conflicts',
    href: '/console/reviewers/conflicts',
    roles: ['reviewer', 'director', 'facilitator'],
  },
  { id: 'pairing', text: 'Pairings', href: '/console/pairing', roles: ['director'] },
  {
    id: 'partnerships',
    text: 'Partnerships',
    href: '/console/partnerships',
    roles: ['facilitator', 'director'],
  },
  { id: 'visits', text: 'Visits', href: '/console/visits', roles: ['facilitator', 'director'] },
  { id: 'facilitators', text: 'Facilitators', href: '/console/facilitators', roles: ['director'] },
  { id: 'undelivered', text: 'Emails', href: '/console/letters', roles: ['director'] },
  { id: 'export', text: 'Downloads', href: '/console/export', roles: ['director'] },
] as const;

/** The section of the staff navigation that a page belongs to. */
export type StaffSection = (typeof STAFF_PAGES)[number]['id'];

type StaffPageProps = {
  readonly title: string;
  readonly staff: { readonly name: string; readonly roles: readonly string[] };
  readonly current?: StaffSection | undefined;
  readonly error?: boolean | undefined;
  readonly program?: PageProgram;
  readonly children: ComponentChildren;
};

/** A staff page: wide, with the navigation and the signed-in user. The h1 is among the children. */
export function StaffPage({ title, staff, current, error, program, children }: StaffPageProps) {
  return (
    <Document title={title} program={program} error={error} privateToStaff>
      <header class="lp-header lp-header--staff">
        <div class="lp-container lp-container--wide lp-header__row">
          <Wordmark href="/console" program={program} />
          <div class="lp-header__staff">
            <span dir="auto">{staff.name}</span>
            {staff.roles.length > 0 && <span class="lp-header__roles">{staff.roles.join(', ')}</span>}
            <form action="/sign-out" method="post">
              <button type="submit" class="lp-header__button">
                Sign out
              </button>
            </form>
          </div>
        </div>
        <nav class="lp-nav" aria-label="Console">
          <ul class="lp-container lp-container--wide lp-nav__list">
            {STAFF_PAGES.filter(({ roles }) => roles.some((role) => staff.roles.includes(role))).map(
              (page) => (
                <li key={page.id}>
                  <a
                    class="lp-nav__link"
                    href={page.href}
                    aria-current={page.id === current ? 'page' : undefined}
                  >
                    {page.text}
                  </a>
                </li>
              ),
            )}
          </ul>
        </nav>
      </header>
      <div class="lp-container lp-container--wide lp-body">
        <main class="lp-main lp-main--staff" id="main">
          {children}
        </main>
      </div>
      <Footer program={program} wide />
    </Document>
  );
}

type ColumnsProps = {
  /** Whether the page prints on one sheet of paper. */
  readonly sheet?: boolean;
  readonly children: ComponentChildren;
};

/** Two parts of a wide page, side by side if there is room. */
export function Columns({ sheet = false, children }: ColumnsProps) {
  return <div class={sheet ? 'lp-columns lp-columns--sheet' : 'lp-columns'}>{children}</div>;
}

type DocumentProps = {
  readonly title: string;
  readonly program: PageProgram;
  readonly error?: boolean | undefined;
  readonly privateToStaff: boolean;
  readonly children: ComponentChildren;
};

function Document({ title, program, error, privateToStaff, children }: DocumentProps) {
  const name = programName(program);
  return (
    <html lang={program ? program.lang : 'en'} class="lp-page">
      <head>
        <meta charset="utf-8" />
        <title>{`${error === true ? 'Error: ' : ''}${title === name ? '' : `${title} – `}${name}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light" />
        {privateToStaff && <meta name="robots" content="noindex, nofollow" />}
        <link rel="icon" href={FAVICON_HREF} type="image/svg+xml" />
        <link rel="stylesheet" href={STYLES_HREF} />
      </head>
      <body class="lp-page__body">
        <a href="#main" class="govuk-skip-link">
          Skip to main content
        </a>
        {children}
        <Script />
      </body>
    </html>
  );
}

function Footer({ program, wide }: { readonly program: PageProgram; readonly wide?: boolean }) {
  return (
    <footer class="lp-footer">
      <div class={wide === true ? 'lp-container lp-container--wide' : 'lp-container'}>
        {program !== false && (
          <p class="lp-footer__contact">
            {program === undefined ? (
              <>
                Questions about the program? <a href="/#questions">See how to contact us</a>.
              </>
            ) : (
              <>
                Questions about the program?{' '}
                {wide !== true && (
                  <>
                    <a href="/questions">Ask a question</a> or email{' '}
                  </>
                )}
                {wide === true && 'Email '}
                <a href={`mailto:${program.contactEmail}`}>{program.contactEmail}</a>.
              </>
            )}
          </p>
        )}
        <ul class="lp-footer__links">
          <li>
            <a href="/privacy">Privacy</a>
          </li>
          <li>
            <a href="/accessibility">Accessibility</a>
          </li>
        </ul>
      </div>
    </footer>
  );
}

/**
 * The whole HTML document of a page made by `PublicPage` or `StaffPage`, and whether it runs the script. All text is
 * escaped.
 */
export function renderPage(page: VNode): { readonly body: string } & Readonly<ScriptUse> {
  const use: ScriptUse = {};
  const html = renderToString(<ScriptUse.Provider value={use}>{page}</ScriptUse.Provider>);
  return { body: `<!doctype html>${html}`, ...use };
}
