/**
 * Dew point by the Magnus formula with the constants of Sonntag over water, a = 17.62 and b = 243.12 degrees, good to
 * about 0.35 K between -45 and 60 degrees. Source: standards 1.6.
 */
const magnusA = 17.62;
const magnusBC = 243.12;

/**
 * @param relativeHumidity 0..1
 * @returns degrees Celsius; null where the air cannot be that dry or that wet, or something is not known
 */
export function dewPointC(temperatureC: number | null, relativeHumidity: number | null): number | null {
  if (temperatureC === null || relativeHumidity === null) return null;
  if (!(relativeHumidity > 0 && relativeHumidity <= 1) || !(temperatureC > -magnusBC)) return null;
  const gamma = Math.log(relativeHumidity) + (magnusA * temperatureC) / (magnusBC + temperatureC);
  return (magnusBC * gamma) / (magnusA - gamma);
}
