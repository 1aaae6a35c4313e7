/** A request the city refuses, with the HTTP status that says whose mistake it is. */
export class CityError extends Error {
  constructor(
    readonly status: 400 | 404 | 409 | 413 | 429,
    message: string,
  ) {
    super(message);
    this.name = 'CityError';
  }
}
