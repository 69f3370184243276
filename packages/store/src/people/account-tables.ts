import {
  person,
  personAccount,
  personSession,
  personTwoFactor,
  personVerification,
  signInRate,
} from "../schema/people.ts";

/** Our tables under the names by which the sign-in library asks for them. */
export const accountTables = {
  user: person,
  session: personSession,
  account: personAccount,
  verification: personVerification,
  twoFactor: personTwoFactor,
  rateLimit: signInRate,
};
