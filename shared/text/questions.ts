import { type Field, type FieldOf, type Topic, topics } from '#domain/admission/topics.ts';
import { countOf } from '#domain/base/wording.ts';
import { type Program, type Role, visitCounts } from '#domain/program/program.ts';
import { admissionNames, shareNames, teamGroupNames, yearsElsewhereNames } from './answers.ts';
import { sayTimes } from './numbers.ts';

/** Words that can depend on who is asked. */
type Worded = string | ((role: Role, program: Program) => string);

type Words = {
  readonly label: Worded;
  readonly hint?: Worded;
  /** What to do if there is no answer. */
  readonly missing?: string;
  /** Starts messages about limits. On a page with several questions, it names this one. */
  readonly what?: string;
  /** The names of the options, in the order on the page. */
  readonly options?: Readonly<Record<string, string>>;
};

type WordsOf<F> = Words &
  (F extends { readonly optional: true } ? unknown : { readonly missing: string }) &
  (F extends { readonly options: readonly (infer O extends string)[] }
    ? { readonly options: Readonly<Record<O, string>> }
    : unknown);

const share = (group: keyof typeof shareNames) => ({ label: shareNames[group], what: shareNames[group] });

/** The questions as the form asks them, and what it says about wrong answers. */
const questions: {
  readonly [T in Topic]: { readonly [N in FieldOf<T>]: WordsOf<(typeof topics)[T]['fields'][N]> };
} = {
  leadership: {
    yearsHere: {
      label: 'How many years has the principal led this school?',
      hint: 'Count this school year as a full year, even if the directory’s number is lower.',
      missing: 'Enter the number of years as principal of this school, or 0',
      what: 'Years at this school',
    },
    yearsElsewhere: {
      label: (role) => yearsElsewhereNames[role],
      hint: (role) =>
        role === 'host'
          ? 'As principal of another district school, or in another leadership role at this school. Enter 0 if none.'
          : 'Enter 0 if this is your first school as principal.',
      missing: 'Enter the number of earlier years, or 0',
      what: 'Earlier years',
    },
  },
  'quality-review': {
    rating: {
      label: 'What was the rating of your most recent Quality Review?',
      hint: 'If your ratings differ by indicator, choose the lowest rating.',
      missing: 'Choose a rating, or “Our school hasn’t had a Quality Review”',
      options: {
        'Well Developed': 'Well Developed',
        Proficient: 'Proficient',
        Developing: 'Developing',
        Underdeveloped: 'Underdeveloped',
        none: 'Our school hasn’t had a Quality Review',
      },
    },
    when: {
      label: 'When was it? (optional)',
      hint: 'Month and year (for example, March 2026), or just the year.',
      what: 'The month and year',
    },
  },
  admissions: {
    admission: {
      label: 'How does your school admit students?',
      hint: 'A program is screened if it admits students based on grades, tests, or interviews.',
      missing: 'Choose how your school admits students',
      options: admissionNames,
    },
  },
  practices: {
    focusAreas: {
      label: 'In which areas can your school share a practice?',
      hint: 'Choose the areas where you’re strongest. We use them to match you with partners.',
      missing: 'Choose at least one area where you have a practice to share',
    },
    evidence: {
      label: 'Describe the practice and how you know it works',
      hint: 'What would a partner see on a visit? What changed for your students? Please don’t name students or teachers.',
      missing: 'Describe your practice and your evidence that it works',
    },
  },
  hosting: {
    capacity: {
      label: 'How many partner schools could you host?',
      hint: (_, { capacity: { smallest, usual, largest } }) =>
        `Most hosts take ${countOf(usual, 'partner')}. Enter a number from ${smallest} to ${largest}.`,
      missing: 'Enter how many partner schools you could host',
    },
  },
  students: {
    poverty: share('poverty'),
    blackOrHispanic: share('blackOrHispanic'),
    studentsWithDisabilities: share('studentsWithDisabilities'),
    englishLanguageLearners: share('englishLanguageLearners'),
    chronicallyAbsent: share('chronicallyAbsent'),
  },
  improvement: {
    focusAreas: {
      label: 'Which areas does your school want to improve in?',
      hint: 'Choose one or two. We’ll look for a host that’s strong in them.',
      missing: 'Choose at least one area you want to improve in',
    },
    goal: {
      label: 'What do you want to improve, and how will you know it worked?',
      missing: 'Tell us what you want to improve',
      what: 'What you want to improve',
    },
    strengths: {
      label: 'What has gone well at your school so far?',
      missing: 'Tell us what has gone well so far',
      what: 'What has gone well so far',
    },
  },
  team: {
    groups: {
      label: 'Who would take part besides the principal?',
      hint: 'Choose all that apply.',
      missing: 'Choose at least one group that would take part',
      options: teamGroupNames,
    },
    plan: {
      label: 'How will you bring what you learn back to your school?',
      missing: 'Tell us how you’ll bring what you learn back to your school',
    },
  },
  commitment: {
    priority: {
      label: 'Can the principal and staff make this a priority next school year?',
      hint: sayVisitsIn,
      missing: 'Choose Yes or No',
    },
    statement: {
      label: 'Why do the principal and staff want to do this?',
      missing: 'Tell us why the principal and staff want to do this',
    },
  },
};

/** A host has visits with each of its partners. A partner has visits with one host. */
function sayVisitsIn(role: Role, { visits }: Program): string {
  const { partnerToHost, hostToPartner, inAll } = visitCounts(visits);
  return role === 'host'
    ? `Expect ${countOf(inAll, 'visit')} a year with each partner (they visit you ${sayTimes(partnerToHost)}, you visit them ${sayTimes(hostToPartner)}), plus coaching for the principal.`
    : `Expect ${countOf(inAll, 'visit')} during the year (you visit your host ${sayTimes(partnerToHost)}, your host visits you ${sayTimes(hostToPartner)}), plus coaching for the principal.`;
}

/** Replaces the hint if the program asks partners to rank their areas. */
export const rankedHint =
  'We’ll look for a host that’s strong in your first choice. If there isn’t one, we’ll try your second choice.';

/** A question with its words. */
export type Question = Words & { readonly name: string; readonly field: Field };

/** What a page says before its questions. */
export const intros: { readonly [T in Topic]?: string } = {
  students:
    'For each group, enter the percentage of your students who belong to it. If you don’t know one, leave it blank. Don’t include information about individual students.',
};

/** The questions on a topic's page, in their order. */
export function questionsOf(topic: Topic): readonly Question[] {
  const words = new Map(Object.entries<Words>(questions[topic]));
  return Object.entries<Field>(topics[topic].fields).flatMap(([name, field]) => {
    const said = words.get(name);
    return said ? [{ ...said, name, field }] : [];
  });
}

export const worded = (words: Worded, role: Role, program: Program): string =>
  typeof words === 'function' ? words(role, program) : words;
