import { topics, topicsOf } from '#domain/admission/topics.ts';
import { mustShareArea, type Program, type Role } from '#domain/program/program.ts';
import { showPage } from '#http/answer.ts';
import { notFound } from '#http/problem-pages.tsx';
import { hrefTo } from '#routes.ts';
import { intros, type Question, questionsOf, rankedHint, worded } from '#text/questions.ts';
import { PublicPage } from '#ui/layout.tsx';
import { inCycle } from '../access.ts';
import { roleOf } from './find-school.tsx';

/** Every question of a role as the form asks it, on one page for printing. */
export const allQuestions = inCycle((request, { program }) => {
  const role = roleOf(request.query.get('role'));
  if (!role) return notFound();
  const sections = topicsOf(role).map((topic) => ({
    title: topics[topic].title,
    intro: intros[topic],
    questions: questionsOf(topic).map((question) => asked(question, role, program)),
  }));
  return showPage(
    <PublicPage
      title={`All questions for ${role} schools`}
      program={program}
      backLink={{ href: hrefTo('program', {}) }}
    >
      <h1 class="govuk-heading-l">All questions for {role} schools</h1>
      <p class="govuk-body">
        These are the questions on the application. You can print this page and collect answers with your
        colleagues.
      </p>
      {sections.map(({ title, intro, questions }) => (
        <section key={title}>
          <h2 class="govuk-heading-m">{title}</h2>
          {intro && <p class="govuk-body">{intro}</p>}
          <ul class="govuk-list govuk-list--bullet">
            {questions.map(({ question, hint, options }) => (
              <li key={question}>
                {question}
                {hint !== undefined && <div class="govuk-hint">{hint}</div>}
                {options.length > 0 && (
                  <ul class="govuk-list govuk-list--bullet">
                    {options.map((option) => (
                      <li key={option}>{option}</li>
                    ))}
                  </ul>
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </PublicPage>,
    {
      role,
      sections: sections.map(({ title, questions }) => ({ title, questions })),
    },
  );
});

function asked({ label, hint, options = {}, field }: Question, role: Role, program: Program) {
  const hasAreas = field.kind === 'areas' || field.kind === 'ranked areas';
  const isRanked = field.kind === 'ranked areas' && mustShareArea(program.pairing);
  const said = isRanked ? rankedHint : hint && worded(hint, role, program);
  return {
    question: worded(label, role, program),
    ...(said !== undefined && { hint: said }),
    options: hasAreas ? program.focusAreas.map(({ name }) => name) : Object.values(options),
  };
}
