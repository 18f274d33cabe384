/** A made-up staff member. `roles` are the sign-in groups. */
export type StaffMember = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly ('reviewer' | 'director' | 'facilitator')[];
};

export const sampleStaff: readonly StaffMember[] = [
  { id: 'staff-amara-okafor', name: 'Amara Okafor', email: 'amara.okafor@example.org', roles: ['reviewer'] },
  { id: 'staff-daniel-reyes', name: 'Daniel Reyes', email: 'daniel.reyes@example.org', roles: ['reviewer'] },
  {
    id: 'staff-mei-tanaka',
    name: 'Mei Tanaka',
    email: 'mei.tanaka@example.org',
    roles: ['reviewer', 'facilitator'],
  },
  {
    id: 'staff-jonah-adeyemi',
    name: 'Jonah Adeyemi',
    email: 'jonah.adeyemi@example.org',
    roles: ['facilitator'],
  },
  {
    id: 'staff-ruth-lindqvist',
    name: 'Ruth Lindqvist',
    email: 'ruth.lindqvist@example.org',
    roles: ['director'],
  },
  // A second director, so that two can get in each other's way.
  {
    id: 'staff-omar-benali',
    name: 'Omar Benali',
    email: 'omar.benali@example.org',
    roles: ['director'],
  },
];
