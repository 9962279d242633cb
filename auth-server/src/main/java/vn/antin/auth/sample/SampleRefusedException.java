package vn.antin.auth.sample;

/** A sample was asked for in a database that holds real accounts. */
final class SampleRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SampleRefusedException() {
    super("the database holds accounts that are not of a sample");
  }
}
