/** Economic scenarios at the desk; the words of their facts are those of the planners' page. */
export const scenariosEn = {
  "scenarios.page": "Economic scenarios",
  "scenarios.keys": "Go to economic scenarios",
  "scenarios.name": "Name",
  "scenarios.none.how": "Publish one here, or from the command line with a YAML or JSON file:",
  "scenarios.city": "Application level of the city",
  "scenarios.city.recorded": "{level} as of {asOf} ({source})",
  "scenarios.city.none": "not recorded: reports tell no city effect",
  "scenarios.publish.what":
    'Begun from the newest version. A version is never changed and begins after the one before. null for revenue or energy takes what the report\'s own period shows. The level of the city is optional: "cityApplicationLevel": \'{\'"level": 0.8, "source": "...", "asOf": "2025-12-31"\'}\'.',
} as const;
