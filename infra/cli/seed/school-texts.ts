/** What schools write of a focus area, by its id: as a host that shares, and as a partner that wants to improve. */
export type AreaTexts = { readonly evidence: string; readonly goal: string };

export const areaTexts: Readonly<Record<string, AreaTexts>> = {
  curriculum: {
    evidence:
      'Three years ago we rewrote every unit backwards from the task that closes it. Each grade keeps one shared map, and teachers revise a unit the week after they taught it. New teachers teach from the maps in their first month, and reviewers have twice called them our strongest side.',
    goal: 'Our units differ from room to room, even within a grade. We want one map for each grade that teachers trust enough to change together.',
  },
  questioning: {
    evidence:
      'Students lead the discussion in every class at least once a week, with stems and roles that we built ourselves. We film ten minutes a month in each team and count who speaks. Two years ago a third of the students spoke in a typical lesson; now it is four in five.',
    goal: 'Most questions in our classrooms are asked and answered by the teacher. We want students to build on what others said, first in humanities, then everywhere.',
  },
  feedback: {
    evidence:
      'Every unit has two checkpoints at which students get written feedback and a lesson to act on it. Teachers plan the feedback before they plan the lesson. Students can say what they are working on, and families read the same comments in the portfolio.',
    goal: 'Our grades say how students did, not what to do next. We want feedback that students use within the same week, and less marking that nobody reads.',
  },
  literacy: {
    evidence:
      'Science, art and mathematics teachers teach the reading and writing of their own subject, with two shared routines for difficult texts. A literacy coach plans with each team every other week. The share of students who read on grade level rose by eleven points in three years.',
    goal: 'Reading is left to the English teachers, and students struggle with texts in science and history. We want two routines that every subject uses.',
  },
  mathematics: {
    evidence:
      'Lessons open with a problem that has more than one way in, and students present two ways before the teacher names one. We collected sixty such tasks with student work at four levels, which visitors can take home. The share of students who meet the standard rose by nine points in two years.',
    goal: 'Students can follow a method and cannot choose one. We want tasks that make them reason, and teachers who are at ease with answers they did not expect.',
  },
  'english-learners': {
    evidence:
      'Language goals stand next to content goals in every plan, and newcomers have a partner and a word bank in each class from the first day. Our teachers of English as a new language co-plan with two teams each. Most newcomers advance a level within the year.',
    goal: 'A quarter of our students are learning English, and most support happens outside of class. We want subject teachers to plan for language themselves.',
  },
  disabilities: {
    evidence:
      'Co-teachers have two common periods a week and plan from what each student can do. We use three models of co-teaching on purpose and can show when each works. Over four years, twenty-six students moved to a less restrictive setting and stayed there.',
    goal: 'In our co-taught classes one teacher teaches and one helps. We want pairs who plan together and use both teachers, beginning with two grades.',
  },
  'teacher-teams': {
    evidence:
      'Each team meets twice a week with student work on the table and leaves with one change to try. Notes are open to the whole school, so that teams learn from each other. Teachers lead the meetings; the principal visits and listens.',
    goal: 'Our teams meet every week and talk mostly about logistics. We want a simple protocol for looking at student work, and leaders in each team who can hold it.',
  },
  'teacher-leaders': {
    evidence:
      'Seven teacher leaders each coach three colleagues, with half a period a day for it. Every teacher chooses one goal for the term and asks to be visited. Five of our assistant principals and coaches began here as teacher leaders.',
    goal: 'All coaching is done by two assistant principals who cannot get to everyone. We want four teachers who coach their colleagues and the time for it in the schedule.',
  },
  'school-culture': {
    evidence:
      'Every student belongs to an advisory that stays together for three years. Conflicts go to a circle before they go to the office. Suspensions fell from ninety-four to eleven in four years, and in the survey nine in ten students say that an adult knows them well.',
    goal: 'Hallways are calm, but students say that few adults know them. We want an advisory that is more than homeroom, and a fair way to settle conflicts.',
  },
  attendance: {
    evidence:
      'A small team looks at attendance by name every Monday, and each student at risk has one adult who calls before school. We greet, we do not punish. Chronic absence fell from 34 to 19 percent in three years.',
    goal: 'More than a third of our students miss a month of school or more. We call home after the fact; we want to see it coming and to act in the same week.',
  },
  families: {
    evidence:
      'Teachers visit forty families each summer in pairs, and parents open three classrooms a month to other parents. Workshops follow what parents ask for, in three languages. Attendance at conferences rose from half to nine in ten.',
    goal: 'The same twenty parents come to everything. We want families to know what their children learn, and to hear from those who never come.',
  },
  'college-career': {
    evidence:
      'From sixth grade on, every student has a plan that is revised twice a year with an adviser. All juniors do an internship of forty hours with one of thirty-one local partners. Ninety-two percent of last year’s graduates went on to college or training.',
    goal: 'Our students graduate and then stop: too few enroll, and fewer stay. We want planning to begin in ninth grade and to be the work of every teacher.',
  },
};

export const strengths = [
  'Our teams meet every week, attendance of staff is high, and last year two grades already tried a first version of this on their own.',
  'The school is calm and safe, teachers stay with us, and families trust us. We are ready for the next step in instruction.',
  'Mathematics results rose three years in a row, because one team planned every lesson together. We want that habit everywhere.',
  'We have a young staff that likes to visit classrooms and be visited. What we lack is a model that has worked elsewhere.',
  'Our advisory and arts programs are strong, and students like to come. Now the work they do in class has to catch up.',
] as const;

export const teamPlans = [
  'The principal, both assistant principals and one lead teacher of each grade would come to every visit and report to their teams the same week.',
  'Our instructional cabinet will visit; three model teachers try each practice first and open their rooms to the rest of the staff.',
  'Two teacher leaders own the work. They get one period a day for it, and the leadership team looks at what changed every month.',
  'We plan to bring different teachers to each visit, so that by spring half of the staff has been at the host school.',
] as const;

export const commitments = [
  'The leadership team discussed this twice and the staff voted for it. Visits are in our calendar before anything else is.',
  'This is one of our two goals for the year. Substitutes are budgeted, and Wednesday planning time is kept free for it.',
  'Our school leadership team supports it, and the union chapter helped to write this application. We dropped another initiative to make room.',
  'We have learned more from visiting others than from any workshop. The whole cabinet will take part and we will share what fails, too.',
] as const;
