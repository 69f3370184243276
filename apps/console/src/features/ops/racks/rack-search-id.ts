/** The search field of the racks page, so that `/` finds it from everywhere. */
export const rackSearchId = "rack-search";
