package vn.antin.auth.sample;

/** Made-up officials and real ones would meet in one database. */
final class SampleRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String action;

  private SampleRefusedException(String description, String action) {
    super(description);
    this.action = action;
  }

  static SampleRefusedException unwanted() {
    return new SampleRefusedException(
        "antin.sample.officials asks for made-up officials, but this database already holds real"
            + " accounts. Nothing was changed.",
        "Set antin.sample.officials to 0, or point spring.datasource.url and spring.flyway.url at"
            + " an empty database.");
  }

  static SampleRefusedException left() {
    return new SampleRefusedException(
        "This database holds the made-up officials of a sample, whose passwords everybody knows,"
            + " but antin.sample.officials is 0.",
        "Point spring.datasource.url and spring.flyway.url at an empty database, or set"
            + " antin.sample.officials to go on with the sample.");
  }

  String action() {
    return action;
  }
}
